"""Sign in with name and password."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from vamv.accounts.checks import refuse, refuse_for_now
from vamv.accounts.flow import enter, target, travelling
from vamv.accounts.proving import MustWait, prove
from vamv.accounts.schemas import LoginForm
from vamv.i18n.strings import _
from vamv.security.identity import FULL

WRONG = _("login-wrong", default="Name und Passwort passen nicht zusammen. Bitte prüfen Sie beides.")
DISABLED = _(
    "login-disabled",
    default="Ihr Zugang ist zurzeit gesperrt. Was Sie geschrieben haben, ist noch da. Bitte wenden Sie "
    "sich an uns; wie, "
    "steht im Impressum.",
)
_TEMPLATE = "vamv:templates/accounts/login.pt"


@view_config(
    route_name="accounts.login", request_method="GET", permission=NO_PERMISSION_REQUIRED, renderer=_TEMPLATE
)
def show(request: Any) -> Any:
    if request.identity is not None and request.identity.stage == FULL:
        return HTTPSeeOther(target(request) or request.route_path("portal.start"))
    return {"form": LoginForm(request), "travelling": travelling(request)}


@view_config(
    route_name="accounts.login", request_method="POST", permission=NO_PERMISSION_REQUIRED, renderer=_TEMPLATE
)
def sign_in(request: Any) -> Any:
    form: Any = LoginForm(request)
    if form.validate():
        try:
            proved = prove(request, form.password.data, name=form.name.data)
        except MustWait as wait:
            refuse_for_now(form, wait.seconds)
        else:
            if proved is not None and not proved.disabled:
                return enter(
                    request,
                    person_id=proved.person_id,
                    private_key=proved.private_key,
                    shared_device=form.shared_device.data,
                )
            refuse(form, WRONG if proved is None else DISABLED)
    return {"form": form, "travelling": travelling(request)}
