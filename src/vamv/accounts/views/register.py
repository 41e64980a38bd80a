"""Make an account: a pseudonym and a password, nothing else. The recovery code is the next step."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from vamv.accounts.checks import (
    NAME_TAKEN,
    accept_name,
    accept_password,
    refuse_for_now,
    warn_of_name,
)
from vamv.accounts.flow import enter, parts, travelling
from vamv.accounts.proving import hasher
from vamv.accounts.schemas import RegisterForm
from vamv.accounts.services.registration import NameTaken, is_taken, register, suggest_names
from vamv.accounts.words import suggest_passphrase
from vamv.db.session import reading
from vamv.security.identity import ADVICE_SEEKER, FULL

# A network may be a whole provider's, or a women's refuge.
LIMIT = "40/hour"
_TEMPLATE = "vamv:templates/accounts/register.pt"


@view_config(
    route_name="accounts.register",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    renderer=_TEMPLATE,
)
def show(request: Any) -> Any:
    if request.identity is not None and request.identity.stage == FULL:
        return HTTPSeeOther(request.route_path("portal.start"))
    return _page(request, RegisterForm(request))


@view_config(
    route_name="accounts.register",
    request_method="POST",
    permission=NO_PERMISSION_REQUIRED,
    renderer=_TEMPLATE,
)
def make(request: Any) -> Any:
    form: Any = RegisterForm(request)
    name = accept_name(form) if form.validate() else None
    password = accept_password(form, name or "") if form.new_password.data else None
    warned = name is not None and warn_of_name(form, name)
    if name is None or password is None or warned or _is_refused(request, form, name):
        return _page(request, form)
    stretched = hasher(request).new(password)
    try:
        made = register(
            request.dbsession,
            request.vault,
            name=name,
            password=stretched,
            roles=frozenset({ADVICE_SEEKER}),
            now=request.now,
        )
    except NameTaken:
        form.refuse("name", NAME_TAKEN)
        return _page(request, form)
    return enter(request, person_id=made.person_id, private_key=made.private_key)


def _is_refused(request: Any, form: Any, name: str) -> bool:
    """Tell whether the name will not do, before anything slow is done for it."""
    throttle = request.throttle
    names = ("register", throttle.network)
    if not throttle.hit(LIMIT, *names):
        refuse_for_now(form, int(throttle.wait(LIMIT, *names).total_seconds()) + 1)
        return True
    with reading(request) as session:
        taken = is_taken(session, request.vault, name)
    if taken:
        form.refuse("name", NAME_TAKEN)
    return taken


def _page(request: Any, form: Any) -> dict[str, Any]:
    with reading(request) as session:
        suggestions = suggest_names(session, request.vault)
    return {
        "form": form,
        "names": suggestions,
        "parts": parts(request),
        "passphrase": suggest_passphrase(),
        "travelling": travelling(request),
    }
