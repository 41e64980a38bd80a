"""Change the password while signed in."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.accounts.checks import accept_password, refuse_for_now
from vamv.accounts.flow import parts
from vamv.accounts.proving import MustWait, hasher, prove
from vamv.accounts.schemas import ChangePasswordForm
from vamv.accounts.services import credentials
from vamv.accounts.words import PASSPHRASE_WORDS, STAFF_PASSPHRASE_WORDS, suggest_passphrase
from vamv.audit.services import record
from vamv.i18n.strings import _
from vamv.security import sessions, signing

WRONG = _("password-wrong", default="Das ist nicht Ihr Passwort. Bitte versuchen Sie es noch einmal.")
_OPTIONS = {
    "route_name": "accounts.password",
    "permission": "accounts.own",
    "renderer": "vamv:templates/accounts/password.pt",
}


@view_config(request_method="GET", **_OPTIONS)
def show(request: Any) -> Any:
    return _page(request, ChangePasswordForm(request))


@view_config(request_method="POST", **_OPTIONS)
def change(request: Any) -> Any:
    form: Any = ChangePasswordForm(request)
    identity = request.identity
    if not form.validate():
        return _page(request, form)
    password = accept_password(form, identity.display_name, staff=identity.is_staff)
    if password is None:
        return _page(request, form)
    try:
        stretched = hasher(request).new(password)
        proved = prove(request, form.password.data, person_id=identity.person_id)
    except MustWait as wait:
        refuse_for_now(form, wait.seconds)
        return _page(request, form)
    if proved is None:
        form.refuse("password", WRONG)
        return _page(request, form)
    credentials.set_password(
        request.dbsession,
        request.vault,
        person_id=identity.person_id,
        password=stretched,
        private_key=proved.private_key,
        now=request.now,
    )
    return _finish(request)


def _finish(request: Any) -> Any:
    identity = request.identity
    ended = sessions.end_all(request.dbsession, person_id=identity.person_id, except_id=identity.session_id)
    if identity.is_staff:
        record(
            request.dbsession,
            request.vault,
            actor_id=identity.person_id,
            action="accounts.password-changed",
            now=request.now,
        )
    signing.own_row(request).password_at = request.now
    response = HTTPSeeOther(request.route_path("accounts.overview"))
    signing.renew(request, response)
    request.flash(
        _(
            "password-changed-others",
            default="Ihr Passwort ist geändert. Auf allen anderen Geräten sind Sie jetzt abgemeldet.",
        )
        if ended
        else _("password-changed", default="Ihr Passwort ist geändert.")
    )
    return response


def _page(request: Any, form: Any) -> dict[str, Any]:
    count = STAFF_PASSPHRASE_WORDS if request.identity.is_staff else PASSPHRASE_WORDS
    return {"form": form, "parts": parts(request), "passphrase": suggest_passphrase(count)}
