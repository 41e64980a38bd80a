"""Chameleon as a Pyramid renderer.

Our own, because a template error must name types and never values: values are what people wrote.
"""

from functools import cache, lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

from chameleon import PageTemplateFile
from chameleon.loader import ModuleLoader
from chameleon.utils import Scope
from pyramid.i18n import Localizer, get_localizer
from pyramid.path import AssetResolver
from translationstring import TranslationString


class Names(Scope):
    """The names a template knows: Chameleon's scope, with a dictionary's own speed.

    Chameleon copies the scope at each macro and asks it for each expression. Its own does both in Python,
    which was a third of the time of a page.
    """

    __slots__ = ()

    __iter__ = dict.__iter__
    __getitem__ = dict.__getitem__
    __contains__ = dict.__contains__
    get = dict.get  # type: ignore[assignment]
    get_name = dict.__getitem__  # type: ignore[assignment]

    def __missing__(self, name: str) -> Any:
        raise NameError(name)

    def copy(self) -> "Names":
        return Names(self)


_COMPILING = RLock()


class QuietTemplate(PageTemplateFile):
    """A template whose errors show the types of its variables, not their content."""

    # Line breaks inside a tag are for whoever reads the template and stay there.
    trim_attribute_space = True

    @staticmethod
    def value_repr(value: object) -> str:
        return f"<{type(value).__name__}>"

    def cook_check(self) -> bool:
        if self._cooked and not self.auto_reload:
            return False
        # Python 3.11 cannot make syntax trees in two threads at once: first pages after a start would fail.
        with _COMPILING:
            return bool(super().cook_check())

    def cook(self, body: str) -> None:
        super().cook(body)
        render = self._render  # type: ignore[has-type]

        def with_names(stream: Any, scope: Any, *args: Any, **kw: Any) -> None:
            render(stream, Names(scope), *args, **kw)

        self._render = with_names


class Templates:
    """The compiled templates of one application, by asset specification; a theme may override each."""

    def __init__(self, registry: Any) -> None:
        self._registry = registry
        self._reload = bool(registry.settings.get("pyramid.reload_templates"))
        self._compiled = Path(registry.settings["vamv.data_dir"]) / "templates"
        self._compiled.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._resolver = AssetResolver()
        self._loaded: dict[str, QuietTemplate] = {}

    def get(self, spec: str) -> QuietTemplate:
        """Return the template of an asset specification such as `vamv:templates/start.pt`."""
        template = self._loaded.get(spec)
        if template is None:
            path = self._resolver.resolve(spec).abspath()
            template = self._loaded[spec] = _template(path, self._reload, self._compiled)
        return template


@cache
def _template(path: str, reload: bool, compiled: Path) -> QuietTemplate:
    # Compiling the layout and its macros takes longer than the rest of the first answer, so the result is
    # kept for the next start, under a name made from the template's text. Applications in a process share it.
    template = QuietTemplate(path, auto_reload=reload, translate=_untranslated)
    template.loader = ModuleLoader(str(compiled))
    return template


def _untranslated(msgid: Any, **_kw: Any) -> str:
    raise RuntimeError("a template is rendered with the translations of a request")


def translator(request: Any) -> Any:
    """Return the translate function of the templates for the language of a request."""
    localizer = get_localizer(request)

    def translate(
        msgid: Any,
        domain: str | None = None,
        mapping: Any = None,
        context: str | None = None,
        target_language: str | None = None,
        default: Any = None,
    ) -> Any:
        if msgid is None:
            return None
        if not isinstance(msgid, TranslationString):
            if default is None and domain is None:
                return msgid
            if not mapping:
                return _words(localizer, msgid, domain or "vamv", default, context)
            msgid = TranslationString(
                msgid, domain=domain or "vamv", default=default, mapping=mapping, context=context
            )
        # A core template also shows what plugins say: their messages are in their own catalogues.
        return localizer.translate(msgid, domain=msgid.domain or domain, mapping=mapping)

    return translate


# A page says a hundred things that are the same on the next page.
@lru_cache(8192)
def _words(localizer: Localizer, msgid: str, domain: str, default: str | None, context: str | None) -> str:
    message = TranslationString(msgid, domain=domain, default=default, context=context)
    return str(localizer.translate(message, domain=domain))


class ChameleonRenderer:
    """Renders one template with the variables of a view and the renderer globals."""

    def __init__(self, info: Any) -> None:
        self._registry = info.registry
        self._spec = info.name if ":" in info.name else f"{info.package.__name__}:{info.name}"

    def __call__(self, value: dict[str, Any], system: dict[str, Any]) -> str:
        request = system["request"]
        template = self._registry["vamv.templates"].get(self._spec)
        return str(template.render(**{**system, **value}, translate=translator(request)))
