"""Against forged requests: a token that belongs to this browser, and the origin the browser names."""

import hmac
from typing import Any

from pyramid.csrf import check_csrf_token
from pyramid.exceptions import BadCSRFOrigin
from pyramid.httpexceptions import HTTPForbidden
from pyramid.interfaces import ICSRFStoragePolicy
from pyramid.security import NO_PERMISSION_REQUIRED
from zope.interface import implementer

from vamv.security.cookies import read_cookie, visitor_token
from vamv.vault.tokens import csrf_token

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@implementer(ICSRFStoragePolicy)
class DerivedCSRFPolicy:
    """The token is derived from the cookie's, so there is nothing to store and nothing to go stale."""

    def get_csrf_token(self, request: Any) -> str:
        return csrf_token(visitor_token(request))

    def new_csrf_token(self, request: Any) -> str:
        return self.get_csrf_token(request)

    def check_csrf_token(self, request: Any, supplied: str) -> bool:
        token, _locale = read_cookie(request)
        if token is None:
            return False
        return hmac.compare_digest(csrf_token(token).encode(), supplied.encode("utf-8", "replace"))


def own_origins(request: Any) -> frozenset[str]:
    """Return the origins of this portal: the declared one, and the one the request came to.

    The sanity tween has already refused a host that is not ours.
    """
    return frozenset({request.registry.settings["vamv.base_url"], request.host_url})


def check_origin(request: Any) -> None:
    """Refuse a request that another site has sent; raise BadCSRFOrigin.

    Pyramid checks the origin only over https; this one works behind any proxy and in development too. A
    request without `Origin` comes from no browser of today, and still needs the token. Our own
    `Referrer-Policy: no-referrer` makes browsers send `Origin: null` with every form of ours; then
    `Sec-Fetch-Site` tells where it comes from, or the token alone where the browser does not send it.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site in ("cross-site", "same-site"):
        raise BadCSRFOrigin("another site")
    origin = request.headers.get("Origin")
    if origin == "null":
        return
    if origin is not None and origin not in own_origins(request):
        raise BadCSRFOrigin("foreign origin")


class FromOutside(HTTPForbidden):
    """Another site has led a person who is signed in to a page that is not public."""


def csrf_view(view: Any, info: Any) -> Any:
    """Check origin and token of every unsafe request, unless the view opts out with `require_csrf=False`.

    An opt-out still has its origin checked. A page that needs a permission is not opened by a link on another
    site for somebody who is signed in: raises FromOutside, whose page offers to go on.
    """
    require = info.options.get("require_csrf")
    public = info.options.get("permission") == NO_PERMISSION_REQUIRED
    if info.exception_only:
        return view

    def wrapped(context: Any, request: Any) -> Any:
        if request.method not in SAFE_METHODS:
            check_origin(request)
            if require is not False:
                check_csrf_token(request, raises=True)
        elif not public and request.headers.get("Sec-Fetch-Site") == "cross-site" and request.identity:
            raise FromOutside()
        return view(context, request)

    return wrapped


csrf_view.options = ("require_csrf",)  # type: ignore[attr-defined]
