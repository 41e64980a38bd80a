"""What happened in the forum, told inside the transaction: a subscriber that raises undoes it.

config.add_subscriber(function, (PostWritten, Session))  # calls function(event, session)
"""

from dataclasses import dataclass
from datetime import datetime

from vamv_forum.models import Discussion, Post


@dataclass(frozen=True)
class PostWritten:
    """Somebody wrote a post; number 1 opens its discussion. A form sent twice tells it once."""

    discussion: Discussion
    post: Post
    now: datetime


@dataclass(frozen=True)
class PostChanged:
    """Somebody changed a post of theirs, or the title of the discussion with it."""

    discussion: Discussion
    post: Post
    now: datetime
