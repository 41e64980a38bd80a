"""Insert or, where the row is there already, do something else: the one statement both databases agree on."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert(session: Session, model: Any) -> Any:
    """Return an INSERT for `model` that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return _INSERT[session.get_bind().dialect.name](model)
