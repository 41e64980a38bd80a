"""Coming into a meeting, waiting for a place, leaving."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from vamv.api.conversations import lock, tell_pages
from vamv.api.notifications import notify
from vamv.api.orm import insert, new_id
from vamv.api.security import Identity, fold_name
from vamv.api.statistics import count
from vamv.api.vault import Vault
from vamv_groupchat import policy
from vamv_groupchat.models import ALIAS_KIND, Alias, ChatSession, Participant, Room, Waiting
from vamv_groupchat.policy import Presence, Refused
from vamv_groupchat.queries import people
from vamv_groupchat.services.telling import is_there, state_of, tell, tell_if_changed

PLACE = "groupchat.place"

BANNED = "banned"
REMOVED = "removed"
ONCE = "once"
ALIAS_TAKEN = "alias_taken"

# Whose entries and messages are counted.
PARENT = "parent"
TEAM = "team"


def check_entry(
    session: Session,
    room: Room,
    chat: ChatSession,
    actor: Identity,
    *,
    moderating: bool,
    presence: Presence,
    now: datetime,
) -> None:
    """Raise Refused with the reason why somebody cannot come in now, places left aside."""
    now_state = state_of(session, chat, now, presence)
    if not policy.may_enter(chat, now_state, now, moderating=moderating):
        raise Refused(now_state)
    if moderating:
        return
    sanction = people.sanction_here(session, chat, actor.person_id, (people.BAN, people.REMOVE), now)
    if sanction is not None:
        raise Refused(BANNED if sanction.kind == people.BAN else REMOVED)
    if room.once_a_day and people.was_elsewhere_today(session, chat, actor.person_id, now):
        raise Refused(ONCE)


def enter(
    session: Session,
    vault: Vault,
    room: Room,
    chat: ChatSession,
    actor: Identity,
    *,
    moderating: bool,
    listening: bool = False,
    alias_name: str = "",
    presence: Presence,
    now: datetime,
) -> Participant | Waiting:
    """Let somebody in, or put them on the waiting list behind those who came before. Raises Refused."""
    lock(session, chat)
    check_entry(session, room, chat, actor, moderating=moderating, presence=presence, now=now)
    if moderating:
        return _come_in(session, chat, actor.person_id, moderating=True, listening=False, room=room, now=now)
    known = people.participant(session, chat.id, actor.person_id)
    # Whoever was here under their own name keeps it: a second one would be easy to tell.
    if alias_name and known is None and not actor.is_staff:
        take_alias(session, vault, room, actor, alias_name)
    if known is not None and policy.has_place(known, now, presence.idle):
        return _come_in(
            session, chat, actor.person_id, moderating=False, listening=listening, room=room, now=now
        )
    _move_up(session, room, chat, presence=presence, now=now)
    # Whoever waited may just have got the place.
    known = people.participant(session, chat.id, actor.person_id)
    if known is not None and policy.has_place(known, now, presence.idle):
        return known
    waiting = people.waiting_list(session, chat.id)
    if not waiting and not _is_full(session, room, chat, presence, now):
        return _come_in(
            session, chat, actor.person_id, moderating=False, listening=listening, room=room, now=now
        )
    row = insert(session, Waiting).values(
        person_id=actor.person_id, session_id=chat.id, listening=listening, created_at=now
    )
    session.execute(row.on_conflict_do_nothing(index_elements=["person_id", "session_id"]))
    return session.get_one(Waiting, (actor.person_id, chat.id))


def move_up(
    session: Session, room: Room, chat: ChatSession, *, presence: Presence, now: datetime
) -> list[str]:
    """Give free places to those who wait, in their order, and tell them; return who they are."""
    lock(session, chat)
    return _move_up(session, room, chat, presence=presence, now=now)


def _move_up(
    session: Session, room: Room, chat: ChatSession, *, presence: Presence, now: datetime
) -> list[str]:
    moved: list[str] = []
    for waiting in people.waiting_list(session, chat.id):
        if _is_full(session, room, chat, presence, now):
            break
        person_id, listening = waiting.person_id, waiting.listening
        session.delete(waiting)
        session.flush()
        if people.sanction_here(session, chat, person_id, (people.BAN, people.REMOVE), now):
            continue
        _come_in(session, chat, person_id, moderating=False, listening=listening, room=room, now=now)
        notify(
            session,
            person_id=person_id,
            type=PLACE,
            now=now,
            route="groupchat.chat",
            route_args={"session": chat.id},
        )
        moved.append(person_id)
    return moved


def _is_full(session: Session, room: Room, chat: ChatSession, presence: Presence, now: datetime) -> bool:
    if room.places is None:
        return False
    here = people.participants(session, chat.id)
    return policy.is_full(room.places, sum(policy.has_place(each, now, presence.idle) for each in here))


def _come_in(
    session: Session,
    chat: ChatSession,
    person_id: str,
    *,
    moderating: bool,
    listening: bool,
    room: Room,
    now: datetime,
) -> Participant:
    session.execute(delete(Waiting).where(Waiting.person_id == person_id, Waiting.session_id == chat.id))
    known = people.participant(session, chat.id, person_id)
    arrives = known is None or known.left_at is not None
    if known is None:
        alias = None if moderating else people.alias_of(session, room.id, person_id)
        known = Participant(
            person_id=person_id,
            conversation_id=chat.id,
            joined_at=now,
            from_seq=chat.last_seq if room.from_entry and not moderating else 0,
            # What was said before somebody came is old to them, not new.
            read_seq=chat.last_seq,
            alias_id=alias.id if alias else None,
            masked=alias is not None,
            seen_at=now,
        )
        session.add(known)
        count(session, "groupchat.entries", now=now, by=TEAM if moderating else PARENT)
    known.left_at, known.seen_at = None, now
    if known.moderating and not moderating:
        # From now on some of the others may not see this person any more.
        for each in people.participants(session, chat.id):
            tell_pages(session, each.person_id)
    known.moderating, known.listening = moderating, listening
    if moderating and chat.lead_id is None:
        chat.lead_id = person_id
    session.flush()
    if arrives:
        tell(session, chat, now=now)
    return known


def leave(session: Session, chat: ChatSession, person_id: str, *, now: datetime) -> None:
    """Leave a meeting, or the waiting list; a hand goes down and the floor is free."""
    lock(session, chat)
    session.execute(delete(Waiting).where(Waiting.person_id == person_id, Waiting.session_id == chat.id))
    who = people.participant(session, chat.id, person_id)
    if who is not None and who.left_at is None:
        who.left_at = now
        who.hand_at = who.called_at = who.writing_at = None
        session.flush()
        tell(session, chat, now=now)


def touch(
    session: Session,
    session_id: str,
    person_id: str,
    *,
    now: datetime,
    presence: Presence,
    read: int = 0,
    aside: int = 0,
) -> None:
    """Note that somebody is there, and how far they have read, in the room and beside it.

    With a moderator the room goes on: the others are told.
    """
    who = people.participant(session, session_id, person_id)
    chat = session.get_one(ChatSession, session_id)
    if who is None or not is_there(session, chat, who, now, presence):
        return
    if who.moderating:
        # First, as everywhere: two that lock in different orders would wait for each other.
        lock(session, chat)
    here = (Participant.conversation_id == session_id, Participant.person_id == person_id)
    session.execute(
        update(Participant).where(*here).values(seen_at=now).execution_options(synchronize_session=False)
    )
    for mark, seq in ((Participant.read_seq, read), (Participant.aside_seq, aside)):
        if seq:
            session.execute(
                update(Participant)
                .where(*here, mark < seq)
                .values({mark: seq})
                .execution_options(synchronize_session=False)
            )
    session.expire_all()
    if who.moderating:
        tell_if_changed(session, chat, now=now, presence=presence)


def take_alias(session: Session, vault: Vault, room: Room, actor: Identity, name: str) -> None:
    """Keep the name somebody has chosen for a room; the first one stays. Raises Refused when it is taken."""
    if people.alias_of(session, room.id, actor.person_id) is not None:
        return
    key = name_key(vault, room.id, name)
    row_id = new_id()
    row = insert(session, Alias).values(
        id=row_id,
        room_id=room.id,
        person_id=actor.person_id,
        name_sealed=vault.seal_text(ALIAS_KIND, row_id, name),
        name_key=key,
    )
    session.execute(row.on_conflict_do_nothing(index_elements=["room_id", "name_key"]))
    if people.alias_of(session, room.id, actor.person_id) is None:
        raise Refused(ALIAS_TAKEN)


def name_key(vault: Vault, room_id: str, name: str) -> bytes:
    """Return what a name is unique by: another value in each room, so that rows do not compare."""
    return vault.blind_index(ALIAS_KIND, f"{room_id}/{fold_name(name)}")
