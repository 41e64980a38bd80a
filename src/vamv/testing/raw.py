"""Requests that no browser sends: straight into the application, unchecked."""

import io
from collections.abc import Mapping
from typing import Any

from webob import Request, Response

FORM = "application/x-www-form-urlencoded"


class Raw:
    """Sends anything at all; what is malformed stays malformed. `environ` stands in every request."""

    def __init__(self, app: Any, environ: Mapping[str, Any], host: str = "portal.example") -> None:
        self._app = app
        self._environ = {"HTTP_HOST": host, **environ}

    def send(
        self,
        method: str = "GET",
        path: str = "/",
        *,
        query: str = "",
        body: bytes | None = None,
        **environ: Any,
    ) -> Response:
        """Send one request; `environ` holds what WSGI would hand over (`HTTP_ORIGIN`, `CONTENT_LENGTH`)."""
        sent = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "portal.example",
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(body or b""),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if body is not None:
            sent |= {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": FORM}
        environ = {**sent, **self._environ, **environ}
        answered: list[Any] = []
        chunks = self._app(environ, lambda status, headers, _error=None: answered.append((status, headers)))
        status, headers = answered[-1]
        response = Response(body=b"".join(chunks), status=status, headerlist=headers)
        if hasattr(chunks, "close"):
            chunks.close()
        response.request = Request(environ)
        return response
