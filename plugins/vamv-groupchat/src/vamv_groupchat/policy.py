"""The rules of a meeting: when it is open, who may write, who has a place. No database, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vamv_groupchat.models import ChatSession, Participant

# What a meeting is at a moment.
BEFORE = "before"
OPEN = "open"
UNSTAFFED = "unstaffed"
FROZEN = "frozen"
CLOSED = "closed"
CANCELLED = "cancelled"
# Why somebody does not write just now, beside the states above.
LISTENING = "listening"
MUTED = "muted"
SLOW = "slow"
ENDED = (CLOSED, CANCELLED)
# Moderators are in the room before it opens.
EARLY = timedelta(minutes=30)
EXTENSION = timedelta(minutes=15)
QUIET = timedelta(minutes=15)
WRITING = timedelta(minutes=3)
SLOWEST = 300  # seconds


class Refused(Exception):
    """Something is not possible now; `code` says why. `seconds`: how long to wait, 0 if it does not help."""

    def __init__(self, code: str, seconds: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.seconds = seconds


@dataclass(frozen=True)
class Presence:
    """How long people are present without a request. `away`: a moderator; `idle`: whoever has a place."""

    away: timedelta
    idle: timedelta


def state(chat: ChatSession, moderator_seen: datetime | None, now: datetime, away: timedelta) -> str:
    """Return what a meeting is: open only while a moderator was there within `away`.

    `moderator_seen`: the latest request of any moderator in the room, None when none has come.
    """
    if chat.cancelled_at is not None:
        return CANCELLED
    if chat.closed_at is not None or now >= chat.ends_at:
        return CLOSED
    if chat.opened_at is None and now < chat.starts_at:
        return BEFORE
    if moderator_seen is None or now - moderator_seen > away:
        return UNSTAFFED
    return FROZEN if chat.frozen_at is not None else OPEN


def may_enter(chat: ChatSession, now_state: str, now: datetime, *, moderating: bool) -> bool:
    """Tell whether the door is open: for moderators a while before, for the others while it lasts."""
    if now_state in ENDED:
        return False
    return now_state != BEFORE or (moderating and now >= chat.starts_at - EARLY)


def refusal(
    chat: ChatSession, now_state: str, who: Participant, muted: bool, now: datetime
) -> Refused | None:
    """Return why this participant cannot write now, None when they can.

    Moderators write as long as the meeting is not over: their word is what opens it again.
    """
    if now_state in ENDED:
        return Refused(now_state)
    if who.moderating:
        return None
    if now_state != OPEN:
        return Refused(now_state)
    if who.listening:
        return Refused(LISTENING)
    if muted:
        return Refused(MUTED)
    wait = slow_wait(chat.slow_seconds, who.said_at, now)
    return Refused(SLOW, wait) if wait else None


def slow_wait(pause: int, said_at: datetime | None, now: datetime) -> int:
    """Return for how many seconds somebody has to wait before the next message."""
    if not pause or said_at is None:
        return 0
    left = said_at + timedelta(seconds=pause) - now
    return max(0, -(-left // timedelta(seconds=1)))


def has_place(who: Participant, now: datetime, idle: timedelta) -> bool:
    """Tell whether somebody occupies a place; moderators need none, and nobody keeps one by going away."""
    return not who.moderating and who.left_at is None and now - who.seen_at <= idle


def is_full(places: int | None, taken: int) -> bool:
    """Tell whether nobody else can come in."""
    return places is not None and taken >= places


def speaking_order(people: Iterable[Participant]) -> list[Participant]:
    """Return who has raised a hand: whoever has the floor, then the others as they asked."""
    hands = [each for each in people if each.hand_at and each.left_at is None]
    return sorted(hands, key=lambda each: (each.called_at is None, each.hand_at, each.ref))


def quiet_people(people: Sequence[Participant], now: datetime) -> list[Participant]:
    """Return who could speak and has not for a while, the longest silence first."""
    since = [(each.said_at or each.joined_at, each.ref, each) for each in people]
    return [
        who for at, _, who in sorted(since) if now - at >= QUIET and not (who.moderating or who.listening)
    ]
