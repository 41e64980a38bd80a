"""Choosing a language: kept with the person, or in the visitor's cookie."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.i18n.negotiation import offered
from vamv.security.cookies import visitor_token, write_cookie
from vamv.security.models import Person
from vamv.web.resume import own_path


def choose(request: Any) -> Any:
    """Keep the language and return to the page it was chosen on; an unknown language changes nothing."""
    came_from = own_path(request, request.POST.get("came_from"))
    answer = HTTPSeeOther(came_from or request.route_path("portal.start"))
    locale = request.POST.get("locale")
    if locale in offered(request.registry.settings):
        person = request.identity and request.dbsession.get(Person, request.identity.person_id)
        if person is not None:
            person.locale = locale
        else:
            write_cookie(request, answer, visitor_token(request), locale)
    return answer


def includeme(config: Any) -> None:
    config.add_route("portal.language", "/language")
    config.add_view(
        choose,
        route_name="portal.language",
        request_method="POST",
        require_csrf=False,
        permission=NO_PERMISSION_REQUIRED,
    )
