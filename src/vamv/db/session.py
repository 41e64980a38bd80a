"""One database session a request, joined to the request's transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session
from sqlalchemy.orm.events import SessionEvents
from zope.sqlalchemy import ZopeTransactionEvents
from zope.sqlalchemy.datamanager import STATUS_ACTIVE, STATUS_CHANGED

from vamv.db.engine import writing

_JOINED = "zope.sqlalchemy"
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class JoinedSession(Session):
    """A session that commits and rolls back with the transaction manager it was made with."""


def _forwards(name: str) -> Callable[..., None]:
    def forward(what: Any, *args: Any) -> None:
        # Some events hand over the session, others something that knows it.
        session = what if isinstance(what, Session) else what.session
        getattr(session.info[_JOINED], name)(what, *args)

    return forward


# `zope.sqlalchemy.register` listens anew for each session, which takes longer than a query. Here it is done
# once for all of them, and each knows its own manager.
for _name in vars(ZopeTransactionEvents).keys() & vars(SessionEvents).keys():
    if not _name.startswith("_"):
        event.listen(JoinedSession, _name, _forwards(_name))


def make_session(engine: Engine, transaction_manager: Any, *, write: bool) -> Session:
    """Open a session that commits and rolls back with `transaction_manager`.

    With `write` the transaction takes its turn among the writers at its first statement, so that what it
    reads cannot change before it writes.
    """
    # Left to itself, zope.sqlalchemy rolls back a transaction that wrote by plain SQL only, without a word.
    state = STATUS_CHANGED if write else STATUS_ACTIVE
    joined = ZopeTransactionEvents(initial_state=state, transaction_manager=transaction_manager)
    return JoinedSession(writing(engine) if write else engine, info={_JOINED: joined})


def request_session(request: Any) -> Session:
    """Return the request's session; tests hand theirs in through the environ (`app.dbsession`)."""
    session = request.environ.get("app.dbsession")
    if session is None:
        engine = request.registry["vamv.engine"]
        session = make_session(engine, request.tm, write=request.method not in READING_METHODS)
    session.info["request"] = request
    return session


def straight(session: Session) -> Connection:
    """Return the session's connection, to read plain rows: objects would cost twice the time.

    What the session has changed is written first, so that it is read too.
    """
    session.flush()
    return session.connection()


@contextmanager
def reading(request: Any) -> Iterator[Session]:
    """Give a session to read with, without taking the request's turn among the writers.

    A page reads in its own transaction anyway; a form gets a short one apart, so that what is slow (a
    password) or refused (a permission) never keeps others from writing.
    """
    if request.method in READING_METHODS or "app.dbsession" in request.environ:
        yield request.dbsession
        return
    with Session(request.registry["vamv.engine"]) as session:
        yield session


def takes_part(request: Any) -> bool:
    """Tell whether this request's own transaction may have begun."""
    return "dbsession" in request.__dict__ and "app.dbsession" not in request.environ
