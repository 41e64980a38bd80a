"""Count, when it happens, without saying who."""

import json
import re
from datetime import datetime

from sqlalchemy.orm import Session

from vamv.calendar.dates import local_day
from vamv.db.types import ID_LENGTH
from vamv.db.upsert import insert
from vamv.statistics.models import MetricCount

# A word from a list that somebody decided on; too short for an id of the house, closed for what people type.
_WORD = re.compile(rf"[A-Za-z0-9_.+-]{{1,{ID_LENGTH - 1}}}")


def count(session: Session, metric: str, *, now: datetime, amount: int = 1, **dimensions: str) -> None:
    """Add `amount` to a counter of today, in the transaction in which it happens.

    `dimensions`: one word each, from a closed list (`topic="maintenance"`). Raises ValueError for anything
    that could be an id or a person's own words.
    """
    for name, word in dimensions.items():
        if not _WORD.fullmatch(word):
            raise ValueError(f"metric {metric}: {name} is not one word from a list")
    row = insert(session, MetricCount).values(
        metric=metric,
        day=local_day(now),
        dimensions=json.dumps(dimensions, sort_keys=True, separators=(",", ":")),
        amount=amount,
    )
    session.execute(
        row.on_conflict_do_update(
            index_elements=["metric", "day", "dimensions"],
            set_={"amount": MetricCount.amount + row.excluded.amount},
        )
    )
