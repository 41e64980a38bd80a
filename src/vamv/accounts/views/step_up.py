"""Ask for the password once more before something that could do harm."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.accounts.checks import refuse_for_now
from vamv.accounts.flow import target, travelling
from vamv.accounts.proving import MustWait, prove
from vamv.accounts.schemas import StepUpForm
from vamv.accounts.views.password import WRONG
from vamv.security import signing

_OPTIONS = {
    "route_name": "accounts.step_up",
    "permission": "accounts.own",
    "renderer": "vamv:templates/accounts/step_up.pt",
}


@view_config(request_method="GET", **_OPTIONS)
def show(request: Any) -> Any:
    return {"form": StepUpForm(request), "travelling": travelling(request)}


@view_config(request_method="POST", **_OPTIONS)
def check(request: Any) -> Any:
    form: Any = StepUpForm(request)
    if form.validate():
        try:
            proved = prove(request, form.password.data, person_id=request.identity.person_id)
        except MustWait as wait:
            refuse_for_now(form, wait.seconds)
        else:
            if proved is not None:
                signing.own_row(request).password_at = request.now
                response = HTTPSeeOther(target(request) or request.route_path("accounts.overview"))
                signing.renew(request, response)
                return response
            form.refuse("password", WRONG)
    return {"form": form, "travelling": travelling(request)}
