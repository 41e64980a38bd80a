"""What every template may use without its view handing it in: layout, macros, addresses, dates, menus."""

from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

from markupsafe import Markup

from vamv.calendar import dates
from vamv.i18n.locales import LANGUAGES, direction, lang
from vamv.i18n.negotiation import offered
from vamv.web import addresses
from vamv.web.assets import page_assets
from vamv.web.icons import icon_renderer
from vamv.web.navigation import navigation
from vamv.web.outlets import render_outlet
from vamv.web.site import site

LAYOUT = "vamv:templates/layout.pt"
MACROS = "vamv:templates/macros.pt"


@dataclass(frozen=True)
class LanguageChoice:
    """A language on offer, named in itself."""

    code: str
    label: str
    current: bool


@dataclass(frozen=True)
class Flash:
    """A message to show once; `kind` is ok, info, warn or error."""

    kind: str
    message: str


class Macros:
    """The macros by name; the template behind them is compiled at the first use."""

    def __init__(self, registry: Any, spec: str) -> None:
        self._registry = registry
        self._spec = spec

    def __getitem__(self, name: str) -> Any:
        return self._registry["vamv.templates"].get(self._spec)[name]


def add_globals(event: Any) -> None:
    """Add the renderer globals to the variables of a template (a BeforeRender subscriber)."""
    request = event["request"]
    if request is None or not hasattr(request, "registry"):
        return
    event.update(request_globals(request))


def request_globals(request: Any) -> dict[str, Any]:
    """Return the renderer globals of a request, made once."""
    found: dict[str, Any] | None = request.environ.get("vamv.globals")
    if found is None:
        found = request.environ["vamv.globals"] = _make(request)
    return found


def _make(request: Any) -> dict[str, Any]:
    locale = request.locale_name

    static = partial(addresses.static, request)

    def when(moment: Any, text: str) -> Markup:
        return _time(moment, text, locale)

    return {
        "layout": Macros(request.registry, LAYOUT),
        "macros": Macros(request.registry, MACROS),
        "lang": lang(locale),
        "direction": direction(locale),
        "site": site(request),
        "path": partial(addresses.path, request),
        "static": static,
        "icon": icon_renderer(static),
        "assets": page_assets(request),
        "csrf": Csrf(request),
        "nav": lambda menu: navigation(request, menu),
        "outlet": lambda name, **args: render_outlet(request.context, request, name, **args),
        "can": lambda permission, context=None: bool(request.has_permission(permission, context)),
        "flashes": lambda: [Flash(kind, message) for kind, message in request.pop_flash()],
        "languages": lambda: [
            LanguageChoice(code, LANGUAGES[code].name, code == locale)
            for code in offered(request.registry.settings)
        ],
        "session_seconds": _session_seconds(request),
        "date": partial(date, request),
        "time": lambda moment: when(moment, dates.clock_time(moment, locale)),
        "datetime": lambda moment: when(moment, dates.day_and_time(moment, request.now, locale)),
        "ago": partial(ago, request),
    }


def ago(request: Any, moment: Any) -> Markup:
    """Return how long ago a moment is, in words and as `<time>`."""
    return _time(moment, dates.ago(moment, request.now, request.locale_name), request.locale_name)


def date(request: Any, moment: Any) -> Markup:
    """Return the day of a moment, in words and as `<time>`."""
    return _time(moment, dates.day(moment, request.now, request.locale_name), request.locale_name)


@lru_cache(dates.KEPT)
def _time(moment: Any, text: str, locale: str) -> Markup:
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        moment.isoformat(timespec="seconds"), dates.exact(moment, locale), text
    )


class Csrf:
    """The hidden field with the token, made only where a form asks for it: it may set a cookie."""

    def __init__(self, request: Any) -> None:
        self._request = request

    def __html__(self) -> Markup:
        return self._field

    @cached_property
    def _field(self) -> Markup:
        return Markup('<input type="hidden" name="csrf_token" value="{}">').format(self._request.csrf_token)


def _session_seconds(request: Any) -> int | None:
    found = request.found_session
    return None if found is None else max(0, int((found.ends_at - request.now).total_seconds()))
