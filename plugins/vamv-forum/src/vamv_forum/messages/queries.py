"""Private conversations, each for the two people in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from vamv.api.moderation import Content
from vamv.api.security import Identity
from vamv.api.vault import Vault
from vamv.api.web import PageKey, plain_text, render_post
from vamv_forum.models.talks import MESSAGE_KIND, Talk, TalkMessage, TalkParticipant, TalkPerson

EXCERPT = 200  # characters

Other = aliased(TalkParticipant)


@dataclass(frozen=True)
class OwnTalk:
    """A conversation as one of the two sees it; `other` is None when the other has left the portal."""

    talk: Talk
    own: TalkParticipant
    other: TalkParticipant | None

    @property
    def other_id(self) -> str | None:
        return self.other.person_id if self.other is not None else None

    @property
    def unread(self) -> bool:
        return self.own.read_seq < self.talk.last_seq


def _own(person_id: str) -> Select[Talk, TalkParticipant, TalkParticipant]:
    other = and_(Other.conversation_id == Talk.id, Other.person_id != person_id)
    return (
        select(Talk, TalkParticipant, Other)
        .join(TalkParticipant, TalkParticipant.conversation_id == Talk.id)
        .outerjoin(Other, other)
        .where(TalkParticipant.person_id == person_id)
    )


def talks_of(session: Session, person_id: str, *, after: PageKey | None, limit: int) -> list[OwnTalk]:
    """Return the conversations that this person has not left, the latest first."""
    statement = _own(person_id).where(TalkParticipant.left_at.is_(None))
    if after is not None:
        same = and_(Talk.last_message_at == after.at, Talk.id < after.id)
        statement = statement.where(or_(Talk.last_message_at < after.at, same))
    statement = statement.order_by(Talk.last_message_at.desc(), Talk.id.desc()).limit(limit)
    return [OwnTalk(*row) for row in session.execute(statement)]


def all_of(session: Session, person_id: str) -> list[OwnTalk]:
    """Return every conversation of this person, left or not, in the order in which they began."""
    return [OwnTalk(*row) for row in session.execute(_own(person_id).order_by(Talk.created_at, Talk.id))]


def talk_for(session: Session, talk_id: str, person_id: str) -> OwnTalk | None:
    """Return a conversation for somebody who takes part in it; nobody else finds one."""
    statement = _own(person_id).where(Talk.id == talk_id, TalkParticipant.left_at.is_(None))
    row = session.execute(statement.execution_options(populate_existing=True)).first()
    return OwnTalk(*row) if row else None


def last_between(session: Session, person_id: str, other_id: str) -> OwnTalk | None:
    """Return the latest conversation of two people, left or not."""
    statement = _own(person_id).where(Other.person_id == other_id)
    row = session.execute(
        # One that goes on before one that has been left.
        statement.order_by(TalkParticipant.left_at.is_not(None), Talk.created_at.desc(), Talk.id).limit(1)
    ).first()
    return OwnTalk(*row) if row else None


def unread(session: Session, person_id: str) -> int:
    """Return how many conversations hold something new for this person."""
    statement = (
        select(func.count())
        .select_from(TalkParticipant)
        .join(Talk, Talk.id == TalkParticipant.conversation_id)
        .where(
            TalkParticipant.person_id == person_id,
            TalkParticipant.left_at.is_(None),
            TalkParticipant.read_seq < Talk.last_seq,
        )
    )
    return session.scalar(statement) or 0


def asked_since(session: Session, person_id: str, since: datetime) -> int:
    """Return how many requests somebody has sent since then."""
    statement = select(func.count()).where(Talk.asker_id == person_id, Talk.created_at > since)
    return session.scalar(statement) or 0


def takes_requests(session: Session, person_id: str) -> bool:
    """Tell whether somebody takes requests; whoever has not chosen does."""
    row = session.get(TalkPerson, person_id)
    return row is None or row.takes_requests


def kept(session: Session) -> int:
    """Return how many conversations are stored."""
    return session.scalar(select(func.count()).select_from(Talk)) or 0


def text_of(vault: Vault, message: TalkMessage) -> str:
    """Return what a message says; empty when its author has left the portal."""
    return vault.open_text(MESSAGE_KIND, message.id, message.body) if message.body else ""


def takes_part(session: Session, actor: Identity | None, message_id: str) -> bool:
    """Tell whether somebody is one of the two between whom a message was written, left or not."""
    if actor is None:
        return False
    statement = (
        select(TalkMessage.id)
        .join(TalkParticipant, TalkParticipant.conversation_id == TalkMessage.conversation_id)
        .where(TalkMessage.id == message_id, TalkParticipant.person_id == actor.person_id)
    )
    return session.scalar(statement) is not None


def message_content(session: Session, vault: Vault, message_id: str) -> Content | None:
    """Return a message as the moderation desk sees it, which opens it only when it was reported."""
    message = session.get(TalkMessage, message_id)
    if message is None or not message.body:
        return None
    html: Markup = render_post(text_of(vault, message))
    return Content(
        kind=MESSAGE_KIND,
        id=message.id,
        author_id=message.sender_id,
        html=html,
        excerpt=plain_text(html)[:EXCERPT],
        route="forum.talk",
        route_args={"talk": message.conversation_id},
        created_at=message.created_at,
        hidden=message.hidden_at is not None,
    )


def participants(session: Session, talk_id: str) -> Sequence[TalkParticipant]:
    """Return everybody in a conversation, with what has just changed."""
    statement = select(TalkParticipant).where(TalkParticipant.conversation_id == talk_id)
    return session.scalars(statement.execution_options(populate_existing=True)).all()
