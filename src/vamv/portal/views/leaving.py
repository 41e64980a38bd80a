"""Quick exit: the session ends, and the browser goes somewhere harmless."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.security.signing import sign_out


def leave(request: Any) -> Any:
    """End the session and lead to the neutral page.

    Needs no token: it must work when everything else fails, and being signed out harms nobody. Chromium
    refuses a redirect to another site after a form (`form-action`), so the own page forwards.
    """
    answer = HTTPSeeOther(request.route_path("portal.bye"))
    sign_out(request, answer)
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return answer


def bye(request: Any) -> dict[str, Any]:
    """A page that says nothing and leads on."""
    return {}


def includeme(config: Any) -> None:
    config.add_route("portal.exit", "/exit")
    config.add_view(
        leave,
        route_name="portal.exit",
        request_method="POST",
        require_csrf=False,
        permission=NO_PERMISSION_REQUIRED,
    )
    config.add_route("portal.bye", "/bye")
    config.add_view(
        bye,
        route_name="portal.bye",
        request_method="GET",
        renderer="vamv:templates/bye.pt",
        permission=NO_PERMISSION_REQUIRED,
    )
