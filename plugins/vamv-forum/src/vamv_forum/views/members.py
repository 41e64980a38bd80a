"""Who belongs to a group's category: whoever looks after the forum adds and removes them."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.view import view_config

from vamv.api.security import display_names, person_named
from vamv_forum import _
from vamv_forum.models import GROUP
from vamv_forum.queries.places import member_ids
from vamv_forum.schemas_categories import MemberForm
from vamv_forum.services import categories
from vamv_forum.views.common import NO_LONGER_A_MEMBER
from vamv_forum.views.manage import by, done

UNKNOWN = _("member-unknown", default="Unter diesem Namen haben wir niemanden gefunden.")


@view_config(
    route_name="forum.members",
    permission="forum.category.manage",
    request_method=("GET", "POST"),
    renderer="vamv_forum:templates/category_members.pt",
    rate_limit="60/hour",
)
def members(context: Any, request: Any) -> Any:
    """List who belongs to a group, and add somebody by their name."""
    session, category = request.dbsession, context.category
    if category.access != GROUP:
        raise HTTPNotFound
    form = MemberForm(request)
    if form.validate():
        person_id = person_named(session, request.vault, form.data["name"])
        if person_id is not None:
            categories.add_member(session, category, person_id, by=by(request))
            words = _("member-added", default="Die Person kann hier jetzt lesen und schreiben.")
            return done(request, "joined", category.id, words, "forum.members", category=category.id)
        form.refuse("name", UNKNOWN)
    people = member_ids(session, category)
    names = display_names(session, request.vault, people)
    gone = request.localizer.translate(NO_LONGER_A_MEMBER)
    rows = [{"id": each, "name": names.get(each, gone)} for each in people]
    return {
        "category": category,
        "form": form,
        "members": sorted(rows, key=lambda row: row["name"].casefold()),
    }


@view_config(route_name="forum.remove_member", permission="forum.category.manage", request_method="POST")
def remove_member(context: Any, request: Any) -> Any:
    """Take somebody out of a group."""
    category = context.category
    person_id = request.POST.get("person", "")
    if not categories.remove_member(request.dbsession, category, person_id, by=by(request)):
        return HTTPSeeOther(request.route_path("forum.members", category=category.id))
    words = _(
        "member-removed",
        default="Die Person kann hier nicht mehr lesen. Unter „Zuletzt geändert“ nehmen Sie das zurück.",
    )
    return done(request, "left", category.id, words, "forum.members", category=category.id)
