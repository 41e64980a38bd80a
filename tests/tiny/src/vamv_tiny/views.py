"""The pages of the letter box."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther

from vamv.api.moderation import screen
from vamv_tiny import _, queries, services
from vamv_tiny.resources import SlipResource
from vamv_tiny.schemas import SlipForm


def box(request: Any) -> Any:
    """Show the newest slips, and take a new one."""
    form = SlipForm(request, request.registry.settings["tiny.longest"])
    if form.validate():
        author_id = request.identity.person_id
        verdict = screen(request.hooks, text=form.text.data, kind="tiny.slip", author_id=author_id)
        services.write(
            request.dbsession, author_id=author_id, text=form.text.data, held=verdict.hold, now=request.now
        )
        request.flash(_("tiny-written", default="Ihr Zettel liegt im Kasten."), kind="ok")
        return HTTPSeeOther(request.route_path("tiny.box"))
    return {"form": form, "slips": queries.newest(request.dbsession, request.identity, 20)}


def slip(context: SlipResource, request: Any) -> Any:
    """Show one slip."""
    return {"slip": context.slip}


def thank(context: SlipResource, request: Any) -> Any:
    """Thank for a slip."""
    services.thank(
        request.dbsession, slip=context.slip, person_id=request.identity.person_id, now=request.now
    )
    return HTTPSeeOther(request.route_path("tiny.slip", id=context.slip.id))


def includeme(config: Any) -> None:
    config.add_route("tiny.box", "/")
    config.add_route("tiny.slip", "/{id}", factory=SlipResource)
    page = "vamv_tiny:templates/box.pt"
    config.add_view(box, route_name="tiny.box", request_method="GET", permission="tiny.read", renderer=page)
    config.add_view(box, route_name="tiny.box", request_method="POST", permission="tiny.write", renderer=page)
    config.add_view(
        slip,
        route_name="tiny.slip",
        request_method="GET",
        permission="tiny.read",
        renderer="vamv_tiny:templates/slip.pt",
    )
    config.add_view(
        thank, route_name="tiny.slip", request_method="POST", permission="tiny.write", rate_limit="20/minute"
    )
