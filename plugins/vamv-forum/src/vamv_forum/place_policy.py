"""The rules for categories, and for what moves from one place to another."""

from vamv_forum.models import GROUP, PUBLIC, Category
from vamv_forum.policy import Refused


class AddressTaken(Refused):
    """Another category has this address already."""


class InUse(Refused):
    """The category holds discussions, so it can be archived but not deleted."""


class Overtaken(Refused):
    """Something was changed after it, which has to be taken back first."""


class Unfit(Refused):
    """These posts, or these two discussions, cannot be put together."""


def widens(old: Category, new: Category) -> bool:
    """Tell whether people could read in the new category who could not read in the old one."""
    if new.id == old.id or old.access == PUBLIC:
        return False
    return old.access == GROUP or new.access == PUBLIC
