"""What a person wants to be told, and how."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.i18n.strings import _
from vamv.notifications import queries, services
from vamv.notifications.contact import contact
from vamv.notifications.directives import CHANNELS, NotificationType, notification_types
from vamv.notifications.schemas import choice_form, field_name
from vamv.notifications.services import MAIL


@view_config(
    route_name="notifications.choices",
    request_method=("GET", "POST"),
    permission="notifications.own",
    renderer="vamv:templates/notifications/choices.pt",
)
def choose(context: Any, request: Any) -> Any:
    """A tick box for each type and channel."""
    person_id = request.identity.person_id
    types = notification_types(request.registry)
    mailing = bool(request.registry.settings["vamv.mail_host"])
    known = contact(request.dbsession, request.vault, person_id, request.now)
    form_class = choice_form(types, mail=known.address is not None)
    chosen = queries.choices(request.dbsession, person_id)
    form = form_class(request, rhythm=known.rhythm, **_ticked(types, chosen))
    offered = {
        (each.name, channel): form[field_name(each.name, channel)]
        for each in types.values()
        for channel in CHANNELS
        if field_name(each.name, channel) in form
    }
    if form.validate():
        services.choose(
            request.dbsession, person_id, {key: bool(field.data) for key, field in offered.items()}
        )
        if "rhythm" in form:
            services.choose_rhythm(request.dbsession, person_id, form["rhythm"].data)
        request.flash(_("choices-saved", default="Gespeichert."))
        return HTTPSeeOther(request.route_path("notifications.choices"))
    return {
        "form": form,
        "types": [
            (each, [offered.get((each.name, channel)) for channel in CHANNELS]) for each in types.values()
        ],
        "contact": known,
        "mailing": mailing,
    }


def _ticked(types: dict[str, NotificationType], chosen: dict[tuple[str, str], bool]) -> dict[str, bool]:
    return {
        field_name(each.name, channel): chosen.get(
            (each.name, channel), each.mail if channel == MAIL else True
        )
        for each in types.values()
        for channel in CHANNELS
    }
