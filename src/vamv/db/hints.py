"""Hints: "this has changed", told to all processes after the commit, never with content or a name.

A hint may be lost, doubled, merged with others or come late: whoever gets one looks into the database. So a
service announces without asking whether anybody listens, and a page without a socket loses nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

PERSON = "person"
SESSION = "session"

_WAITING = "vamv_hints"
_PUBLISH = "vamv_publish"


@dataclass(frozen=True)
class Hint:
    """The latest number of something is `seq` now.

    `topic`: the table it is in, such as that of a plugin's conversations; PERSON and SESSION: the rights of a
    person, or a session, have changed or ended. `key`: its id.
    """

    topic: str
    key: str
    seq: int = 0


def announce(session: Session, topic: str, key: str, seq: int = 0) -> None:
    """Give a hint once this session's transaction is committed; of several about one thing, the latest."""
    waiting = session.info.setdefault(_WAITING, {})
    waiting[topic, key] = max(seq, waiting.get((topic, key), 0))


def tell_pages(session: Session, person_id: str) -> None:
    """Have the open pages of a person ask, after the commit, what they may and what is theirs alone."""
    announce(session, PERSON, person_id)


def publish_with(engine: Engine, publish: Callable[[list[Hint]], None]) -> None:
    """Have `publish(hints)` called, in the committing thread, after each commit on this engine."""
    engine.update_execution_options(**{_PUBLISH: publish})


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    # Also called when a savepoint is released: nothing is certain then.
    if session.in_nested_transaction() or _WAITING not in session.info:
        return
    hints = [Hint(topic, key, seq) for (topic, key), seq in session.info.pop(_WAITING).items()]
    bind: Any = session.get_bind()
    publish = bind.get_execution_options().get(_PUBLISH)
    if publish is not None:
        publish(hints)


@event.listens_for(Session, "after_rollback")
def _rolled_back(session: Session) -> None:
    # The whole transaction, not a savepoint of it: a hint too much would harm nobody.
    if not session.in_nested_transaction():
        session.info.pop(_WAITING, None)
