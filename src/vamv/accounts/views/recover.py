"""The way back in with the recovery code: the code alone, then a new password, then a new code."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from vamv.accounts.checks import accept_code, accept_password, refuse, refuse_for_now
from vamv.accounts.flow import enter, own_key, parts, proceed
from vamv.accounts.hashing import NewPassword
from vamv.accounts.proving import MustWait, admit_network, forgive_network, hasher
from vamv.accounts.resources import FINISH
from vamv.accounts.schemas import NewPasswordForm, RecoverForm
from vamv.accounts.services import credentials, recovery
from vamv.accounts.views.login import DISABLED
from vamv.accounts.words import suggest_passphrase
from vamv.db.session import reading
from vamv.i18n.strings import _
from vamv.security import signing

WRONG = _(
    "recover-wrong",
    default="Mit diesem Code kommt niemand hinein. Vielleicht ist ein Zeichen verrutscht, oder es gibt "
    "schon einen neueren "
    "Code.",
)
_TEMPLATE = "vamv:templates/accounts/recover.pt"
_CHOOSE = "vamv:templates/accounts/new_password.pt"


@view_config(
    route_name="accounts.recover", request_method="GET", permission=NO_PERMISSION_REQUIRED, renderer=_TEMPLATE
)
def show(request: Any) -> Any:
    return {"form": RecoverForm(request)}


@view_config(
    route_name="accounts.recover",
    request_method="POST",
    permission=NO_PERMISSION_REQUIRED,
    renderer=_TEMPLATE,
)
def use(request: Any) -> Any:
    form: Any = RecoverForm(request)
    code = accept_code(form) if form.validate() else None
    if code is not None:
        try:
            admit_network(request)
        except MustWait as wait:
            refuse_for_now(form, wait.seconds)
            return {"form": form}
        found = recovery.find(request.dbsession, request.vault, code)
        if found is not None:
            forgive_network(request)
        if found is not None and not found.disabled:
            return enter(request, person_id=found.person_id, private_key=found.private_key, recovering=True)
        refuse(form, WRONG if found is None else DISABLED)
    return {"form": form}


@view_config(route_name="accounts.new_password", request_method="GET", permission=FINISH, renderer=_CHOOSE)
def ask_password(request: Any) -> Any:
    return _password_page(request, NewPasswordForm(request))


@view_config(route_name="accounts.new_password", request_method="POST", permission=FINISH, renderer=_CHOOSE)
def set_password(request: Any) -> Any:
    form: Any = NewPasswordForm(request)
    identity = request.identity
    if form.validate():
        password = accept_password(form, _login_name(request), staff=identity.is_staff)
        if password is not None:
            stretched = hasher(request).new(password)
            return _finish(request, stretched)
    return _password_page(request, form)


def _finish(request: Any, password: NewPassword) -> Any:
    row = signing.own_row(request)
    try:
        recovery.finish(
            request.dbsession,
            request.vault,
            person_id=row.person_id,
            session_id=row.id,
            password=password,
            private_key=own_key(request),
            now=request.now,
        )
    except recovery.CodeUsed:
        response = HTTPSeeOther(request.route_path("accounts.recover"))
        signing.sign_out(request, response)
        return response
    row.recovering = False
    return proceed(request)


def _password_page(request: Any, form: Any) -> dict[str, Any]:
    return {
        "form": form,
        "login_name": _login_name(request),
        "parts": parts(request),
        "passphrase": suggest_passphrase(),
    }


def _login_name(request: Any) -> str:
    with reading(request) as session:
        return credentials.login_name(session, request.vault, request.identity.person_id)
