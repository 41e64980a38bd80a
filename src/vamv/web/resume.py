"""A form sent after its session ended: the text goes along to the log-in page and comes back.

The fields travel in the page itself, so nothing a person wrote is stored before they are known.
"""

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.renderers import render_to_response

from vamv.security.identity import STAGE_ROUTES

CARRY = "resume."
_SECRET = frozenset({"password", "new_password", "code", "sealed"})


@dataclass(frozen=True)
class Carried:
    """A form that waits: where it was going, and its fields."""

    action: str
    fields: tuple[tuple[str, str], ...]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The hidden fields under which it travels through the pages of signing in."""
        return [(f"{CARRY}action", self.action), *((CARRY + name, value) for name, value in self.fields)]


def own_path(request: Any, address: str | None) -> str | None:
    """Return `address` if it is a path of this portal, else None.

    No two slashes in a row, also not after dots are resolved, and no character that a browser drops or turns
    into a slash.
    """
    if not address or not address.isascii() or len(address) > 500:
        return None
    if not address.startswith("/") or "//" in address:
        return None
    if any(character <= " " or character in "\\\x7f" for character in address):
        return None
    return address


def carried(request: Any) -> Carried | None:
    """Return the form that a log-in page carries along, or None."""
    action = own_path(request, request.POST.get(f"{CARRY}action"))
    if action is None:
        return None
    fields = tuple(
        (name.removeprefix(CARRY), value)
        for name, value in request.POST.items()
        if name.startswith(CARRY) and name != f"{CARRY}action" and isinstance(value, str)
    )
    return Carried(action, fields)


def wants_sign_in(request: Any) -> Any:
    """Answer somebody who has to sign in first: a page goes on to log-in, a form is carried along.

    Who is in the middle of signing in goes to the step that is missing.
    """
    if request.identity is not None:
        return HTTPSeeOther(request.route_path(STAGE_ROUTES[request.identity.stage]))
    if request.method != "POST":
        target = request.path_qs if request.matched_route is not None else None
        return HTTPSeeOther(request.route_path("accounts.login", _query={"to": target} if target else None))
    if request.matched_route.name == "accounts.logout":
        return HTTPSeeOther(request.route_path("accounts.logged_out"))
    return _travelling(request, "sign_in_again", "form")


def wants_sending_again(request: Any) -> Any:
    """Answer a form whose token has been replaced meanwhile, in another tab: it goes out once more."""
    return _travelling(request, "accounts/resume", "waiting")


def _travelling(request: Any, template: str, variable: str) -> Any:
    """Show a page that carries the form of this request along."""
    if _SECRET & set(request.POST):
        # Passwords and codes do not travel: such a form begins anew.
        return HTTPSeeOther(request.path)
    fields = (
        (name, value)
        for name, value in request.POST.items()
        if isinstance(value, str) and name != "csrf_token" and not name.startswith(CARRY)
    )
    form = Carried(request.path, tuple(fields))
    response = render_to_response(f"vamv:templates/{template}.pt", {variable: form}, request=request)
    response.status_int = 403
    return response
