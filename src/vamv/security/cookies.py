"""The only cookie: a random token and, for visitors, the language they chose."""

import re
from typing import Any

from vamv.vault.tokens import new_token

_SHAPE = re.compile(r"\A([A-Za-z0-9_-]{43})(?:~([a-z]{2}(?:_[a-z]{2,8})?))?\Z")


def cookie_name(request: Any) -> str:
    """The prefix binds the cookie to this host and to https; plain http in development cannot have it."""
    return "__Host-s" if request.scheme == "https" else "s"


def read_cookie(request: Any) -> tuple[str | None, str | None]:
    """Return the token and the visitor's language; (None, None) when there is no well-formed cookie."""
    match = _SHAPE.match(request.cookies.get(cookie_name(request), ""))
    return (match[1], match[2]) if match else (None, None)


def current_token(request: Any) -> str | None:
    """Return the token of this browser: the one this request has just given out, else the cookie's."""
    given: str | None = request.environ.get("vamv.given_token")
    return given or read_cookie(request)[0]


def write_cookie(request: Any, response: Any, token: str, locale: str | None = None) -> None:
    """Set the cookie for as long as the browser is open."""
    response.set_cookie(
        cookie_name(request),
        f"{token}~{locale}" if locale else token,
        path="/",
        secure=request.scheme == "https",
        httponly=True,
        samesite="Lax",
    )


def clear_cookie(request: Any, response: Any) -> None:
    """Remove the cookie."""
    response.delete_cookie(cookie_name(request), path="/")


def visitor_token(request: Any) -> str:
    """Return the token of this browser; make one, and send it with the answer, where there is none."""
    token = current_token(request)
    if token is None:
        token = request.environ.get("vamv.new_token")
    if token is None:
        fresh = request.environ["vamv.new_token"] = new_token()
        request.add_response_callback(lambda req, response: _set_once(req, response, fresh))
        return fresh
    return token


def _set_once(request: Any, response: Any, token: str) -> None:
    # A view that signs somebody in has set the cookie already; its token wins.
    name = cookie_name(request)
    if not any(value.startswith(f"{name}=") for value in response.headers.getall("Set-Cookie")):
        write_cookie(request, response, token)
