"""What must not stand in any page."""

from html.parser import HTMLParser

# Elements whose content, or presence alone, would be code or style of the page itself.
_LOADERS = ("script", "iframe", "object", "embed", "base", "style")


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "formaction") and (value or "").strip().lower().startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                self.found.append(f"<{tag} {name}={value!r}>")
        if tag in _LOADERS and not (tag == "script" and given.get("src")):
            self.found.append(f"<{tag}>")

    handle_startendtag = handle_starttag


def inline_code(html: str) -> list[str]:
    """Return scripts and styles that stand in the page itself, and elements that no page of ours uses."""
    finder = _Finder()
    finder.feed(html)
    return finder.found


class _Title(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self._reading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # An icon may have a title of its own; the page's is the first.
        self._reading = tag == "title" and not self.title

    def handle_endtag(self, tag: str) -> None:
        self._reading = False

    def handle_data(self, data: str) -> None:
        if self._reading:
            self.title += data


def page_title(html: str) -> str:
    """Return what stands in the title bar and in the browser's history."""
    reader = _Title()
    reader.feed(html)
    return reader.title.strip()


_VOID = ("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")


class _Words(HTMLParser):
    _SHOWN = ("title", "aria-label", "placeholder", "alt")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._language: str | None = None
        self._foreign: list[str] = []  # open elements, from one in another language inwards

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang")
        self._language = self._language or language
        if self._foreign or language not in (None, self._language):
            if tag not in _VOID:
                self._foreign.append(tag)
            return
        self.found += [value for name, value in attrs if name in self._SHOWN and value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._foreign and self._foreign[-1] == tag:
            self._foreign.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._foreign:
            self.found.append(" ".join(data.split()))


def words_shown(html: str) -> list[str]:
    """Return what a page says to people, also in attributes that are read out, piece by piece.

    What is marked as another language than the page's (a ``lang`` of its own, WCAG 3.1.2) is left out.
    """
    reader = _Words()
    reader.feed(html)
    return reader.found
