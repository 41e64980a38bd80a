"""The name that others see, the language and the form of address."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.accounts.checks import NAME_TAKEN, accept_name, warn_of_name
from vamv.accounts.schemas import ProfileForm
from vamv.accounts.services.registration import NameTaken, rename, set_locale
from vamv.i18n.locales import LANGUAGES
from vamv.i18n.negotiation import offered
from vamv.i18n.strings import _

_OPTIONS = {
    "route_name": "accounts.profile",
    "permission": "accounts.own",
    "renderer": "vamv:templates/accounts/profile.pt",
}


@view_config(request_method="GET", **_OPTIONS)
def show(request: Any) -> Any:
    return {"form": _form(request)}


@view_config(request_method="POST", **_OPTIONS, rate_limit="30/hour")
def change(request: Any) -> Any:
    form = _form(request)
    identity = request.identity
    name = accept_name(form, official=identity.is_staff) if form.validate() else None
    # What a counsellor is called is known anyway.
    warned = name is not None and not identity.is_staff and warn_of_name(form, name, identity.display_name)
    if name is None or warned:
        return {"form": form}
    try:
        if name != identity.display_name:
            rename(request.dbsession, request.vault, person_id=identity.person_id, name=name)
    except NameTaken:
        form.refuse("name", NAME_TAKEN)
        return {"form": form}
    set_locale(request.dbsession, person_id=identity.person_id, locale=form.locale.data)
    request.flash(_("profile-saved", default="Gespeichert."))
    return HTTPSeeOther(request.route_path("accounts.overview"))


def _form(request: Any) -> Any:
    form: Any = ProfileForm(request, name=request.identity.display_name, locale=request.locale_name)
    form.locale.choices = [(code, LANGUAGES[code].name) for code in offered(request.registry.settings)]
    return form
