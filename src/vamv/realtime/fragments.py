"""Rendered markup as nested lists, so that a page can build it without parsing HTML.

There is one rendering of a message: the macro of the page. The browser refuses HTML from scripts (trusted
types), so what travels is `["li", {"class": "line"}, ["p", {}, "Guten Abend"]]`: tag, attributes, children.
"""

from html.parser import HTMLParser
from typing import Any

_EMPTY = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Any] = ["", {}]
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node: list[Any] = [tag, {name: value or "" for name, value in attrs}]
        self._open[-1].append(node)
        if tag not in _EMPTY:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].append([tag, {name: value or "" for name, value in attrs}])

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        inside = any(node[0] in ("p", "pre", "span", "a", "button", "time", "bdi") for node in self._open)
        if inside or data.strip():
            self._open[-1].append(data)


def tree(html: str) -> list[Any]:
    """Return the one element of `html` as `[tag, attributes, child, …]`; a child is a list or a text.

    Raises ValueError for anything but one whole element: what a template of ours renders.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    nodes = reader.root[2:]
    if len(nodes) != 1 or not isinstance(nodes[0], list) or len(reader._open) != 1:
        raise ValueError("a row is one element")
    found: list[Any] = nodes[0]
    return found
