"""Tells the demo rooms: three rooms, past and coming meetings, and one that goes on right now."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vamv.api.calendar import ZONE
from vamv.api.orm import new_id
from vamv.api.plugin import SeedContext
from vamv.api.security import Identity
from vamv.api.vault import Vault
from vamv_groupchat.models import (
    GROUP,
    MODERATOR,
    SCHEDULED,
    STANDING,
    SUBSTITUTE,
    ChatSession,
    Participant,
    Room,
)
from vamv_groupchat.policy import Presence
from vamv_groupchat.queries import people as find
from vamv_groupchat.queries.rooms import all_rooms
from vamv_groupchat.seed.texts import EVENING, ROOMS, TEAM_TALK, WHISPERS
from vamv_groupchat.services import dates, entering, leading, rooms, writing

PRESENCE = Presence(away=timedelta(minutes=5), idle=timedelta(minutes=15))
AHEAD = timedelta(days=42)
BEGUN = timedelta(minutes=40)
ALIASES = ("Blauer Regenschirm", "Leise Wolke")


def tell(session: Session, vault: Vault, now: datetime, seed: SeedContext) -> None:
    """Fill a portal without rooms; one that has some is left as it is."""
    if all_rooms(session):
        return
    seekers = [
        _identity(seed.people[each], "advice_seeker") for each in _handles(seed.people, "advice_seeker")
    ]
    moderators = [_identity(seed.people[each], "moderator") for each in _handles(seed.people, "moderator")]
    others = [
        _identity(seed.people[each], each.rpartition("_")[0])
        for role in ("counsellor", "coordinator")
        for each in _handles(seed.people, role)
    ]
    if len(seekers) < 3 or not moderators:
        return
    seed.progress("Gruppenchat: Räume")
    made = {
        kind: _room(session, vault, kind, moderators, others, now) for kind in (SCHEDULED, STANDING, GROUP)
    }
    for each in seekers[:4]:
        rooms.join(session, made[GROUP], each, now=now - timedelta(days=9))
    seed.progress("Gruppenchat: ein Abend")
    _evening(session, vault, made[STANDING], moderators, others, seekers, now)
    next_one = dates.add_date(
        session,
        vault,
        made[SCHEDULED],
        topic="Wenn die Kraft nicht reicht",
        starts_at=_at(now + timedelta(days=2), 20, 30),
        minutes=90,
        now=now,
    )
    for each in (*seekers, *moderators, *others):
        dates.remind(session, next_one, each, wanted=True, now=now)


def _identity(person_id: str, role: str) -> Identity:
    return Identity(person_id, frozenset({role}), "", "full", "", None)


def _handles(people: Mapping[str, str], role: str) -> list[str]:
    return [handle for handle in sorted(people) if handle.startswith(role)]


def _at(moment: datetime, hour: int, minute: int) -> datetime:
    return moment.astimezone(ZONE).replace(hour=hour, minute=minute, second=0, microsecond=0)


def _room(
    session: Session,
    vault: Vault,
    kind: str,
    moderators: list[Identity],
    others: list[Identity],
    now: datetime,
) -> Room:
    told = ROOMS[kind]
    room = rooms.add_room(
        session,
        vault,
        kind=kind,
        title=told.title,
        announcement=told.announcement,
        places=told.places,
        once_a_day=told.once_a_day,
        from_entry=kind == GROUP,
        now=now - timedelta(days=60),
    )
    staff = {each.person_id: MODERATOR for each in moderators}
    staff |= {each.person_id: SUBSTITUTE for each in others}
    rooms.set_staff(session, room, staff)
    for weekday, minute_of_day in told.hours:
        today = now.astimezone(ZONE).date()
        first = today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
        rooms.add_hours(
            session, room, first_day=first, minute_of_day=minute_of_day, minutes=90, every_weeks=1
        )
    dates.plan(session, vault, room, now=now, ahead=AHEAD)
    return room


def _evening(
    session: Session,
    vault: Vault,
    room: Room,
    moderators: list[Identity],
    others: list[Identity],
    seekers: list[Identity],
    now: datetime,
) -> None:
    """Tell a meeting that has been going on for a while and is not over yet."""
    begin = now - BEGUN
    chat = dates.add_date(
        session,
        vault,
        room,
        topic="Wie war die Woche?",
        starts_at=begin,
        minutes=120,
        now=begin - timedelta(days=3),
    )
    room.places = len(seekers) - 1
    leader = moderators[0]
    for moderator in moderators:
        entering.enter(session, vault, room, chat, moderator, moderating=True, presence=PRESENCE, now=begin)
    leading.open_first(session, vault, chat, leader.person_id, now=begin)
    for place, each in enumerate(seekers[:-1]):
        entering.enter(
            session,
            vault,
            room,
            chat,
            each,
            moderating=False,
            alias_name=ALIASES[place - 1] if 0 < place <= len(ALIASES) else "",
            presence=PRESENCE,
            now=begin + timedelta(minutes=1),
        )
    _talk(session, vault, chat, leader, seekers[:-1], begin)
    everybody = (*seekers[:-1], *moderators)
    for each in everybody:
        entering.touch(session, chat.id, each.person_id, now=now - timedelta(seconds=40), presence=PRESENCE)
    # The last one comes when all places are taken.
    entering.enter(session, vault, room, chat, seekers[-1], moderating=False, presence=PRESENCE, now=now)
    writing.raise_hand(_pen(session, vault, chat, seekers[0], now), up=True)
    who = session.get_one(Participant, (seekers[-2].person_id, chat.id))
    leading.sanction(
        session,
        vault,
        chat,
        who,
        kind=find.MUTE,
        reason="advertising",
        actor_id=leader.person_id,
        now=now - timedelta(minutes=5),
    )


def _talk(
    session: Session,
    vault: Vault,
    chat: ChatSession,
    leader: Identity,
    seekers: list[Identity],
    begin: datetime,
) -> None:
    voices = {"M": leader, **dict(zip("abcdefgh", seekers, strict=False))}
    at = begin + timedelta(minutes=2)
    for voice, text in EVENING:
        person = voices.get(voice, seekers[0])
        at += timedelta(seconds=50 + len(text))
        for each in (leader, *seekers):
            entering.touch(session, chat.id, each.person_id, now=at, presence=PRESENCE)
        writing.say(_pen(session, vault, chat, person, at), text, new_id())
    for voice, text in WHISPERS:
        at += timedelta(seconds=20)
        person = voices.get(voice, seekers[0])
        about = None if person is not leader else seekers[0].person_id
        writing.whisper(_pen(session, vault, chat, person, at), text, new_id(), about)
    for text in TEAM_TALK:
        at += timedelta(seconds=20)
        writing.tell_team(_pen(session, vault, chat, leader, at), text, new_id())


def _pen(session: Session, vault: Vault, chat: ChatSession, person: Identity, now: datetime) -> writing.Pen:
    return writing.Pen(session, vault, chat, person.person_id, PRESENCE, now)
