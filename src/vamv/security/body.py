"""The body of a request: read once, into memory, before anything else touches it.

WebOb and the retry policy would put a body of some length into a temporary file, so that what people write
would lie on the disk in plain text; and they raise where it is cut off or its length is no number.
"""

import io
from collections.abc import Callable
from typing import Any

from pyramid.httpexceptions import (
    HTTPBadRequest,
    HTTPException,
    HTTPLengthRequired,
    HTTPRequestEntityTooLarge,
)
from pyramid.interfaces import IExecutionPolicy

LIMIT = 64 * 1024
PROBLEM = "vamv.body_problem"


def wrap_execution_policy(registry: Any) -> None:
    """Let the body be read before the execution policy of the application begins."""
    inner = registry.getUtility(IExecutionPolicy)

    def policy(environ: dict[str, Any], router: Any) -> Any:
        environ[PROBLEM] = read_body(environ)
        return inner(environ, router)

    registry.registerUtility(policy, IExecutionPolicy)


def read_body(environ: dict[str, Any]) -> Callable[[], HTTPException] | None:
    """Replace the input by what was read from it; return the error to answer with, None if all is well."""
    length = environ.get("CONTENT_LENGTH") or "0"
    source = environ["wsgi.input"]
    environ["wsgi.input"] = io.BytesIO()
    environ["CONTENT_LENGTH"] = "0"
    if environ.pop("HTTP_TRANSFER_ENCODING", None):
        return HTTPLengthRequired
    if not length.isascii() or not length.isdigit() or len(length) > 12:
        return HTTPBadRequest
    if int(length) > LIMIT:
        return HTTPRequestEntityTooLarge
    body = source.read(int(length)) if int(length) else b""
    if len(body) != int(length):
        return HTTPBadRequest
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = length
    environ["webob.is_body_seekable"] = True
    return None
