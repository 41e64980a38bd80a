"""The explicit deny at the end of a resource holds, whatever its parent would allow."""

import pytest
from pyramid.authorization import DENY_ALL, Allow

from vamv.security.identity import Identity
from vamv.security.policy import SecurityPolicy


class House:
    """Allows what the roles allow, as the root of the portal does."""

    __parent__ = None
    __acl__ = ((Allow, "authenticated", "read"), (Allow, "everyone", "report"), DENY_ALL)


class Room:
    """Lets one person read."""

    __parent__ = House()
    __acl__ = ((Allow, "person:ada", "read"), DENY_ALL)


class Known(SecurityPolicy):
    """The policy, for one identity that is known already."""

    def __init__(self, identity):
        super().__init__()
        self._identity = identity

    def identity(self, request):
        return self._identity


@pytest.mark.parametrize(
    ("person_id", "resource", "permission", "allowed"),
    [
        ("ada", Room, "read", True),
        ("bea", Room, "read", False),
        ("ada", Room, "report", False),
        ("ada", House, "read", True),
        ("bea", House, "report", True),
        (None, House, "report", True),
        (None, House, "read", False),
        (None, Room, "report", False),
    ],
)
def test_a_parent_allows_nothing_that_its_child_has_not(person_id, resource, permission, allowed):
    identity = None
    if person_id is not None:
        identity = Identity(person_id, frozenset({"advice_seeker"}), "s", "full", "Ada", None)
    assert bool(Known(identity).permits(None, resource(), permission)) is allowed
