"""Random requests, grown from what the portal itself shows: its addresses, its forms and their fields."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from vamv.db.types import new_id
from vamv.testing.crawl import Address

# Each of these has broken some portal.
VALUES = (
    "", " ", "0", "1", "-1", "1.5", "1e9", "9" * 500, "on", "true", "null", "de", "en", "xx", "a",
    "ab" * 400, "x" * 12000, "ä" * 300, "ß", "İ", "😀" * 200, "\u202egnp", "\u2066\u2069", "\ufeff", "\u0000",
    "a\x00b", "\x1b[31m", "\x7f", "\ud7ff", "\r\nSet-Cookie: a=b", "line\nline\n\n\nline", "'", '"',
    "' OR 1=1 --", "'; DROP TABLE person; --", "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>", "${1/0}", "{{7*7}}", "{0}", "%s%s%n", "%", "%00", "%ff",
    "../../../etc/passwd", "//evil.example", "/help", "https://evil.example/", "javascript:alert(1)",
    "[" * 600, "> " * 300, "*" * 900, "`" * 999, "a@b.de", "2026-02-30", "25:61", "\t", "\u2028", "ﷺ",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A", "ǅ", "１２３", "٣",
)  # fmt: skip
QUERY_NAMES = (
    "to",
    "q",
    "page",
    "before",
    "after",
    "from",
    "next",
    "came_from",
    "kind",
    "sort",
    "_LOCALE_",
    "locale",
    "draft_key",
)
METHODS = ("GET",) * 8 + ("POST",) * 9 + ("HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW")
HEADERS = {
    "HTTP_ACCEPT_LANGUAGE": ("en", "ar", "xx;q=9", ",", "de-simple", "\xff"),
    "HTTP_ACCEPT": ("*/*", "application/json", "\x00"),
    "HTTP_HOST": ("evil.example", "portal.example:99999", "", "PORTAL.EXAMPLE"),
    "HTTP_SEC_FETCH_SITE": ("cross-site", "same-origin", "none", "?"),
    "HTTP_X_BACKGROUND": ("1", "x"),
    "HTTP_IF_NONE_MATCH": ("*", '"x"'),
    "HTTP_IF_MODIFIED_SINCE": ("yesterday", "Thu, 99 Foo 9999 99:99:99 GMT"),
    "HTTP_RANGE": ("bytes=0-1", "bytes=-", "x"),
    "HTTP_X_FORWARDED_FOR": ("1.2.3.4", "x" * 500),
    "CONTENT_TYPE": (
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/json",
        "text/plain",
        "\xff",
    ),
    "CONTENT_LENGTH": ("-1", "x", "99999999"),
}


_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_FIELD = re.compile(r"<(?:input|textarea|select|button)\b[^>]*>")


@dataclass(frozen=True)
class Sent:
    """One request, as `vamv.testing.raw.Raw.send` takes it."""

    method: str
    path: str
    query: str
    body: bytes | None
    environ: Mapping[str, str]


@dataclass
class Forms:
    """The names of form fields by the path they are sent to."""

    fields: dict[str, set[str]] = field(default_factory=dict)

    def learn(self, path: str, html: str) -> None:
        """Add the forms of a page that was found at `path`."""
        for form in _FORM.finditer(html):
            action = _attribute("action", form[1]) or path
            names = self.fields.setdefault(action.partition("?")[0], set())
            names.update(filter(None, (_attribute("name", field[0]) for field in _FIELD.finditer(form[2]))))


def _attribute(name: str, tag: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else None


class Fuzzer:
    """Makes requests; the same seed makes the same ones for the same portal."""

    def __init__(self, seed: int, addresses: Sequence[Address], forms: Forms) -> None:
        self._random = random.Random(seed)  # noqa: S311 - must be repeatable
        self._addresses = addresses
        self._forms = forms

    def requests(self, number: int, tokens: Sequence[tuple[str | None, str]]) -> Iterator[Sent]:
        """Make `number` requests; `tokens`: cookies (None for none) and the form token of each."""
        for _ in range(number):
            yield self._request(*self._random.choice(tokens))

    def _request(self, cookie: str | None, token: str) -> Sent:
        draw = self._random
        method = draw.choice(METHODS)
        path = self._path()
        environ = {"HTTP_ORIGIN": "https://portal.example"}
        if cookie is not None:
            environ["HTTP_COOKIE"] = f"__Host-s={cookie}"
        elif draw.random() < 0.1:
            environ["HTTP_COOKIE"] = f"__Host-s={draw.choice(VALUES)[:900]}".encode(
                "utf-8", "replace"
            ).decode("latin-1")
        for name, values in HEADERS.items():
            if draw.random() < 0.02:
                environ[name] = draw.choice(values)
        query = ""
        if draw.random() < 0.3:
            query = self._encoded(
                [(draw.choice(QUERY_NAMES), draw.choice(VALUES)) for _ in range(draw.randint(1, 3))]
            )
        body = self._body(path, token) if method == "POST" else None
        return Sent(method, path, query, body, environ)

    def _path(self) -> str:
        draw = self._random
        if self._forms.fields and draw.random() < 0.4:
            path = draw.choice(sorted(self._forms.fields))
        else:
            path = draw.choice(self._addresses).path({"id": draw.choice((new_id(), "x", "1"))})
        if draw.random() < 0.2:
            spoilt = draw.choice(VALUES)[:300].replace("?", "")
            path = (
                re.sub(r"[^/]+\Z", lambda _match: spoilt, path)
                if draw.random() < 0.5
                else path + "/" + spoilt
            )
        # WSGI hands over bytes in the clothes of latin-1.
        return path.encode("utf-8", "surrogatepass").decode("latin-1")

    def _body(self, path: str, token: str) -> bytes:
        draw = self._random
        names = sorted(self._forms.fields.get(path, ())) or list(QUERY_NAMES)
        pairs = [(name, draw.choice(VALUES)) for name in names if draw.random() < 0.85]
        if draw.random() < 0.9:
            pairs = [pair for pair in pairs if pair[0] != "csrf_token"] + [("csrf_token", token)]
        if draw.random() < 0.1:
            pairs += [(draw.choice(VALUES)[:50], draw.choice(VALUES))] * draw.choice((1, 2, 250))
        body = self._encoded(pairs).encode("ascii")
        return body + draw.choice((b"&a=%ff", b"\xff", b"&=", b"%")) if draw.random() < 0.05 else body

    def _encoded(self, pairs: list[tuple[str, str]]) -> str:
        if self._random.random() < 0.05:
            return (
                "&".join(f"{quote(name)}={value}" for name, value in pairs)
                .encode("ascii", "replace")
                .decode()
            )
        return urlencode(pairs, errors="surrogatepass")
