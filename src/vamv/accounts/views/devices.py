"""Where somebody is signed in, and how to end it."""

from typing import Any

from pyramid.authorization import DENY_ALL, Allow
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.view import view_config

from vamv.accounts.schemas import DeviceForm
from vamv.db.session import reading
from vamv.i18n.strings import _
from vamv.security import sessions, signing
from vamv.security.resources import Resource

OWN = "accounts.own"
_TEMPLATE = "vamv:templates/accounts/devices.pt"


class Device(Resource):
    """One of the devices on which somebody is signed in; for anybody else there is none."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        identity = request.identity
        if identity is None:
            return
        with reading(request) as session:
            own = {row.id for row in sessions.of_person(session, identity.person_id)}
        if request.matchdict["id"] not in own:
            raise HTTPNotFound
        self.id = request.matchdict["id"]

    @property
    def __acl__(self) -> list[Any]:
        return [(Allow, "authenticated", OWN), DENY_ALL]


@view_config(route_name="accounts.devices", request_method="GET", permission=OWN, renderer=_TEMPLATE)
def show(request: Any) -> Any:
    return _page(request, DeviceForm(request))


@view_config(route_name="accounts.devices", request_method="POST", permission=OWN, renderer=_TEMPLATE)
def name_it(request: Any) -> Any:
    form: Any = DeviceForm(request)
    if not form.validate():
        return _page(request, form)
    sessions.name_device(request.vault, signing.own_row(request), form.name.data)
    request.flash(_("device-named", default="Der Name ist gespeichert."))
    return HTTPSeeOther(request.route_path("accounts.devices"))


@view_config(route_name="accounts.device_end", request_method="POST", permission=OWN)
def end_one(context: Device, request: Any) -> Any:
    if context.id == request.identity.session_id:
        response = HTTPSeeOther(request.route_path("accounts.logged_out"))
        signing.sign_out(request, response)
        return response
    sessions.end(request.dbsession, session_id=context.id)
    request.flash(_("device-ended", default="Auf diesem Gerät sind Sie jetzt abgemeldet."))
    return HTTPSeeOther(request.route_path("accounts.devices"))


@view_config(route_name="accounts.devices_end", request_method="POST", permission=OWN)
def end_others(request: Any) -> Any:
    identity = request.identity
    sessions.end_all(request.dbsession, person_id=identity.person_id, except_id=identity.session_id)
    request.flash(_("devices-ended", default="Auf allen anderen Geräten sind Sie jetzt abgemeldet."))
    return HTTPSeeOther(request.route_path("accounts.devices"))


def _page(request: Any, form: Any) -> dict[str, Any]:
    identity = request.identity
    with reading(request) as session:
        rows = sessions.of_person(session, identity.person_id)
    return {
        "form": form,
        "devices": [
            (row, sessions.device_name(request.vault, row)) for row in rows if row.id != identity.session_id
        ],
        "own": next(
            (row, sessions.device_name(request.vault, row)) for row in rows if row.id == identity.session_id
        ),
    }
