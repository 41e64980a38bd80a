"""Polls: asking, voting, closing. Who has voted is known only while a poll is open; the figures stay.

Whatever changes a poll locks its row first, so that the figures are exact however many vote at once.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from vamv.api.jobs import JobContext, enqueue
from vamv_forum import policy
from vamv_forum.models import Discussion, Poll, PollOption, PollVote
from vamv_forum.services.shared import lock

CLOSE = "forum.close_poll"


class Voted(policy.Refused):
    """Somebody has voted already: another question would turn their answer round."""


class Over(policy.Refused):
    """The poll is closed."""


class NoChoice(policy.Refused):
    """Nothing was chosen, more than one where one is allowed, or something that is not on offer."""


def ask(
    session: Session,
    discussion: Discussion,
    *,
    question: str,
    options: Sequence[str],
    multiple: bool,
    closes_at: datetime,
    now: datetime,
) -> Poll:
    """Put a poll above a discussion, or another one in its place. Raises Voted."""
    lock(session, discussion)
    known = _locked(session, discussion.id)
    if known is not None:
        if known.voters:
            raise Voted
        session.delete(known)
        session.flush()
    poll = Poll(
        discussion_id=discussion.id,
        question=question,
        multiple=multiple,
        closes_at=closes_at,
        created_at=now,
    )
    session.add(poll)
    session.flush()
    session.add_all(
        PollOption(discussion_id=discussion.id, position=place, words=words)
        for place, words in enumerate(options)
    )
    session.flush()
    _close_later(session, poll, now)
    return poll


def vote(
    session: Session, discussion_id: str, *, person_id: str, option_ids: Collection[str], now: datetime
) -> None:
    """Count what somebody has chosen, in place of what they chose before. Raises Over, NoChoice."""
    poll = _locked(session, discussion_id)
    if poll is None or poll.closes_at <= now:
        raise Over
    options = select(PollOption.id).where(PollOption.discussion_id == discussion_id)
    chosen = set(option_ids)
    if not chosen or not chosen <= set(session.scalars(options)) or (len(chosen) > 1 and not poll.multiple):
        raise NoChoice
    mine = (PollVote.discussion_id == discussion_id, PollVote.person_id == person_id)
    before = set(session.scalars(select(PollVote.option_id).where(*mine)))
    session.execute(delete(PollVote).where(*mine))
    for option_id in chosen:
        session.add(PollVote(person_id=person_id, option_id=option_id, discussion_id=discussion_id))
    for ids, by in ((before - chosen, -1), (chosen - before, 1)):
        _count(session, ids, by)
    if not before:
        poll.voters += 1
    session.flush()


def close(session: Session, discussion_id: str, *, now: datetime) -> None:
    """End a poll, and forget who has voted. Doing it twice is harmless."""
    poll = _locked(session, discussion_id)
    if poll is None:
        return
    poll.closes_at = min(poll.closes_at, now)
    session.execute(
        delete(PollVote)
        .where(PollVote.discussion_id == discussion_id)
        .execution_options(synchronize_session=False)
    )
    session.flush()


def remove(session: Session, discussion_id: str, *, even_with_votes: bool) -> None:
    """Take a poll away with all that belongs to it. Raises Voted."""
    poll = _locked(session, discussion_id)
    if poll is None:
        return
    if poll.voters and not even_with_votes:
        raise Voted
    session.delete(poll)
    session.flush()


def close_in_time(context: JobContext) -> None:
    """End the poll of this job if it is over, otherwise come again: it may have been asked anew meanwhile."""
    poll = context.session.get(Poll, context.payload["discussion"])
    if poll is None:
        return
    if poll.closes_at <= context.now:
        close(context.session, poll.discussion_id, now=context.now)
    else:
        _close_later(context.session, poll, context.now)


def _close_later(session: Session, poll: Poll, now: datetime) -> None:
    enqueue(
        session,
        CLOSE,
        {"discussion": poll.discussion_id},
        now=now,
        run_at=poll.closes_at,
        unique_key=f"{CLOSE}:{poll.discussion_id}",
    )


def _count(session: Session, option_ids: Collection[str], by: int) -> None:
    session.execute(
        update(PollOption)
        .where(PollOption.id.in_(option_ids))
        .values(votes=PollOption.votes + by)
        .execution_options(synchronize_session=False)
    )


def _locked(session: Session, discussion_id: str) -> Poll | None:
    return session.scalar(
        select(Poll)
        .where(Poll.discussion_id == discussion_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
