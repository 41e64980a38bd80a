"""Looking after the categories: add, change, order, close."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv_forum import _
from vamv_forum.policy import AddressTaken
from vamv_forum.queries.places import all_categories
from vamv_forum.schemas import CategoryForm
from vamv_forum.services import categories

FORM = "vamv_forum:templates/category_form.pt"
TAKEN = _("category-taken", default="Diese Adresse hat schon ein anderer Bereich.")
SAVED = _("category-saved", default="Der Bereich ist gespeichert.")


@view_config(
    route_name="forum.manage",
    permission="forum.category.manage",
    request_method="GET",
    renderer="vamv_forum:templates/manage.pt",
)
def manage(context: Any, request: Any) -> dict[str, Any]:
    """List all categories."""
    return {"categories": all_categories(request.dbsession)}


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
            categories.add_category(request.dbsession, **form.data)
        except AddressTaken:
            form.refuse("slug", TAKEN)
        else:
            return _done(request)
    return {"form": form, "category": None}


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
            categories.change_category(request.dbsession, context.category, **form.data, now=request.now)
        except AddressTaken:
            form.refuse("slug", TAKEN)
        else:
            return _done(request)
    return {"form": form, "category": context.category}


@view_config(route_name="forum.move_category", permission="forum.category.manage", request_method="POST")
def move(context: Any, request: Any) -> HTTPSeeOther:
    """Move a category up, or down without the word."""
    categories.move_category(request.dbsession, context.category, up=request.POST.get("to") == "up")
    return HTTPSeeOther(request.route_path("forum.manage"))


def _done(request: Any) -> HTTPSeeOther:
    request.flash(SAVED)
    return HTTPSeeOther(request.route_path("forum.manage"))
