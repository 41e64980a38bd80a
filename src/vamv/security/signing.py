"""Signing in and out at the edge of the web: the session table and the cookie, always together."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden
from pyramid.interfaces import ISecurityPolicy

from vamv.security import sessions
from vamv.security.cookies import clear_cookie, current_token, read_cookie, write_cookie
from vamv.security.models import UserSession


def sign_in(
    request: Any,
    response: Any,
    *,
    person_id: str,
    private_key: bytes | None,
    stage: str,
    shared_device: bool = False,
    recovering: bool = False,
) -> UserSession:
    """Begin a session in this browser; a session that was there before ends (fixation).

    From here on the request itself belongs to that person.
    """
    sign_out_here(request)
    row, token = sessions.begin(
        request.dbsession,
        request.vault,
        person_id=person_id,
        private_key=private_key,
        now=request.now,
        stage=stage,
        shared_device=shared_device,
        recovering=recovering,
    )
    _hand_out(request, response, token)
    return row


def advance(request: Any, response: Any, stage: str) -> UserSession:
    """Move the session of this browser to another stage, under a new token."""
    row = own_row(request)
    row.stage = stage
    renew(request, response)
    return row


def renew(request: Any, response: Any) -> None:
    """Give the session of this browser a new token; a copy of the old one is worth nothing from now on."""
    token = current_token(request)
    assert token is not None
    _hand_out(
        request,
        response,
        sessions.rotate(request.dbsession, request.vault, own_row(request), token, request.now),
    )


def own_row(request: Any) -> UserSession:
    """Return the row of this browser's session, to be changed; raise HTTPForbidden if it has just ended."""
    found = request.found_session
    row = found and request.dbsession.get(UserSession, found.session_id)
    if row is None:
        raise HTTPForbidden
    return row


def sign_out(request: Any, response: Any) -> None:
    """End the session of this browser and remove its cookie."""
    sign_out_here(request)
    clear_cookie(request, response)


def sign_out_here(request: Any) -> None:
    """End the session of this browser, if there is one."""
    if request.found_session is not None:
        sessions.end(request.dbsession, session_id=request.found_session.session_id)


def private_key(request: Any) -> bytes | None:
    """Return the private key of the person signed in, None where there is no session."""
    token = current_token(request)
    if token is None or request.found_session is None:
        return None
    return sessions.private_key(request.vault, own_row(request), token)


def _hand_out(request: Any, response: Any, token: str) -> None:
    # A language chosen before signing in stays in the cookie.
    write_cookie(request, response, token, read_cookie(request)[1])
    request.environ["vamv.given_token"] = token
    request.environ.pop("vamv.globals", None)
    request.found_session = sessions.find(request.dbsession, request.registry.settings, token, request.now)
    request.registry.getUtility(ISecurityPolicy).look_again(request)
