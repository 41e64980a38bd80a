"""Saying something: in the room, or beside it; the hand, and "ich schreibe noch"."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.conversations import Appended, append, lock, mark_read, note_change, tell_pages
from vamv.api.orm import insert, new_id
from vamv.api.vault import Vault
from vamv_groupchat import policy
from vamv_groupchat.models import (
    ASIDE_KIND,
    HELD,
    MESSAGE_KIND,
    TEAM,
    WHISPER,
    Aside,
    Backroom,
    ChatSession,
    Message,
    Participant,
)
from vamv_groupchat.policy import Presence, Refused
from vamv_groupchat.queries import chat as said
from vamv_groupchat.queries import people
from vamv_groupchat.services.keys import close_text, open_text
from vamv_groupchat.services.telling import is_there, state_of, tell, tell_moderators


@dataclass(frozen=True)
class Pen:
    """What every verb here needs: the meeting, who writes in it, and how presence is judged."""

    session: Session
    vault: Vault
    chat: ChatSession
    person_id: str
    presence: Presence
    now: datetime

    def locked(self) -> Participant:
        """Lock the meeting and return the writer's row, read anew. Raises Refused for who is not there."""
        lock(self.session, self.chat)
        who = people.participant(self.session, self.chat.id, self.person_id)
        if who is None or not is_there(self.session, self.chat, who, self.now, self.presence):
            raise Refused("left")
        return who


def refused(pen: Pen, who: Participant) -> Refused | None:
    """Return why somebody cannot write in the room now, None when they can."""
    muted = people.sanction_here(pen.session, pen.chat, pen.person_id, (people.MUTE,), pen.now)
    now_state = state_of(pen.session, pen.chat, pen.now, pen.presence)
    return policy.refusal(pen.chat, now_state, who, muted is not None, pen.now)


def say(pen: Pen, text: str, client_id: str, *, hold: bool = False) -> Appended[Message] | Appended[Aside]:
    """Say something in the room; the same `client_id` again is the same message.

    `hold`: a moderator has to read it first; it then stands beside the room. Raises Refused.
    """
    who = pen.locked()
    known = _known(pen, Message, client_id)
    if known is not None:
        return Appended(known, first=False)
    problem = refused(pen, who)
    if problem is not None:
        raise problem
    wrote_still = who.writing_at is not None
    who.seen_at, who.said_at, who.writing_at = pen.now, pen.now, None
    if hold and not who.moderating:
        return _beside(pen, text, client_id, HELD, pen.person_id)
    appended = _append(pen, pen.person_id, text, client_id)
    read = {"conversation_id": pen.chat.id, "person_id": pen.person_id}
    mark_read(pen.session, Participant, seq=appended.message.seq, **read)
    if wrote_still:
        tell(pen.session, pen.chat, now=pen.now)
    return appended


def whisper(pen: Pen, text: str, client_id: str, about: str | None = None) -> Appended[Aside]:
    """Say something to the moderators only; a moderator answers with `about`, the participant's id.

    Possible until the meeting is over, and for those who are muted too: they must be able to ask why.
    Raises Refused.
    """
    who = pen.locked()
    if state_of(pen.session, pen.chat, pen.now, pen.presence) in policy.ENDED:
        raise Refused(policy.CLOSED)
    who.seen_at = pen.now
    return _beside(pen, text, client_id, WHISPER, about if who.moderating and about else pen.person_id)


def tell_team(pen: Pen, text: str, client_id: str) -> Appended[Aside]:
    """Say something among the moderators, before, during and after a meeting. Raises Refused."""
    who = pen.locked()
    if not who.moderating:
        raise Refused("team")
    who.seen_at = pen.now
    return _beside(pen, text, client_id, TEAM, None)


def release(pen: Pen, aside: Aside) -> Appended[Message] | None:
    """Put a text that waited into the room, in the name of whoever wrote it; None if it waits no longer."""
    pen.locked()
    pen.session.refresh(aside)
    text = open_text(pen.vault, pen.chat, aside)
    if aside.kind != HELD or aside.settled_at is not None or text is None or aside.sender_id is None:
        return None
    aside.settled_at = pen.now
    _tell_both(pen, aside.sender_id)
    return _append(pen, aside.sender_id, text, aside.client_id)


def refuse(pen: Pen, aside: Aside) -> None:
    """Decide against a text that waits; its author sees that."""
    pen.locked()
    pen.session.refresh(aside)
    if aside.kind == HELD and aside.settled_at is None:
        aside.settled_at = pen.now
        # Without its text: that it was refused is all that is left to know.
        aside.body = b""
        pen.session.flush()
        _tell_both(pen, aside.sender_id)


def raise_hand(pen: Pen, *, up: bool) -> None:
    """Ask for the floor, or no longer. Raises Refused, also for those who could not use it."""
    who = pen.locked()
    problem = refused(pen, who) if up else None
    if problem is not None and problem.code in (policy.LISTENING, policy.MUTED, *policy.ENDED):
        raise problem
    who.seen_at = pen.now
    who.hand_at = (who.hand_at or pen.now) if up else None
    if not up:
        who.called_at = None
    pen.session.flush()
    tell(pen.session, pen.chat, now=pen.now)


def still_writing(pen: Pen) -> None:
    """Let the others know that a longer text is coming; it passes by itself. Raises Refused."""
    who = pen.locked()
    problem = refused(pen, who)
    if problem is not None and problem.code != policy.SLOW:
        raise problem
    who.seen_at = who.writing_at = pen.now
    pen.session.flush()
    tell(pen.session, pen.chat, now=pen.now)


def hide_message(session: Session, message_id: str, *, now: datetime, reason: str) -> None:
    """Take a message from its readers (moderation)."""
    _mark(session, message_id, now=now, hidden_at=now, reason=reason)


def restore_message(session: Session, message_id: str, *, now: datetime) -> None:
    """Show a hidden message again."""
    _mark(session, message_id, now=now, hidden_at=None, reason=None)


def _mark(
    session: Session, message_id: str, *, now: datetime, hidden_at: datetime | None, reason: str | None
) -> None:
    found = said.message_with_session(session, message_id)
    if found is None:
        return
    message, chat = found
    lock(session, chat)
    if (message.hidden_at is None) != (hidden_at is None):
        message.hidden_at, message.hidden_reason = hidden_at, reason
        session.flush()
        note_change(session, chat, message, actor_id=None, client_id=new_id(), now=now)


def _append(pen: Pen, sender_id: str, text: str, client_id: str) -> Appended[Message]:
    return append(
        pen.session,
        pen.chat,
        Message,
        sender_id=sender_id,
        client_id=client_id,
        close=lambda row_id: close_text(pen.vault, pen.chat, MESSAGE_KIND, row_id, text),
        now=pen.now,
    )


def _beside(pen: Pen, text: str, client_id: str, kind: str, about: str | None) -> Appended[Aside]:
    backroom = _backroom(pen)
    lock(pen.session, backroom)
    known = pen.session.scalar(
        select(Aside).where(
            Aside.conversation_id == backroom.id,
            Aside.sender_id == pen.person_id,
            Aside.client_id == client_id,
        )
    )
    if known is not None:
        return Appended(known, first=False)
    backroom.last_seq += 1
    backroom.last_message_at = max(backroom.last_message_at, pen.now)
    row_id = new_id()
    aside = Aside(
        id=row_id,
        conversation_id=backroom.id,
        seq=backroom.last_seq,
        sender_id=pen.person_id,
        client_id=client_id,
        body=close_text(pen.vault, pen.chat, ASIDE_KIND, row_id, text),
        created_at=pen.now,
        kind=kind,
        about_id=about,
    )
    pen.session.add(aside)
    pen.session.flush()
    _tell_both(pen, about)
    return Appended(aside, first=True)


def _tell_both(pen: Pen, about: str | None) -> None:
    # By their own pages only: a number in the room would show everybody that something was whispered.
    tell_moderators(pen.session, pen.chat)
    if about is not None:
        tell_pages(pen.session, about)


def _backroom(pen: Pen) -> Backroom:
    row = insert(pen.session, Backroom).values(
        id=new_id(), session_id=pen.chat.id, created_at=pen.now, last_seq=0, last_message_at=pen.now
    )
    pen.session.execute(row.on_conflict_do_nothing(index_elements=["session_id"]))
    found = said.backroom_of(pen.session, pen.chat.id)
    assert found is not None
    return found


def _known(pen: Pen, table: type[Message], client_id: str) -> Message | None:
    return pen.session.scalar(
        select(table).where(
            table.conversation_id == pen.chat.id,
            table.sender_id == pen.person_id,
            table.client_id == client_id,
        )
    )
