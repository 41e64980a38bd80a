"""Accept a one-time link: join the team, or begin anew after losing the way in."""

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from vamv.accounts.checks import NAME_TAKEN, accept_name, accept_password
from vamv.accounts.flow import enter, parts
from vamv.accounts.proving import hasher
from vamv.accounts.roles import role_labels
from vamv.accounts.schemas import JoinForm, NewPasswordForm
from vamv.accounts.services import credentials, invitations
from vamv.accounts.services.registration import NameTaken, is_taken
from vamv.accounts.words import STAFF_PASSPHRASE_WORDS, suggest_passphrase
from vamv.audit.services import record
from vamv.db.session import reading

_OPTIONS = {
    "route_name": "accounts.invitation",
    "permission": NO_PERMISSION_REQUIRED,
    "renderer": "vamv:templates/accounts/invitation.pt",
}


@view_config(request_method="GET", **_OPTIONS)
def show(request: Any) -> Any:
    found = _find(request)
    return _page(request, found, _form(request, found))


@view_config(request_method="POST", **_OPTIONS)
def accept(request: Any) -> Any:
    found = _find(request)
    form = _form(request, found)
    if found is None or not form.validate():
        return _page(request, found, form)
    name = (
        accept_name(form, official=True) if found.person_id is None else _login_name(request, found.person_id)
    )
    password = accept_password(form, name or "", staff=True)
    if name is None or password is None or (found.person_id is None and _is_taken(request, form, name)):
        return _page(request, found, form)
    stretched = hasher(request).new(password)
    try:
        joined = invitations.accept(
            request.dbsession, request.vault, found, name=name, password=stretched, now=request.now
        )
    except NameTaken:
        form.refuse("name", NAME_TAKEN)
        return _page(request, found, form)
    except invitations.InvitationOver:
        return _page(request, None, form)
    record(
        request.dbsession,
        request.vault,
        actor_id=joined.person_id,
        action=f"accounts.{found.kind}-accepted",
        now=request.now,
    )
    return enter(request, person_id=joined.person_id, private_key=joined.private_key)


def _find(request: Any) -> invitations.Open | None:
    try:
        with reading(request) as session:
            return invitations.find_link(session, request.vault, request.matchdict["token"], request.now)
    except invitations.InvitationOver:
        return None


def _is_taken(request: Any, form: Any, name: str) -> bool:
    with reading(request) as session:
        taken = is_taken(session, request.vault, name)
    if taken:
        form.refuse("name", NAME_TAKEN)
    return taken


def _login_name(request: Any, person_id: str) -> str:
    with reading(request) as session:
        return credentials.login_name(session, request.vault, person_id)


def _form(request: Any, found: invitations.Open | None) -> Any:
    return JoinForm(request) if found is None or found.person_id is None else NewPasswordForm(request)


def _page(request: Any, found: invitations.Open | None, form: Any) -> dict[str, Any]:
    if found is None:
        request.response.status_int = 404
        return {"invitation": None}
    again = found.person_id is not None
    return {
        "invitation": found,
        "form": form,
        "login_name": _login_name(request, found.person_id) if found.person_id else "",
        "again": again,
        "roles": role_labels(request, found.roles),
        "parts": parts(request),
        "passphrase": suggest_passphrase(STAFF_PASSPHRASE_WORDS),
    }
