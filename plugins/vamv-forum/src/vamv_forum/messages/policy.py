"""The rules of private messages: who may write to whom, and when. No database, no request, no clock."""

from datetime import datetime, timedelta

from vamv.api.security import Identity
from vamv_forum.models import Post
from vamv_forum.models.talks import Talk, TalkParticipant
from vamv_forum.policy import Refused, is_author, is_member, is_readable

REQUEST_LIMIT = 500  # characters of the first letter
REQUESTS_A_DAY = 5
DAY = timedelta(days=1)
# Whoever declined, or left, is not asked again by the same person for so long.
REST = timedelta(days=90)


class NotTaken(Refused):
    """The other person takes no message. Why is never said: a block must look like any other reason."""


class EnoughForToday(Refused):
    """Somebody has sent as many requests as a day allows."""


def offers_message(post: Post, actor: Identity | None) -> bool:
    """Tell whether the author of a post can be written to, as far as its reader sees.

    Never under another pseudonym, because an answer would come from the account. The team is asked elsewhere.
    Whether the author takes messages plays no part, so that the link tells nothing.
    """
    return (
        is_member(actor)
        and actor is not None
        and not actor.is_staff
        and post.author_id is not None
        and not is_author(post, actor)
        and not post.masked
        and post.role_mark is None
        and is_readable(post)
    )


def is_request_to(talk: Talk, person_id: str) -> bool:
    """Tell whether this is a request that this person has not answered."""
    return talk.accepted_at is None and talk.asker_id != person_id


def waits_for_answer(talk: Talk, person_id: str) -> bool:
    """Tell whether this person has asked; declining, leaving and blocking look like waiting to them."""
    return talk.accepted_at is None and talk.asker_id == person_id


def may_send(talk: Talk, other: TalkParticipant | None) -> bool:
    """Tell whether a participant may write, as far as the conversation itself goes."""
    return talk.accepted_at is not None and other is not None and other.left_at is None


def rests(other: TalkParticipant | None, now: datetime) -> bool:
    """Tell whether the other person of an earlier conversation has lately turned away from it."""
    return other is not None and other.left_at is not None and now - other.left_at < REST
