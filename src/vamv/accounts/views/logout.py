"""Sign out here."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from vamv.security import signing


@view_config(
    route_name="accounts.logout",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    renderer="vamv:templates/accounts/logout.pt",
)
def ask(request: Any) -> Any:
    if request.identity is None:
        return HTTPSeeOther(request.route_path("accounts.logged_out"))
    return {}


@view_config(route_name="accounts.logout", request_method="POST", permission=NO_PERMISSION_REQUIRED)
def sign_out(request: Any) -> Any:
    response = HTTPSeeOther(request.route_path("accounts.logged_out"))
    signing.sign_out(request, response)
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return response


@view_config(
    route_name="accounts.logged_out",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    renderer="vamv:templates/accounts/logged_out.pt",
)
def signed_out(request: Any) -> Any:
    return {}
