"""A poll as one person sees it. Nobody sees who has chosen what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from vamv_forum.models import Poll, PollOption, PollVote


@dataclass(frozen=True)
class ShownOption:
    """One answer. `percent`: of those who have voted; `mine`: chosen by the person asking."""

    id: str
    words: str
    votes: int
    percent: int
    mine: bool


@dataclass(frozen=True)
class ShownPoll:
    """A poll. `voted`: by the person asking, as long as that is known."""

    question: str
    multiple: bool
    voters: int
    closes_at: datetime
    open: bool
    voted: bool
    options: list[ShownOption]


def options_of(session: Session, discussion_id: str) -> list[str]:
    """Return the words of the answers, in their order."""
    here = select(PollOption.words).where(PollOption.discussion_id == discussion_id)
    return list(session.scalars(here.order_by(PollOption.position)))


def shown_poll(session: Session, poll: Poll, person_id: str | None, now: datetime) -> ShownPoll:
    """Return a poll as this person sees it; None for a visitor."""
    mine = and_(PollVote.option_id == PollOption.id, PollVote.person_id == person_id)
    rows = session.execute(
        select(PollOption.id, PollOption.words, PollOption.votes, PollVote.person_id)
        .outerjoin(PollVote, mine)
        .where(PollOption.discussion_id == poll.discussion_id)
        .order_by(PollOption.position)
    ).all()
    options = [
        ShownOption(
            id=id_,
            words=words,
            votes=votes,
            percent=round(100 * votes / poll.voters) if poll.voters else 0,
            mine=voter is not None,
        )
        for id_, words, votes, voter in rows
    ]
    return ShownPoll(
        question=poll.question,
        multiple=poll.multiple,
        voters=poll.voters,
        closes_at=poll.closes_at,
        open=poll.closes_at > now,
        voted=any(option.mine for option in options),
        options=options,
    )
