"""The first administrator: by a code from the command line, good for an hour. There is no default account."""

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from vamv.accounts.checks import NAME_TAKEN, accept_code, accept_name, accept_password, refuse_for_now
from vamv.accounts.flow import enter, parts
from vamv.accounts.proving import MustWait, admit_network, forgive_network, hasher
from vamv.accounts.schemas import SetupForm
from vamv.accounts.services import invitations
from vamv.accounts.services.registration import NameTaken
from vamv.accounts.words import STAFF_PASSPHRASE_WORDS, suggest_passphrase
from vamv.audit.services import record
from vamv.db.session import reading
from vamv.i18n.strings import _

WRONG = _(
    "setup-wrong",
    default="Dieser Code gilt nicht oder nicht mehr. Einen neuen gibt der Befehl „vamv user "
    "first-administrator“ aus.",
)
_OPTIONS = {
    "route_name": "accounts.first_administrator",
    "permission": NO_PERMISSION_REQUIRED,
    "renderer": "vamv:templates/accounts/setup.pt",
}


@view_config(request_method="GET", **_OPTIONS)
def show(request: Any) -> Any:
    return _page(request, SetupForm(request))


@view_config(request_method="POST", **_OPTIONS)
def make(request: Any) -> Any:
    form: Any = SetupForm(request)
    found = _find(request, form) if form.validate() else None
    if found is None:
        return _page(request, form)
    name = accept_name(form, official=True)
    password = accept_password(form, name or "", staff=True)
    if name is None or password is None:
        return _page(request, form)
    stretched = hasher(request).new(password)
    try:
        made = invitations.accept(
            request.dbsession, request.vault, found, name=name, password=stretched, now=request.now
        )
    except NameTaken:
        form.refuse("name", NAME_TAKEN)
        return _page(request, form)
    except invitations.InvitationOver:
        form.refuse("code", WRONG)
        return _page(request, form)
    record(
        request.dbsession,
        request.vault,
        actor_id=made.person_id,
        action="accounts.first-administrator",
        now=request.now,
    )
    return enter(request, person_id=made.person_id, private_key=made.private_key)


def _find(request: Any, form: Any) -> invitations.Open | None:
    code = accept_code(form)
    if code is None:
        return None
    try:
        admit_network(request)
        with reading(request) as session:
            found = invitations.find_setup(session, request.vault, code, request.now)
    except MustWait as wait:
        refuse_for_now(form, wait.seconds)
        return None
    except invitations.InvitationOver:
        form.refuse("code", WRONG)
        return None
    forgive_network(request)
    return found


def _page(request: Any, form: Any) -> dict[str, Any]:
    return {"form": form, "parts": parts(request), "passphrase": suggest_passphrase(STAFF_PASSPHRASE_WORDS)}
