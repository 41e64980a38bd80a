"""Menus: declared entries, shown to those who may follow them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vamv.security.resources import Root
from vamv.web.addresses import path
from vamv.web.order import Position, add_in_order

NAVIGATION = "vamv.navigation"
MENUS = ("main", "account", "staff", "footer")


@dataclass(frozen=True)
class NavItem:
    """An entry of a menu as declared; `badge(request)` returns a small number, words as short, or None."""

    name: str
    label: Any
    route: str
    menu: str
    icon: str
    permission: str | None
    badge: Callable[[Any], int | str | None] | None
    position: Position


@dataclass(frozen=True)
class NavEntry:
    """An entry of a menu as shown on one page."""

    name: str
    label: str
    href: str
    icon: str
    current: bool
    badge: int | str | None


def add_nav_item(
    config: Any,
    name: str,
    label: Any,
    route: str,
    menu: str,
    icon: str = "circle-help",
    permission: str | None = None,
    before: str | None = None,
    after: str | None = None,
    badge: Callable[[Any], int | str | None] | None = None,
) -> None:
    """Add an entry to a menu (`main`, `account`, `staff` or `footer`), hidden without `permission`."""
    if menu not in MENUS:
        raise ValueError(f"navigation entry {name}: there is no menu {menu}")
    item = NavItem(name, label, route, menu, icon, permission, badge, Position(before, after))

    def register() -> None:
        add_in_order(config.registry.setdefault(NAVIGATION, {}).setdefault(menu, []), item)

    intr = config.introspectable("vamv nav items", name, name, "nav item")
    intr.update(item=item)
    config.action(("vamv nav item", name), register, introspectables=(intr,), order=1)


def navigation(request: Any, menu: str) -> list[NavEntry]:
    """Return the entries of a menu that this person may follow."""
    items = request.registry.get(NAVIGATION, {}).get(menu, ())
    return [_entry(request, item) for item in items if _visible(request, item)]


def _visible(request: Any, item: NavItem) -> bool:
    # Menus ask what a role may do anywhere; the rules of the object on this page do not matter.
    return item.permission is None or bool(request.has_permission(item.permission, Root(request)))


def _entry(request: Any, item: NavItem) -> NavEntry:
    here = request.matched_route.name if request.matched_route is not None else ""
    # All pages of a part belong to its place, so its entry stays marked on each of them.
    return NavEntry(
        name=item.name,
        label=request.localizer.translate(item.label),
        href=path(request, item.route),
        icon=item.icon,
        current=here == item.route or here.startswith(f"{item.name}."),
        badge=item.badge(request) if item.badge is not None else None,
    )
