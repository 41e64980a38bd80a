"""Writing under another pseudonym in a single discussion.

Nothing that others see leads from it to the account. It is chosen with the first text in a discussion and
then fixed: writing there under two names would be talking to oneself, and one slip would join the two.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.orm import new_id
from vamv.api.security import Identity, fold_name
from vamv.api.vault import Vault
from vamv_forum import policy
from vamv_forum.models import ALIAS_KIND, Alias, Discussion
from vamv_forum.queries.aliases import alias_of, has_written

WAITING_KIND = "forum.held_alias"


def take(session: Session, vault: Vault, discussion: Discussion, actor: Identity, name: str) -> Alias | None:
    """Return the pseudonym under which this person writes in a discussion; None for their own name.

    The one they have there already, otherwise `name` (tidy, allowed), which is theirs from now on; empty for
    none. The discussion must be locked. Raises AliasTaken when somebody else has the name there,
    AliasTooLate when the person has written there under their own. Staff always write under their own name.
    """
    if actor.is_staff:
        return None
    known = alias_of(session, discussion.id, actor.person_id)
    if known is not None or not name:
        return known
    if has_written(session, discussion.id, actor.person_id):
        raise policy.AliasTooLate
    if is_taken(session, vault, discussion.id, name):
        raise policy.AliasTaken
    alias_id = new_id()
    alias = Alias(
        id=alias_id,
        discussion_id=discussion.id,
        person_id=actor.person_id,
        name_sealed=vault.seal_text(ALIAS_KIND, alias_id, name),
        name_key=name_key(vault, discussion.id, name),
    )
    session.add(alias)
    session.flush()
    return alias


def is_taken(session: Session, vault: Vault, discussion_id: str, name: str) -> bool:
    """Tell whether somebody writes under this name, or one that looks the same, in a discussion."""
    here = (Alias.discussion_id == discussion_id, Alias.name_key == name_key(vault, discussion_id, name))
    return session.scalar(select(Alias.id).where(*here)) is not None


def name_key(vault: Vault, discussion_id: str, name: str) -> bytes:
    """Return what a pseudonym is unique by: another one in each discussion, so that rows do not compare."""
    return vault.blind_index("forum.alias", f"{discussion_id}/{fold_name(name)}")


def seal_waiting(vault: Vault, held_id: str, name: str) -> bytes | None:
    """Seal the pseudonym of a text that waits for the moderation; None without one."""
    return vault.seal_text(WAITING_KIND, held_id, name) if name else None


def open_waiting(vault: Vault, held_id: str, sealed: bytes | None) -> str:
    """Return the pseudonym of a text that waits, for `NewText.alias`; empty without one.

    Raises SealBroken when the row was damaged: the text must not appear under another name than was meant.
    """
    return vault.open_text(WAITING_KIND, held_id, sealed) if sealed else ""
