"""One account of the team, for administrators: roles, a way back in, an end."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.accounts.checks import refuse
from vamv.accounts.resources import MANAGE, TeamMember
from vamv.accounts.schemas import RolesForm
from vamv.accounts.services import staff
from vamv.accounts.views.team import accept_roles, link_page, with_roles
from vamv.i18n.strings import _
from vamv.security.identity import STAFF_ROLES

LAST = _(
    "team-last-administrator",
    default="Es braucht mindestens eine andere Person, die die Technik verwaltet. Bitte laden Sie zuerst "
    "jemanden ein.",
)
_MEMBER = "vamv:templates/accounts/team_member.pt"
_OPTIONS = {"permission": MANAGE, "step_up": True}


@view_config(route_name="accounts.team_member", request_method="GET", renderer=_MEMBER, **_OPTIONS)
def show(context: TeamMember, request: Any) -> Any:
    return _page(context, RolesForm(request, roles=sorted(context.member.roles)))


@view_config(route_name="accounts.team_member", request_method="POST", renderer=_MEMBER, **_OPTIONS)
def set_roles(context: TeamMember, request: Any) -> Any:
    form: Any = with_roles(RolesForm(request), STAFF_ROLES)
    roles = accept_roles(form) if form.validate() else None
    if roles is None:
        return _page(context, form)
    try:
        staff.set_roles(request.dbsession, request.vault, **_whom(context, request), roles=roles)
    except staff.LastAdministrator:
        refuse(form, LAST)
        return _page(context, form)
    request.flash(
        _("team-roles-saved", default="Gespeichert. Das gilt ab der nächsten Seite, die jemand öffnet.")
    )
    return HTTPSeeOther(request.route_path("accounts.team"))


@view_config(
    route_name="accounts.team_reset",
    request_method="GET",
    renderer="vamv:templates/accounts/team_reset.pt",
    **_OPTIONS,
)
@view_config(
    route_name="accounts.team_disable",
    request_method="GET",
    renderer="vamv:templates/accounts/team_disable.pt",
    **_OPTIONS,
)
def ask(context: TeamMember, request: Any) -> Any:
    return {"person": context.member}


@view_config(route_name="accounts.team_reset", request_method="POST", **_OPTIONS)
def reset(context: TeamMember, request: Any) -> Any:
    return link_page(request, staff.reset(request.dbsession, request.vault, **_whom(context, request)))


@view_config(route_name="accounts.team_disable", request_method="POST", **_OPTIONS)
def disable(context: TeamMember, request: Any) -> Any:
    try:
        staff.disable(request.dbsession, request.vault, **_whom(context, request))
    except staff.LastAdministrator:
        request.flash(LAST, "error")
        return HTTPSeeOther(request.route_path("accounts.team_member", id=context.member.person_id))
    request.flash(_("team-disabled", default="Der Zugang ist gesperrt, ab sofort und auf allen Geräten."))
    return HTTPSeeOther(request.route_path("accounts.team"))


@view_config(route_name="accounts.team_enable", request_method="POST", **_OPTIONS)
def enable(context: TeamMember, request: Any) -> Any:
    staff.enable(request.dbsession, request.vault, **_whom(context, request))
    request.flash(_("team-enabled", default="Der Zugang ist wieder offen."))
    return HTTPSeeOther(request.route_path("accounts.team"))


@view_config(route_name="accounts.team_sign_out", request_method="POST", **_OPTIONS)
def sign_out(context: TeamMember, request: Any) -> Any:
    staff.end_sessions(request.dbsession, request.vault, **_whom(context, request))
    request.flash(_("team-signed-out", default="Auf allen Geräten abgemeldet."))
    return HTTPSeeOther(request.route_path("accounts.team"))


def _whom(context: TeamMember, request: Any) -> dict[str, Any]:
    return {
        "actor_id": request.identity.person_id,
        "person_id": context.member.person_id,
        "now": request.now,
    }


def _page(context: TeamMember, form: Any) -> dict[str, Any]:
    return {"form": with_roles(form, STAFF_ROLES), "person": context.member}
