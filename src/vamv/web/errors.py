"""Pages for what goes wrong: what happened, what became of the text, what to do."""

import logging
import secrets
from typing import Any

from pyramid.exceptions import BadCSRFOrigin, BadCSRFToken, PredicateMismatch
from pyramid.httpexceptions import HTTPException, HTTPForbidden, HTTPNotFound, HTTPRedirection
from pyramid.renderers import render_to_response
from pyramid.response import Response
from sqlalchemy.exc import OperationalError

from vamv.i18n.strings import _
from vamv.security.csrf import FromOutside
from vamv.web.dormant import is_dormant
from vamv.web.methods import allowed_methods
from vamv.web.resume import wants_sending_again, wants_sign_in

log = logging.getLogger(__name__)

TEMPLATE = "vamv:templates/error.pt"
OUTSIDE = "vamv:templates/from_outside.pt"
DORMANT = "vamv:templates/dormant.pt"

TEXTS = {
    400: (
        _("error-400-title", default="Das konnten wir nicht lesen"),
        _(
            "error-400-text",
            default="Ihr Browser hat etwas gesendet, das wir nicht verstehen. Es wurde nichts gespeichert. "
            "Bitte gehen Sie zurück und versuchen Sie es noch einmal.",
        ),
    ),
    403: (
        _("error-403-title", default="Diese Seite ist nicht für Sie freigegeben"),
        _(
            "error-403-text",
            default="Ihr Zugang reicht für diese Seite nicht aus. Es wurde nichts verändert.",
        ),
    ),
    404: (
        _("error-404-title", default="Diese Seite gibt es nicht"),
        _("error-404-text", default="Vielleicht wurde sie entfernt, oder die Adresse ist nicht vollständig."),
    ),
    405: (
        _("error-405-title", default="So lässt sich diese Seite nicht aufrufen"),
        _("error-405-text", default="Es wurde nichts verändert. Bitte beginnen Sie auf der Startseite."),
    ),
    429: (
        _("error-429-title", default="Das war gerade sehr oft"),
        _(
            "error-429-text",
            default="Zum Schutz aller machen wir hier eine kurze Pause. Bitte gehen Sie zurück, "
            "Ihr Text steht dann noch im Feld, und versuchen Sie es in einer Minute wieder.",
        ),
    ),
    500: (
        _("error-500-title", default="Bei uns ist etwas schiefgegangen"),
        _(
            "error-500-text",
            default="Das liegt nicht an Ihnen. Was Sie gerade geschrieben haben, wurde nicht gespeichert. "
            "Bitte gehen Sie zurück, Ihr Text steht meist noch im Feld, und versuchen Sie es in ein paar "
            "Minuten wieder.",
        ),
    ),
    503: (
        _("error-503-title", default="Gerade ist sehr viel los"),
        _(
            "error-503-text",
            default="Wir konnten Ihre Anfrage noch nicht annehmen. Bitte gehen Sie zurück und "
            "versuchen Sie es in einer Minute wieder.",
        ),
    ),
}

# Only for texts of ours: nothing in it is escaped.
_BARE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p><p>{reference}</p>
<p><a href="/">Start</a></p>
<p><a href="tel:112">112</a> <a href="tel:08001110111">0800 111 0 111</a></p></main></body></html>
"""


def error_page(
    request: Any, status: int, reference: str | None = None, retry_after: int | None = None
) -> Any:
    """Return the page for an HTTP status.

    `reference`: a number that also stands in the log. `retry_after`: seconds.
    """
    title, text = TEXTS.get(status) or TEXTS[500 if status >= 500 else 400]
    translate = request.localizer.translate
    values = {"title": translate(title), "text": translate(text), "reference": reference}
    try:
        response = render_to_response(TEMPLATE, values, request=request)
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets an answer
        # What broke the page, such as the database, may break the layout of this one too.
        log.error("error page %s could not be rendered: %s", status, type(error).__name__)
        response = Response(_BARE.format(**{**values, "reference": reference or ""}))
    response.status_int = status
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def http_error(error: HTTPException, request: Any) -> Any:
    """Answer an HTTP error with its page; a redirection is an answer already."""
    if isinstance(error, HTTPRedirection) or error.status_int < 400:
        return error
    response = error_page(request, error.status_int)
    for name in ("Retry-After", "Allow"):
        if name in error.headers:
            response.headers[name] = error.headers[name]
    return response


def not_found(error: HTTPNotFound, request: Any) -> Any:
    """Answer 404; 405 where only the method is wrong; a page of its own for a part that is switched off."""
    if isinstance(error, PredicateMismatch) and request.matched_route is not None:
        allowed = allowed_methods(request.registry, request.matched_route.name)
        if allowed and request.method not in allowed:
            response = error_page(request, 405)
            response.allow = sorted(allowed)
            return response
    if request.matched_route is None and is_dormant(request.registry, request.path_info):
        response = render_to_response(DORMANT, {}, request=request)
        response.status_int = 404
        return response
    return error_page(request, 404)


def forbidden(error: HTTPForbidden, request: Any) -> Any:
    """Send somebody without a session to the log-in page, with what they had written."""
    if request.identity is None or request.identity.stage != "full":
        return wants_sign_in(request)
    return error_page(request, 403)


def bad_token(error: BadCSRFToken, request: Any) -> Any:
    """A form of this portal whose session is over, or has a new token: go on with it. Others are refused."""
    if request.headers.get("Origin") is None:
        return error_page(request, 400)
    if request.identity is None or request.identity.stage != "full":
        return wants_sign_in(request)
    return wants_sending_again(request)


def bad_origin(error: BadCSRFOrigin, request: Any) -> Any:
    """Another site has sent this."""
    return error_page(request, 400)


def from_outside(error: FromOutside, request: Any) -> Any:
    """A link on another site: the person decides whether to go on to the page."""
    response = render_to_response(OUTSIDE, {"address": request.path_qs}, request=request)
    response.status_int = 403
    return response


def crash(error: Exception, request: Any) -> Any:
    """Answer what nobody expected; the log gets type and place, never the message, which may quote people."""
    reference = secrets.token_hex(4)
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else "unknown place"
    route = request.matched_route.name if getattr(request, "matched_route", None) is not None else "no route"
    log.error("%s in %s at %s, reference %s", type(error).__name__, route, where, reference)
    return error_page(request, 500, reference)


def database_busy(error: Exception, request: Any) -> Any:
    """The database did not answer in time: nothing is stored, and it is worth trying again."""
    log.error("database: %s", type(getattr(error, "orig", None) or error).__name__)
    return error_page(request, 503, retry_after=30)


def includeme(config: Any) -> None:
    config.add_exception_view(http_error, context=HTTPException)
    config.add_notfound_view(not_found, append_slash=False)
    config.add_exception_view(forbidden, context=HTTPForbidden)
    config.add_exception_view(from_outside, context=FromOutside)
    config.add_exception_view(bad_token, context=BadCSRFToken)
    config.add_exception_view(bad_origin, context=BadCSRFOrigin)
    config.add_exception_view(database_busy, context=OperationalError)
    config.add_exception_view(database_busy, context=TimeoutError)
    if not config.registry.settings["vamv.development"]:
        config.add_exception_view(crash, context=Exception)
