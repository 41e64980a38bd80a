"""Where the page sends what somebody is writing."""

from typing import Any

from pyramid.httpexceptions import HTTPBadRequest, HTTPForbidden, HTTPNoContent, HTTPRequestEntityTooLarge
from pyramid.view import view_config

from vamv.drafts import services
from vamv.security.signing import private_key


@view_config(route_name="drafts.save", permission="drafts.own", request_method="POST", rate_limit="60/minute")
def save(context: Any, request: Any) -> HTTPNoContent:
    """Keep the fields of a form under its key; 204, 413 when it is longer than any form takes."""
    key = request.POST.get("draft_key")
    if not isinstance(key, str) or not key or len(key) > services.KEY_LIMIT:
        raise HTTPBadRequest
    own = private_key(request)
    if own is None:
        raise HTTPForbidden
    try:
        services.save(
            request.dbsession,
            request.vault,
            person_id=request.identity.person_id,
            private_key=own,
            key=key,
            fields={name: value for name, value in request.POST.items() if isinstance(value, str)},
            now=request.now,
        )
    except services.TooLong:
        raise HTTPRequestEntityTooLarge from None
    return HTTPNoContent()
