"""First of all: refuse what no browser of ours sends, before anything tries to read it.

A bare WebOb raises on undecodable bytes, missing multipart boundaries, deep JSON and control characters;
each would be a server error.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pyramid.httpexceptions import (
    HTTPBadRequest,
    HTTPException,
    HTTPMethodNotAllowed,
    HTTPRequestEntityTooLarge,
    HTTPRequestHeaderFieldsTooLarge,
    HTTPUnsupportedMediaType,
)
from pyramid.response import Response

from vamv.security.body import PROBLEM

METHODS = frozenset({"GET", "HEAD", "POST"})
HEADER_LIMIT = 16 * 1024
FIELD_LIMIT = 200
# No template and no catalogue: whatever is wrong with this request must not break its answer as well.
_PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Das hat nicht geklappt</title></head><body>
<h1>Das hat nicht geklappt</h1>
<p>Ihr Browser hat etwas gesendet, das wir nicht lesen können. Es wurde nichts gespeichert.
Bitte gehen Sie zurück; Ihr Text steht meist noch im Feld. Sehr lange Texte bitte teilen.</p>
<p lang="en">Your browser has sent something that we cannot read. Nothing has been saved. Please go back; your
text is usually still there. Please split very long texts.</p>
<p><a href="/">Zur Startseite</a></p></body></html>
"""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PORT = re.compile(r":[0-9]{1,5}\Z")
_CHARSET = re.compile(r"charset\s*=\s*\"?([^;\"\s]*)")
URL_ENCODED = "application/x-www-form-urlencoded"
UTF_8 = ("utf-8", "utf8")
FORM_TYPES = frozenset({URL_ENCODED, "multipart/form-data"})


def sanity_tween(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Answer malformed requests and forged hosts with a 4xx."""
    hosts = frozenset(registry.settings["vamv.hosts"])
    scheme = urlsplit(registry.settings["vamv.base_url"]).scheme

    def tween(request: Any) -> Any:
        # The proxy ends the encryption; cookies and addresses follow what people type, not what it passes on.
        request.environ["wsgi.url_scheme"] = scheme
        try:
            check(request, hosts)
        except HTTPException as refusal:
            return _plain_page(request, refusal)
        return handler(request)

    return tween


def check(request: Any, hosts: frozenset[str]) -> None:
    """Raise the fitting HTTP error for a request that cannot be right."""
    environ = request.environ
    if request.method not in METHODS:
        raise HTTPMethodNotAllowed()
    if (
        sum(len(key) + len(str(value)) for key, value in environ.items() if key.startswith("HTTP_"))
        > HEADER_LIMIT
    ):
        raise HTTPRequestHeaderFieldsTooLarge()
    if _PORT.sub("", environ.get("HTTP_HOST", "")) not in hosts:
        raise HTTPBadRequest("unknown host")
    try:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8")
        query = environ.get("QUERY_STRING", "").encode("latin-1").decode("ascii")
        fields = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=FIELD_LIMIT)
        _no_controls(path, *(part for pair in fields for part in pair))
        _ = request.cookies.get("s")
    except (UnicodeError, ValueError) as error:
        raise HTTPBadRequest("undecodable address") from error
    _check_body(request)


def _plain_page(request: Any, refusal: HTTPException) -> Response:
    response = Response(_PAGE, status=refusal.status_int, content_type="text/html", charset="utf-8")
    if refusal.status_int == 405:
        response.allow = sorted(METHODS)
    return response


def _no_controls(*texts: str) -> None:
    if any(_CONTROL.search(text) for text in texts):
        raise ValueError("control character")


def _check_body(request: Any) -> None:
    environ = request.environ
    problem = environ.get(PROBLEM)
    if problem is not None:
        raise problem()
    body = request.body
    if not body:
        return
    kind = environ.get("CONTENT_TYPE", "").lower()
    charset = _CHARSET.search(kind)
    if kind.partition(";")[0].strip() not in FORM_TYPES or (charset and charset[1] not in UTF_8):
        raise HTTPUnsupportedMediaType()
    try:
        fields = _fields(request, body)
        _no_controls(*(part for pair in fields for part in pair))
    # The parser of multipart forms fails in many ways, with whatever exception its code runs into.
    except Exception as error:
        raise HTTPBadRequest("unreadable form") from error
    if len(fields) > FIELD_LIMIT:
        raise HTTPRequestEntityTooLarge()


def _fields(request: Any, body: bytes) -> list[tuple[str, str]]:
    if request.content_type == URL_ENCODED:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict")
    return [(name, value if isinstance(value, str) else "") for name, value in request.POST.items()]
