"""Every address of a portal: for tests that hold for all of them, whoever added them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.db.types import new_id
from vamv.plugins.loader import installed_entry_points

# Values for the variable parts of addresses; what is not here becomes a random identifier.
EXAMPLES = {"slug": "house-rules", "locale": "de", "number": "1", "kind": "nothing"}
_VARIABLE = re.compile(r"\{([a-z_]+)(?::[^}]*)?\}|\*([a-z_]+)")
_VARIABLE_PART = re.compile(r"\b[a-z2-7]{26}\b|\b\d+\b")
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
FOREIGN = ("__static", "debugtoolbar", "__debugtoolbar")


@dataclass(frozen=True)
class Address:
    """One route: its name and pattern, and the methods and permissions of its views.

    `methods` None: a view that names none. `exempt`: a view that needs no CSRF token.
    """

    name: str
    pattern: str
    methods: frozenset[str] | None
    permissions: frozenset[str]
    exempt: bool

    @property
    def open_to_all(self) -> bool:
        """Needs no permission."""
        return self.permissions <= {NO_PERMISSION_REQUIRED}

    def takes(self, method: str) -> bool:
        return self.methods is None or method in self.methods

    def path(self, values: Mapping[str, str] | None = None) -> str:
        """Return a path of this route; `values` for its variable parts, before the examples."""
        known = {**EXAMPLES, **(values or {})}

        def fill(match: re.Match[str]) -> str:
            return known.get(match[1] or match[2]) or new_id()

        return "/" + _VARIABLE.sub(fill, self.pattern).lstrip("/")


def installed_plugins() -> list[str]:
    """Return the plugins on this machine: for tests that must hold with everything there is."""
    return sorted(point.name for point in installed_entry_points())


def addresses(registry: Any) -> list[Address]:
    """Return all routes of the core and of the plugins that are on, by name; static files are left out."""
    introspector = registry.introspector
    views: dict[str, list[Any]] = {}
    for item in introspector.get_category("views") or ():
        views.setdefault(item["introspectable"]["route_name"], []).append(item["introspectable"])
    found = []
    for item in introspector.get_category("routes") or ():
        route = item["introspectable"]
        if not route["name"].startswith(FOREIGN):
            found.append(_address(introspector, route, views.get(route["name"], [])))
    return sorted(found, key=lambda address: address.name)


def _address(introspector: Any, route: Any, views: list[Any]) -> Address:
    methods: set[str] | None = set()
    for view in views:
        stated = view["request_methods"]
        if stated is None:
            methods = None
            break
        assert methods is not None
        methods |= {stated} if isinstance(stated, str) else set(stated)
    if methods is not None and "GET" in methods:
        methods.add("HEAD")
    return Address(
        name=route["name"],
        pattern=route["pattern"],
        methods=None if methods is None else frozenset(methods),
        permissions=frozenset(
            permission for view in views for permission in _permissions(introspector, view)
        ),
        exempt=any(view["require_csrf"] is False for view in views),
    )


def _permissions(introspector: Any, view: Any) -> Iterator[str]:
    for related in introspector.related(view):
        if related.category_name == "permissions":
            yield related["value"]


def follow(browser: Any, start: str = "/", most: int = 150, alike: int = 3) -> Iterator[Any]:
    """Walk the portal by its links, as a person would, and return the answers.

    `most`: how many pages. `alike`: how many pages of one kind, which is the path without identifiers.
    """
    waiting, seen, kinds = [start], {start}, Counter[str]()
    while waiting and most:
        path = waiting.pop(0)
        kind = _VARIABLE_PART.sub("…", path.partition("?")[0])
        kinds[kind] += 1
        if kinds[kind] > alike:
            continue
        most -= 1
        answer = browser.get(path, status="*")
        yield answer
        if answer.content_type == "text/html":
            for link in _LINK.findall(answer.text):
                target = unescape(link).partition("#")[0]
                if target.startswith("/") and not target.startswith("/static/") and target not in seen:
                    seen.add(target)
                    waiting.append(target)
