"""Asking somebody, answering, writing, leaving."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.conversations import Appended, append, lock
from vamv.api.conversations import mark_read as mark
from vamv.api.orm import insert
from vamv.api.vault import Vault
from vamv_forum.messages import policy, queries
from vamv_forum.models.talks import MESSAGE_KIND, Talk, TalkMessage, TalkParticipant, TalkPerson

# `may_write(sender_id, recipient_id)`: what the portal as a whole says, blocks included.
MayWrite = Callable[[str, str], bool]


def may_ask(
    session: Session, *, sender_id: str, recipient_id: str, may_write: MayWrite, now: datetime
) -> bool:
    """Tell whether somebody can be asked. One answer for all reasons, so that none can be told from it."""
    before = queries.last_between(session, sender_id, recipient_id)
    return (
        queries.takes_requests(session, recipient_id)
        and not policy.rests(before.other if before else None, now)
        and may_write(sender_id, recipient_id)
    )


def going_on(session: Session, sender_id: str, recipient_id: str) -> Talk | None:
    """Return the conversation of two people that the sender has not left."""
    before = queries.last_between(session, sender_id, recipient_id)
    return before.talk if before is not None and before.own.left_at is None else None


def ask(
    session: Session,
    vault: Vault,
    *,
    sender_id: str,
    recipient_id: str,
    text: str,
    client_id: str,
    may_write: MayWrite,
    now: datetime,
) -> Appended[TalkMessage] | Talk:
    """Send the first letter; return it, or the conversation that there is already.

    Nothing more can be written until it is accepted. Raises EnoughForToday, NotTaken.
    """
    _lock_people(session, sender_id, recipient_id)
    known = going_on(session, sender_id, recipient_id)
    if known is not None:
        return known
    if queries.asked_since(session, sender_id, now - policy.DAY) >= policy.REQUESTS_A_DAY:
        raise policy.EnoughForToday
    if not may_ask(session, sender_id=sender_id, recipient_id=recipient_id, may_write=may_write, now=now):
        raise policy.NotTaken
    talk = Talk(asker_id=sender_id, created_at=now, last_message_at=now)
    session.add(talk)
    session.flush()
    session.add_all(
        TalkParticipant(conversation_id=talk.id, person_id=each, joined_at=now)
        for each in (sender_id, recipient_id)
    )
    session.flush()
    return _append(session, vault, talk, sender_id, text, client_id, now)


def send(
    session: Session,
    vault: Vault,
    talk: Talk,
    *,
    sender_id: str,
    text: str,
    client_id: str,
    may_write: MayWrite,
    now: datetime,
) -> Appended[TalkMessage]:
    """Write in a conversation. Raises NotTaken."""
    lock(session, talk)
    other = other_of(session, talk, sender_id)
    if not policy.may_send(talk, other) or other is None or not may_write(sender_id, other.person_id):
        raise policy.NotTaken
    return _append(session, vault, talk, sender_id, text, client_id, now)


def accept(session: Session, talk: Talk, *, person_id: str, now: datetime) -> bool:
    """Accept a request; return whether this was the moment. Whoever asked cannot accept for the other."""
    lock(session, talk)
    if not policy.is_request_to(talk, person_id):
        return False
    talk.accepted_at = now
    session.flush()
    return True


def leave(session: Session, talk: Talk, *, person_id: str, now: datetime) -> None:
    """Leave a conversation, or decline a request. The other person is not told."""
    lock(session, talk)
    for each in queries.participants(session, talk.id):
        if each.person_id == person_id and each.left_at is None:
            each.left_at = now
    session.flush()


def mark_read(session: Session, *, talk_id: str, person_id: str, seq: int) -> None:
    """Note how far somebody has read, for themselves; nobody else learns of it."""
    mark(session, TalkParticipant, conversation_id=talk_id, person_id=person_id, seq=seq)


def choose(session: Session, *, person_id: str, takes_requests: bool) -> None:
    """Keep whether somebody takes requests."""
    _lock_people(session, person_id)
    session.get_one(TalkPerson, person_id).takes_requests = takes_requests
    session.flush()


def other_of(session: Session, talk: Talk, person_id: str) -> TalkParticipant | None:
    """Return the other one of the two; None when they have left the portal."""
    found = queries.participants(session, talk.id)
    return next((each for each in found if each.person_id != person_id), None)


def hide_message(session: Session, message_id: str, *, now: datetime, reason: str) -> None:
    """Take a message from its reader (moderation)."""
    message = session.get_one(TalkMessage, message_id)
    message.hidden_at, message.hidden_reason = message.hidden_at or now, reason
    session.flush()


def restore_message(session: Session, message_id: str, *, now: datetime) -> None:
    """Show a hidden message again."""
    message = session.get_one(TalkMessage, message_id)
    message.hidden_at = message.hidden_reason = None
    session.flush()


def _append(
    session: Session, vault: Vault, talk: Talk, sender_id: str, text: str, client_id: str, now: datetime
) -> Appended[TalkMessage]:
    appended = append(
        session,
        talk,
        TalkMessage,
        sender_id=sender_id,
        client_id=client_id,
        close=lambda message_id: vault.seal_text(MESSAGE_KIND, message_id, text),
        now=now,
    )
    mark_read(session, talk_id=talk.id, person_id=sender_id, seq=appended.message.seq)
    return appended


def _lock_people(session: Session, *people: str) -> None:
    """Let nobody else ask these two meanwhile; always in the same order, so that nobody waits in a ring."""
    for person_id in sorted(people):
        row = insert(session, TalkPerson).values(person_id=person_id, takes_requests=True)
        session.execute(row.on_conflict_do_nothing(index_elements=["person_id"]))
    statement = select(TalkPerson).where(TalkPerson.person_id.in_(people)).order_by(TalkPerson.person_id)
    session.scalars(statement.with_for_update()).all()
