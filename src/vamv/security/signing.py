"""Signing in and out at the edge of the web: the session table and the cookie, always together."""

from typing import Any

from vamv.security import sessions
from vamv.security.cookies import clear_cookie, read_cookie, write_cookie
from vamv.security.identity import FULL
from vamv.security.models import UserSession


def sign_in(
    request: Any,
    response: Any,
    *,
    person_id: str,
    private_key: bytes | None,
    stage: str = FULL,
    shared_device: bool = False,
) -> UserSession:
    """Begin a session in this browser; a session that was there before ends (fixation)."""
    sign_out_here(request)
    row, token = sessions.begin(
        request.dbsession,
        request.vault,
        person_id=person_id,
        private_key=private_key,
        now=request.now,
        stage=stage,
        shared_device=shared_device,
    )
    write_cookie(request, response, token)
    return row


def advance(request: Any, response: Any, stage: str) -> None:
    """Move the session of this browser to another stage, under a new token."""
    row = request.found_session.session
    row.stage = stage
    write_cookie(request, response, rotate_token(request))


def rotate_token(request: Any) -> str:
    """Give the session of this browser a new token and return it."""
    token, _locale = read_cookie(request)
    assert token is not None
    return sessions.rotate(request.dbsession, request.vault, request.found_session.session, token, request.now)


def sign_out(request: Any, response: Any) -> None:
    """End the session of this browser and remove its cookie."""
    sign_out_here(request)
    clear_cookie(request, response)


def sign_out_here(request: Any) -> None:
    """End the session of this browser, if there is one."""
    if request.found_session is not None:
        sessions.end(request.dbsession, session_id=request.found_session.session.id)


def private_key(request: Any) -> bytes | None:
    """Return the private key of the person signed in, None where there is no session."""
    token, _locale = read_cookie(request)
    if token is None or request.found_session is None:
        return None
    return sessions.private_key(request.vault, request.found_session.session, token)
