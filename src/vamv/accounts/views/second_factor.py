"""The second step of signing in."""

from typing import Any

from pyramid.view import view_config

from vamv.accounts.checks import refuse
from vamv.accounts.flow import proceed, travelling
from vamv.accounts.resources import FINISH
from vamv.accounts.schemas import SecondFactorForm
from vamv.accounts.services import credentials
from vamv.accounts.services.second_factor import Result, check
from vamv.i18n.strings import _

WRONG = _(
    "factor-wrong", default="Dieser Code gilt nicht. Jeder Code gilt nur einmal: Warten Sie auf den nächsten."
)
PAUSED = _(
    "factor-paused",
    default="Das waren zu viele falsche Codes. Bitte versuchen Sie es in fünf Minuten wieder.",
)
_OPTIONS = {
    "route_name": "accounts.second_factor",
    "permission": FINISH,
    "renderer": "vamv:templates/accounts/second_factor.pt",
}


@view_config(request_method="GET", **_OPTIONS)
def show(request: Any) -> Any:
    return {"form": SecondFactorForm(request), "travelling": travelling(request)}


@view_config(request_method="POST", **_OPTIONS)
def verify(request: Any) -> Any:
    form: Any = SecondFactorForm(request)
    if form.validate():
        person_id = request.identity.person_id
        result = check(
            request.dbsession, request.vault, person_id=person_id, code=form.code.data, now=request.now
        )
        if result is Result.RIGHT:
            return proceed(request)
        if result is Result.PAUSED:
            refuse(form, PAUSED, 429)
            request.response.headers["Retry-After"] = "300"
        else:
            credentials.count_failure(request.dbsession, person_id)
            form.refuse("code", WRONG)
    return {"form": form, "travelling": travelling(request)}
