"""The other pseudonyms people write under in single discussions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.vault import SealBroken, Vault
from vamv_forum.models import ALIAS_KIND, Alias, Post


def alias_of(session: Session, discussion_id: str, person_id: str) -> Alias | None:
    """Return the pseudonym that this person has chosen for a discussion."""
    here = (Alias.discussion_id == discussion_id, Alias.person_id == person_id)
    return session.scalar(select(Alias).where(*here))


def alias_name(vault: Vault, alias: Alias) -> str:
    """Return a pseudonym in words; empty for a row that was damaged."""
    try:
        return vault.open_text(ALIAS_KIND, alias.id, alias.name_sealed)
    except SealBroken:
        return ""


def has_written(session: Session, discussion_id: str, person_id: str) -> bool:
    """Tell whether this person has written in a discussion already, under whatever name."""
    here = (Post.discussion_id == discussion_id, Post.author_id == person_id)
    return session.scalar(select(Post.id).where(*here).limit(1)) is not None
