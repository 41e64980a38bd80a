"""Polls: a question in a discussion, its options, and who has voted while it is open."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.orm import Base, Id, UTCDateTime, new_id
from vamv_forum.models.record import table_info


class Poll(Base):
    """A question with options. `multiple`: several options may be chosen. `voters`: how many have voted."""

    __tablename__ = "forum_poll"
    __table_args__ = (
        Index("ix_forum_poll_closes_at", "closes_at"),
        table_info("S1", "asking many at once", "as long as the discussion"),
    )

    discussion_id: Mapped[str] = mapped_column(
        ForeignKey("forum_discussion.id", ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str] = mapped_column(String(200))
    multiple: Mapped[bool] = mapped_column(default=False)
    voters: Mapped[int] = mapped_column(default=0)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime())
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class PollOption(Base):
    """One answer that can be chosen. `votes` stays when the votes themselves are deleted."""

    __tablename__ = "forum_poll_option"
    __table_args__ = (table_info("S1", "asking many at once", "as long as the discussion"),)

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    discussion_id: Mapped[str] = mapped_column(
        ForeignKey("forum_poll.discussion_id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    words: Mapped[str] = mapped_column(String(120))
    votes: Mapped[int] = mapped_column(default=0)


class PollVote(Base):
    """Who has chosen what: known only while the poll is open, so that nobody votes twice."""

    __tablename__ = "forum_poll_vote"
    __table_args__ = (table_info("S2", "counting each vote once", "until the poll closes"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    option_id: Mapped[str] = mapped_column(
        ForeignKey("forum_poll_option.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    discussion_id: Mapped[str] = mapped_column(
        ForeignKey("forum_poll.discussion_id", ondelete="CASCADE"), index=True
    )
