"""A browser for journeys through the portal, without scripts: WebTest with what real browsers send."""

from typing import Any

from webtest import TestApp

from vamv.vault.tokens import csrf_token


class Browser(TestApp):
    """A WebTest application that speaks https to the portal's host and names its own origin.

    `person_id` is the person signed in by the fixture that made it, None for a visitor.
    """

    __test__ = False

    def __init__(self, app: Any, environ: dict[str, Any], host: str = "portal.example") -> None:
        self.person_id: str | None = None
        super().__init__(
            app,
            extra_environ={
                "HTTP_HOST": host,
                "wsgi.url_scheme": "https",
                "REMOTE_ADDR": "127.0.0.1",
                **environ,
            },
        )

    def set_token(self, token: str) -> None:
        """Put a session token into this browser's cookie."""
        self.set_cookie("__Host-s", token)

    @property
    def token(self) -> str | None:
        """The token in this browser's cookie."""
        # WebTest quotes what a test sets itself.
        values = (cookie.value or "" for cookie in self.cookiejar if cookie.name == "__Host-s")
        return next((value.strip('"') for value in values), None)

    @property
    def csrf_token(self) -> str:
        """The token that a form of this browser's session carries."""
        assert self.token is not None
        return csrf_token(self.token.partition("~")[0])
