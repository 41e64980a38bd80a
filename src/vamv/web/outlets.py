"""Outlets and panels: named places in a page, and the small rendered pieces that fill them.

A panel that fails leaves the page whole: it is left out, and what went wrong is logged by type.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pyramid.exceptions import ConfigurationError
from pyramid.renderers import render

from vamv.security.resources import Root
from vamv.web.order import Position, add_in_order

OUTLETS = "vamv.outlets"
PANELS = "vamv.panels"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outlet:
    """A place in a page, and the names of the arguments that its panels are called with."""

    name: str
    args: tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """A piece for an outlet: `callable(context, request, **args)` returns template variables or None."""

    name: str
    outlet: str
    callable: Callable[..., dict[str, Any] | None]
    renderer: str
    permission: str | None
    position: Position


def declare_outlet(config: Any, name: str, args: tuple[str, ...] = ()) -> None:
    """Declare a place in a page that panels may fill."""
    outlet = Outlet(name, tuple(args))

    def register() -> None:
        config.registry.setdefault(OUTLETS, {})[name] = outlet

    intr = config.introspectable("vamv outlets", name, name, "outlet")
    intr.update(outlet=outlet)
    config.action(("vamv outlet", name), register, introspectables=(intr,))


def add_panel(
    config: Any,
    callable: Callable[..., dict[str, Any] | None],  # noqa: A002 - the argument's name is public
    name: str,
    outlet: str,
    renderer: str,
    permission: str | None = None,
    before: str | None = None,
    after: str | None = None,
    optional: bool = False,
) -> None:
    """Put a panel into a declared outlet.

    `permission`: shown only to those who have it. `optional`: left out without a word where the outlet does
    not exist, because the part that declares it is not installed; otherwise that stops the start.
    """
    if ":" not in renderer:
        renderer = f"{config.package_name}:{renderer}"
    panel = Panel(name, outlet, config.maybe_dotted(callable), renderer, permission, Position(before, after))

    def register() -> None:
        if outlet not in config.registry.get(OUTLETS, {}):
            if optional:
                return
            raise ConfigurationError(f"panel {name}: there is no outlet {outlet}")
        add_in_order(config.registry.setdefault(PANELS, {}).setdefault(outlet, []), panel)

    intr = config.introspectable("vamv panels", name, name, "panel")
    intr.update(panel=panel)
    # Order 1: every outlet is declared by then, whichever part was included first.
    config.action(("vamv panel", name), register, introspectables=(intr,), order=1)


def render_outlet(context: Any, request: Any, name: str, /, **args: Any) -> Markup:
    """Return the panels of an outlet, one after the other; KeyError for an outlet nobody has declared."""
    outlet = request.registry[OUTLETS][name]
    if set(args) != set(outlet.args):
        raise TypeError(f"outlet {name} takes {outlet.args}")
    panels = request.registry.get(PANELS, {}).get(name, ())
    return Markup("").join(_render_panel(panel, context, request, args) for panel in panels)


def _render_panel(panel: Panel, context: Any, request: Any, args: dict[str, Any]) -> Markup:
    if panel.permission is not None and not request.has_permission(panel.permission, Root(request)):
        return Markup()
    try:
        with request.dbsession.begin_nested():
            values = panel.callable(context, request, **args)
            if values is None:
                return Markup()
            return Markup(render(panel.renderer, {**args, **values}, request=request))  # noqa: S704 - rendered
    except Exception as error:  # noqa: BLE001 - a plugin may raise anything; the page stays whole
        log.error("panel %s left out: %s", panel.name, type(error).__name__)
        return Markup()
