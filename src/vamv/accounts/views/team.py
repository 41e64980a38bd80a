"""The accounts of the team, for administrators: who is in it, and who is invited."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.accounts import queries
from vamv.accounts.flow import keep_closed, open_again
from vamv.accounts.resources import MANAGE
from vamv.accounts.roles import LABELS, role_labels
from vamv.accounts.schemas import InviteForm
from vamv.accounts.services import invitations
from vamv.audit.services import record
from vamv.i18n.strings import _
from vamv.security.identity import ROLES, STAFF_ROLES, role_problem

_INVITE = "vamv:templates/accounts/team_invite.pt"


@view_config(
    route_name="accounts.team",
    request_method="GET",
    permission=MANAGE,
    renderer="vamv:templates/accounts/team.pt",
)
def show(request: Any) -> Any:
    session, vault = request.dbsession, request.vault
    return {
        "members": [
            (member, role_labels(request, member.roles))
            for member in queries.team(session, vault, request.identity)
        ],
        "invitations": [
            (each, role_labels(request, each.roles))
            for each in invitations.waiting(session, vault, request.now)
        ],
    }


@view_config(
    route_name="accounts.team_invite", request_method="GET", permission=MANAGE, renderer=_INVITE, step_up=True
)
def ask(request: Any) -> Any:
    return {"form": with_roles(InviteForm(request), STAFF_ROLES)}


@view_config(
    route_name="accounts.team_invite",
    request_method="POST",
    permission=MANAGE,
    renderer=_INVITE,
    step_up=True,
)
def invite(request: Any) -> Any:
    form: Any = with_roles(InviteForm(request), STAFF_ROLES)
    roles = accept_roles(form) if form.validate() else None
    if roles is None:
        return {"form": form}
    actor_id, now = request.identity.person_id, request.now
    token = invitations.invite_staff(
        request.dbsession, request.vault, roles=roles, note=form.note.data, actor_id=actor_id, now=now
    )
    record(request.dbsession, request.vault, actor_id=actor_id, action="accounts.invited", now=now)
    return link_page(request, token)


@view_config(route_name="accounts.team_withdraw", request_method="POST", permission=MANAGE)
def withdraw(request: Any) -> Any:
    if invitations.withdraw(request.dbsession, invitation_id=request.matchdict["id"]):
        record(
            request.dbsession,
            request.vault,
            actor_id=request.identity.person_id,
            action="accounts.invitation-withdrawn",
            now=request.now,
        )
    request.flash(_("invitation-withdrawn", default="Die Einladung gilt nicht mehr."))
    return HTTPSeeOther(request.route_path("accounts.team"))


def link_page(request: Any, token: str) -> Any:
    """Send the browser on to the page that shows a link; it travels sealed and opens in this session only."""
    sealed = keep_closed(request, "link", token.encode())
    return HTTPSeeOther(request.route_path("accounts.team_link", sealed=sealed))


@view_config(
    route_name="accounts.team_link",
    request_method="GET",
    permission=MANAGE,
    renderer="vamv:templates/accounts/team_link.pt",
)
def show_link(request: Any) -> Any:
    token = open_again(request, "link", request.matchdict["sealed"])
    if token is None:
        return HTTPSeeOther(request.route_path("accounts.team"))
    base = request.registry.settings["vamv.base_url"]
    return {"link": base + request.route_path("accounts.invitation", token=token.decode())}


def with_roles(form: Any, allowed: frozenset[str]) -> Any:
    """Offer the roles of a form by their names."""
    translate = form.request.localizer.translate
    form.roles.choices = [(role, translate(LABELS[role])) for role in ROLES if role in allowed]
    return form


def accept_roles(form: Any) -> frozenset[str] | None:
    """Return the roles chosen in a form, or say what is wrong with them and return None."""
    roles = frozenset(form.roles.data)
    if role_problem(roles) is None:
        return roles
    form.refuse(
        "roles",
        _(
            "roles-administrator-reads",
            default="Wer die Technik verwaltet, liest nichts von dem, was Menschen schreiben. Deshalb geht "
            "das nicht zusammen "
            "mit Beratung, Moderation oder Fachgast.",
        ),
    )
    return None
