"""After the answer: when a session was last used, which messages it has shown, a new token after new rights.

A page that only reads must not write in its own transaction; this short one follows it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import transaction
from sqlalchemy.orm import Session

from vamv.db.session import make_session
from vamv.security import sessions
from vamv.security.cookies import read_cookie, write_cookie
from vamv.security.models import UserSession
from vamv.security.signing import own_row

# One write a minute is exact enough for limits counted in minutes.
GRAIN = timedelta(minutes=1)


def flash(request: Any, message: Any, kind: str = "ok") -> None:
    """Keep a message for the next page of this session; `kind` is ok, info, warn or error."""
    if request.found_session is not None:
        row = own_row(request)
        row.flash = [*row.flash, [kind, request.localizer.translate(message)]]


def pop_flash(request: Any) -> list[tuple[str, str]]:
    """Return the messages to show on this page, each once."""
    found = request.found_session
    if found is None or not found.flash:
        return []
    request.environ["vamv.flash_shown"] = True
    return list(found.flash)


def _due(request: Any) -> tuple[str, bool] | None:
    """Return the session to write to and whether it needs a new token; None when there is nothing to do."""
    # A page that never asked who is there, such as a style sheet, is no activity.
    found = request.__dict__.get("found_session")
    if found is None or request.headers.get("X-Background") == "1":
        return None
    rested = request.now - found.last_seen_at >= GRAIN
    new_token = sessions.needs_new_token(found)
    if not (rested or new_token or request.environ.get("vamv.flash_shown")):
        return None
    return found.session_id, new_token


def maintenance_tween(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Keep the session row up to date once the view's own transaction is over.

    A request that a page makes by itself says so in a header and does not count as activity.
    """

    def tween(request: Any) -> Any:
        response = handler(request)
        due = _due(request)
        if due is not None:
            with _short_session(request) as session:
                _maintain(request, response, session, *due)
        return response

    return tween


@contextmanager
def _short_session(request: Any) -> Iterator[Session]:
    if "app.dbsession" in request.environ:
        yield request.environ["app.dbsession"]
        return
    manager = transaction.TransactionManager(explicit=True)
    with manager:
        yield make_session(request.registry["vamv.engine"], manager, write=True)


def _maintain(request: Any, response: Any, session: Session, session_id: str, new_token: bool) -> None:
    row = session.get(UserSession, session_id, populate_existing=True)
    if row is None:
        return
    row.last_seen_at = max(row.last_seen_at, request.now)
    if request.environ.get("vamv.flash_shown"):
        row.flash = []
    token, locale = read_cookie(request)
    if new_token and token is not None:
        write_cookie(
            request, response, sessions.rotate(session, request.vault, row, token, request.now), locale
        )
    session.flush()
