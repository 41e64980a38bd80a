"""Show a recovery code, once, and take it into use when it has been read off the paper.

The code exists only on this page until it is confirmed: showing the page again draws another one, and the
code somebody has on paper already stays good until then.
"""

import hmac
import re
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.accounts import queries
from vamv.accounts.flow import keep_closed, open_again, own_key, proceed
from vamv.accounts.resources import FINISH
from vamv.accounts.schemas import CodeForm
from vamv.accounts.services import recovery
from vamv.audit.services import record
from vamv.db.session import reading
from vamv.i18n.strings import _
from vamv.vault.codes import new_code, print_code

OWN = "accounts.own"
TYPED = 4
_TEMPLATE = "vamv:templates/accounts/code.pt"
_SAME = str.maketrans("OILU", "011V")


@view_config(route_name="accounts.new_code", request_method="GET", permission=FINISH, renderer=_TEMPLATE)
@view_config(
    route_name="accounts.code", request_method="GET", permission=OWN, renderer=_TEMPLATE, step_up=True
)
def show(request: Any) -> Any:
    code = new_code()
    return _page(request, CodeForm(request, sealed=keep_closed(request, "code", code)), code)


@view_config(route_name="accounts.new_code", request_method="POST", permission=FINISH, renderer=_TEMPLATE)
@view_config(
    route_name="accounts.code", request_method="POST", permission=OWN, renderer=_TEMPLATE, step_up=True
)
def confirm(request: Any) -> Any:
    form: Any = CodeForm(request)
    code = open_again(request, "code", form.sealed.data)
    if code is None:
        return HTTPSeeOther(request.path)
    if form.validate():
        if _is_end_of(form.typed.data, print_code(code)):
            return _take_into_use(request, code)
        form.refuse(
            "typed",
            _(
                "code-typed-wrong",
                default="Das passt nicht zum Code auf dieser Seite. Bitte vergleichen Sie Ihre Karte "
                "Zeichen für Zeichen.",
            ),
        )
    return _page(request, form, code)


def _take_into_use(request: Any, code: bytes) -> Any:
    person_id = request.identity.person_id
    recovery.set_code(
        request.dbsession,
        request.vault,
        person_id=person_id,
        code=code,
        private_key=own_key(request),
        now=request.now,
    )
    if request.matched_route.name == "accounts.new_code":
        return proceed(request)
    if request.identity.is_staff:
        record(
            request.dbsession,
            request.vault,
            actor_id=person_id,
            action="accounts.code-replaced",
            now=request.now,
        )
    request.flash(_("code-replaced", default="Ab jetzt gilt der neue Code. Bitte vernichten Sie den alten."))
    return HTTPSeeOther(request.route_path("accounts.overview"))


def _page(request: Any, form: Any, code: bytes) -> dict[str, Any]:
    with reading(request) as session:
        replaces = queries.recovery_code_from(session, request.identity.person_id)
    return {
        "form": form,
        "code": print_code(code),
        "replaces": replaces,
        "first": request.matched_route.name == "accounts.new_code",
    }


def _is_end_of(typed: str, code: str) -> bool:
    signs = re.sub(r"[\W_]+", "", typed).upper().translate(_SAME)
    whole = code.replace("-", "")
    if len(signs) not in (TYPED, len(whole)):
        return False
    return hmac.compare_digest(signs.encode(), whole[-len(signs) :].encode())
