"""The e-mail address: give one, confirm it with a code, change it, remove it."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.view import view_config

from vamv.i18n.strings import _
from vamv.notifications import contact
from vamv.notifications.schemas import AddressForm, CodeForm


def _need_mail(request: Any) -> None:
    if not request.registry.settings["vamv.mail_host"]:
        raise HTTPNotFound


@view_config(
    route_name="notifications.address",
    request_method=("GET", "POST"),
    permission="notifications.own",
    renderer="vamv:templates/notifications/address.pt",
    rate_limit="6/hour",
)
def give(context: Any, request: Any) -> Any:
    """Take an address and send a code to it."""
    _need_mail(request)
    person_id = request.identity.person_id
    form = AddressForm(request)
    if form.validate():
        try:
            contact.begin(
                request.dbsession,
                request.vault,
                person_id,
                form.address.data or "",
                locale=request.locale_name,
                now=request.now,
            )
        except contact.TooSoon:
            form.refuse(
                "address",
                _(
                    "contact-too-soon",
                    default="Gerade eben ging ein Code hinaus. Bitte warten Sie eine Minute.",
                ),
            )
        else:
            return HTTPSeeOther(request.route_path("notifications.code"))
    return {
        "form": form,
        "contact": contact.contact(request.dbsession, request.vault, person_id, request.now),
    }


@view_config(
    route_name="notifications.code",
    request_method=("GET", "POST"),
    permission="notifications.own",
    renderer="vamv:templates/notifications/code.pt",
    rate_limit="30/hour",
)
def confirm(context: Any, request: Any) -> Any:
    """Take the code from the mail."""
    _need_mail(request)
    session, person_id = request.dbsession, request.identity.person_id
    known = contact.contact(session, request.vault, person_id, request.now)
    if known.pending is None:
        return HTTPSeeOther(request.route_path("notifications.choices"))
    form = CodeForm(request)
    if form.validate():
        if contact.confirm(session, request.vault, person_id, form.code.data or "", request.now):
            request.flash(
                _(
                    "contact-confirmed",
                    default="Danke, die Adresse ist bestätigt. Sie können sie jederzeit entfernen.",
                )
            )
            return HTTPSeeOther(request.route_path("notifications.choices"))
        if contact.contact(session, request.vault, person_id, request.now).pending is None:
            request.flash(
                _(
                    "contact-code-spent",
                    default="Das war fünfmal nicht der richtige Code. Fordern Sie einen neuen an.",
                ),
                "warn",
            )
            return HTTPSeeOther(request.route_path("notifications.address"))
        form.refuse(
            "code",
            _("contact-code-wrong", default="Dieser Code stimmt nicht. Bitte sehen Sie noch einmal nach."),
        )
    return {"form": form, "address": known.pending}


@view_config(
    route_name="notifications.remove",
    request_method=("GET", "POST"),
    permission="notifications.own",
    renderer="vamv:templates/notifications/remove.pt",
)
def remove(context: Any, request: Any) -> Any:
    """Ask, then forget the address."""
    person_id = request.identity.person_id
    if request.method == "POST":
        contact.remove(request.dbsession, person_id)
        request.flash(
            _("contact-removed", default="Die Adresse ist gelöscht. Sie bekommen keine E-Mails mehr.")
        )
        return HTTPSeeOther(request.route_path("notifications.choices"))
    known = contact.contact(request.dbsession, request.vault, person_id, request.now)
    return {"address": known.address or known.pending}
