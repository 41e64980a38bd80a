"""What the core expects of the file `plugin.py`."""

import inspect
import re
from types import ModuleType

from vamv.plugins import hookspecs
from vamv.plugins.info import PluginInfo

NAME = re.compile(r"[a-z][a-z0-9]*")


def broken_promise(name: str, module: ModuleType) -> str:
    """Return what is wrong with the module that the entry point `name` leads to; empty when all is well."""
    info = getattr(module, "PLUGIN", None)
    if not isinstance(info, PluginInfo):
        return f"{module.__name__} has no PLUGIN of the type PluginInfo."
    if info.name != name:
        return f"Its entry point is called {name}, but its PLUGIN.name is {info.name!r}."
    if not NAME.fullmatch(name) or name == "vamv":
        return "A name is made of lower-case letters and digits, begins with a letter, and is not vamv."
    if not callable(getattr(module, "includeme", None)):
        return f"{module.__name__} has no includeme(config)."
    return next(filter(None, (_wrong_hook(hook, value) for hook, value in vars(module).items())), "")


def _wrong_hook(name: str, value: object) -> str:
    """Return what is wrong with a function that looks like a hook; pluggy would silently pass over most."""
    if not (name.startswith("vamv_") and inspect.isfunction(value)):
        return ""
    if not hasattr(hookspecs, name):
        return f"{name} is no hook of this core."
    options = getattr(value, "vamv_impl", None)
    if options is None:
        return f"{name} lacks the mark @hookimpl and would never be asked."
    plain = not (inspect.isgeneratorfunction(value) or inspect.iscoroutinefunction(value))
    if options["wrapper"] or options["hookwrapper"] or not plain:
        return f"{name} has to be a plain function: no wrapper, generator or coroutine."
    return ""
