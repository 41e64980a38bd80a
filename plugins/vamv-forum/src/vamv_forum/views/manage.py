"""Looking after the categories: add, change, order, close, delete, and take all of it back."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.audit import record
from vamv.api.security import display_names
from vamv_forum import _
from vamv_forum.place_policy import AddressTaken, InUse, Overtaken
from vamv_forum.queries.changes import latest_changes, latest_of_each
from vamv_forum.queries.places import all_categories
from vamv_forum.schemas_categories import CategoryForm
from vamv_forum.services import categories
from vamv_forum.services.changes import By
from vamv_forum.services.undoing import undo
from vamv_forum.views.common import NO_LONGER_A_MEMBER

FORM = "vamv_forum:templates/category_form.pt"
TAKEN = _("category-taken", default="Diese Adresse hat schon ein anderer Bereich.")
SAVED = _("category-saved", default="Der Bereich ist gespeichert.")
IN_USE = _(
    "category-in-use",
    default="Der Bereich ist nicht leer. Sie können ihn schließen: Dann bleibt alles zum Lesen stehen.",
)
CHANGES = {
    "add": _("change-add", default="angelegt"),
    "change": _("change-change", default="geändert"),
    "order": _("change-order", default="anders eingereiht"),
    "delete": _("change-delete", default="gelöscht"),
    "join": _("change-join", default="ein Mitglied aufgenommen"),
    "leave": _("change-leave", default="ein Mitglied entfernt"),
}
REFUSED = {
    AddressTaken: _(
        "undo-taken",
        default="Das geht gerade nicht: Die Adresse von damals hat inzwischen ein anderer Bereich. Ändern "
        "Sie zuerst dessen Adresse.",
    ),
    InUse: _(
        "undo-in-use",
        default="Das geht nicht mehr: In dem Bereich steht schon etwas, oder er hat Mitglieder. Sie können "
        "ihn schließen.",
    ),
    Overtaken: _(
        "undo-overtaken",
        default="Danach wurde an diesem Bereich noch etwas geändert. Nehmen Sie zuerst das zurück.",
    ),
}


@view_config(
    route_name="forum.manage",
    permission="forum.category.manage",
    request_method="GET",
    renderer="vamv_forum:templates/manage.pt",
)
def manage(context: Any, request: Any) -> dict[str, Any]:
    """List all categories, and what was changed about them."""
    session = request.dbsession
    changes = latest_changes(session)
    free = latest_of_each(session)
    people = [each.actor_id for each in changes]
    people += [before.get("person_id") for each in changes for before in each.before]
    names = display_names(session, request.vault, people)
    gone = request.localizer.translate(NO_LONGER_A_MEMBER)
    return {
        "categories": all_categories(session),
        "changes": [
            {
                "change": each,
                "what": request.localizer.translate(CHANGES[each.kind]),
                "who": names.get(each.actor_id or "", gone),
                "whom": names.get(each.before[0].get("person_id", "")),
                "free": each.id in free,
            }
            for each in changes
        ],
    }


@view_config(
    route_name="forum.add_category",
    request_method=("GET", "POST"),
    permission="forum.category.manage",
    renderer=FORM,
)
def add(context: Any, request: Any) -> Any:
    """Add a category."""
    form = CategoryForm(request)
    del form.archived
    if form.validate():
        try:
            category = categories.add_category(request.dbsession, **form.data, by=by(request))
        except AddressTaken:
            form.refuse("slug", TAKEN)
        else:
            return done(request, "added", category.id, SAVED)
    return _page(request, form, None)


@view_config(
    route_name="forum.change_category",
    request_method=("GET", "POST"),
    permission="forum.category.manage",
    renderer=FORM,
)
def change(context: Any, request: Any) -> Any:
    """Change a category."""
    form = CategoryForm(request, obj=context.category, archived=context.category.archived_at is not None)
    if form.validate():
        try:
            categories.change_category(
                request.dbsession, context.category, **form.data, now=request.now, by=by(request)
            )
        except AddressTaken:
            form.refuse("slug", TAKEN)
        else:
            return done(request, "changed", context.category.id, SAVED)
    return _page(request, form, context.category)


@view_config(route_name="forum.move_category", permission="forum.category.manage", request_method="POST")
def move(context: Any, request: Any) -> HTTPSeeOther:
    """Move a category up, or down without the word."""
    up = request.POST.get("to") == "up"
    categories.move_category(request.dbsession, context.category, up=up, by=by(request))
    return HTTPSeeOther(request.route_path("forum.manage"))


@view_config(
    route_name="forum.delete_category",
    permission="forum.category.manage",
    request_method=("GET", "POST"),
    renderer="vamv_forum:templates/category_delete.pt",
)
def delete(context: Any, request: Any) -> Any:
    """Ask, and delete a category that holds nothing."""
    if request.method == "GET":
        return {
            "category": context.category,
            "empty": categories.is_empty(request.dbsession, context.category),
        }
    category_id = context.category.id
    try:
        categories.delete_category(request.dbsession, context.category, by=by(request))
    except InUse:
        request.flash(IN_USE, "warn")
        return HTTPSeeOther(request.route_path("forum.manage"))
    return done(request, "deleted", category_id, _("category-deleted", default="Der Bereich ist gelöscht."))


@view_config(route_name="forum.undo_change", permission="forum.category.manage", request_method="POST")
def take_back(context: Any, request: Any) -> HTTPSeeOther:
    """Take the latest change of a category back."""
    try:
        undo(request.dbsession, context.change, now=request.now)
    except (AddressTaken, InUse, Overtaken) as refused:
        request.flash(REFUSED[type(refused)], "warn")
        return HTTPSeeOther(request.route_path("forum.manage"))
    return done(
        request, "undone", context.change.id, _("change-undone", default="Alles ist wieder wie vorher.")
    )


def by(request: Any) -> By:
    """Return who changes something now."""
    return By(request.identity.person_id, request.now)


def done(
    request: Any, what: str, object_id: str, words: Any, route: str = "forum.manage", **args: str
) -> Any:
    """Note a change in the log of actions, say that it is done, and lead back."""
    record(
        request.dbsession,
        request.vault,
        actor_id=request.identity.person_id,
        action=f"forum.category.{what}",
        object_id=object_id,
        now=request.now,
    )
    request.flash(words)
    return HTTPSeeOther(request.route_path(route, **args))


def _page(request: Any, form: CategoryForm, category: Any) -> dict[str, Any]:
    regions = {each.region for each in all_categories(request.dbsession) if each.region}
    return {"form": form, "category": category, "regions": sorted(regions)}
