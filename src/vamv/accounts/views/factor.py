"""Set up a second factor, renew its spare codes, take it away.

Seed and spare codes exist only on their pages until they are confirmed. For staff the same pages are a step
of signing in (`accounts.enrol`): nobody of the team is through without.
"""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.view import view_config

from vamv.accounts.flow import keep_closed, open_again, proceed
from vamv.accounts.qr import qr_svg
from vamv.accounts.resources import FINISH
from vamv.accounts.schemas import EnrolForm, SpareCodesForm
from vamv.accounts.services import second_factor
from vamv.audit.services import record
from vamv.db.session import reading
from vamv.i18n.strings import _
from vamv.vault.codes import CODE_BYTES, new_spare_codes, print_code
from vamv.vault.totp import new_seed, otpauth_uri, seed_text

OWN = "accounts.own"
_QR = "vamv:templates/accounts/enrol.pt"
_CODES = "vamv:templates/accounts/spare_codes.pt"


@view_config(
    route_name="accounts.factor",
    request_method="GET",
    permission=OWN,
    renderer="vamv:templates/accounts/factor.pt",
)
def show(request: Any) -> Any:
    person_id = request.identity.person_id
    return {
        "is_set_up": second_factor.is_set_up(request.dbsession, person_id),
        "left": second_factor.unused_codes(request.dbsession, person_id),
    }


@view_config(route_name="accounts.enrol", request_method="GET", permission=FINISH, renderer=_QR)
def show_step(request: Any) -> Any:
    if second_factor.is_set_up(request.dbsession, request.identity.person_id):
        return HTTPSeeOther(request.route_path("accounts.enrol_codes"))
    return show_seed(request)


@view_config(
    route_name="accounts.factor_new", request_method="GET", permission=OWN, renderer=_QR, step_up=True
)
def show_seed(request: Any) -> Any:
    seed = new_seed()
    return _seed_page(request, EnrolForm(request, sealed=keep_closed(request, "seed", seed)), seed)


@view_config(route_name="accounts.enrol", request_method="POST", permission=FINISH, renderer=_QR)
@view_config(
    route_name="accounts.factor_new", request_method="POST", permission=OWN, renderer=_QR, step_up=True
)
def take_device(request: Any) -> Any:
    form: Any = EnrolForm(request)
    seed = open_again(request, "seed", form.sealed.data)
    if seed is None:
        return HTTPSeeOther(request.path)
    if form.validate():
        person_id, now = request.identity.person_id, request.now
        session, vault = request.dbsession, request.vault
        if second_factor.enrol(session, vault, person_id=person_id, seed=seed, code=form.code.data, now=now):
            record(session, vault, actor_id=person_id, action="accounts.factor-set-up", now=now)
            step = request.matched_route.name == "accounts.enrol"
            return HTTPSeeOther(
                request.route_path("accounts.enrol_codes" if step else "accounts.factor_codes")
            )
        form.refuse(
            "code",
            _(
                "enrol-wrong",
                default="Dieser Code passt nicht. Bitte warten Sie auf den nächsten, und prüfen Sie, ob "
                "die Uhr Ihres Geräts "
                "richtig geht.",
            ),
        )
    return _seed_page(request, form, seed)


@view_config(route_name="accounts.enrol_codes", request_method="GET", permission=FINISH, renderer=_CODES)
@view_config(
    route_name="accounts.factor_codes", request_method="GET", permission=OWN, renderer=_CODES, step_up=True
)
def show_codes(request: Any) -> Any:
    codes = new_spare_codes(second_factor.SPARE_CODES)
    return _codes_page(
        request, SpareCodesForm(request, sealed=keep_closed(request, "codes", b"".join(codes))), codes
    )


@view_config(route_name="accounts.enrol_codes", request_method="POST", permission=FINISH, renderer=_CODES)
@view_config(
    route_name="accounts.factor_codes", request_method="POST", permission=OWN, renderer=_CODES, step_up=True
)
def take_codes(request: Any) -> Any:
    form: Any = SpareCodesForm(request)
    joined = open_again(request, "codes", form.sealed.data)
    if joined is None:
        return HTTPSeeOther(request.path)
    codes = [joined[start : start + CODE_BYTES] for start in range(0, len(joined), CODE_BYTES)]
    if not form.validate():
        return _codes_page(request, form, codes)
    second_factor.replace_spare_codes(request.dbsession, person_id=request.identity.person_id, codes=codes)
    if request.matched_route.name == "accounts.enrol_codes":
        return proceed(request)
    request.flash(_("spare-codes-saved", default="Ab jetzt gelten die neuen Ersatzcodes."))
    return HTTPSeeOther(request.route_path("accounts.factor"))


@view_config(route_name="accounts.factor_remove", request_method="POST", permission=OWN, step_up=True)
def take_away(request: Any) -> Any:
    if request.identity.is_staff:
        raise HTTPForbidden
    second_factor.remove(request.dbsession, person_id=request.identity.person_id)
    request.flash(_("factor-removed", default="Der zweite Schritt ist abgeschaltet."))
    return HTTPSeeOther(request.route_path("accounts.factor"))


def _seed_page(request: Any, form: Any, seed: bytes) -> dict[str, Any]:
    site_name = request.registry.settings["vamv.site_name"]
    account = request.localizer.translate(_("factor-account", default="Konto"))
    return {
        "form": form,
        "qr": qr_svg(otpauth_uri(seed, account, site_name)),
        "seed": seed_text(seed),
        "step": request.matched_route.name == "accounts.enrol",
    }


def _codes_page(request: Any, form: Any, codes: list[bytes]) -> dict[str, Any]:
    with reading(request) as session:
        left = second_factor.unused_codes(session, request.identity.person_id)
    return {
        "form": form,
        "codes": [print_code(code) for code in codes],
        "left": left,
        "step": request.matched_route.name == "accounts.enrol_codes",
    }
