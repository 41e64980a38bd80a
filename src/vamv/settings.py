"""Settings: declared, typed, and refused when nobody declared them.

The ini is text. Each key below an owned prefix (`vamv.` and `<plugin>.`) must be declared with a type; a
misspelt key stops the start and names its nearest neighbour, instead of being ignored for years. All other
keys (`pyramid.…`, `debugtoolbar.…`) pass through untouched.
"""

import difflib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from vamv.settings_core import CORE_SETTINGS, Setting

__all__ = ["CORE_SETTINGS", "Setting", "SettingsError", "base_ini", "load_settings", "setting_line"]

WORDS = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


class SettingsError(Exception):
    """The ini cannot be used; `problems` holds one sentence for each reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("Settings cannot be used:\n" + "\n".join(f"  - {problem}" for problem in problems))


def load_settings(
    raw: Mapping[str, Any],
    declared: Iterable[Setting],
    owned_prefixes: Iterable[str] = ("vamv",),
    environ: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return all settings with the declared ones coerced and defaults filled in.

    `raw`: the application's section of the ini. `owned_prefixes`: first parts of names below which nothing
    undeclared is allowed. `environ`: where `env:NAME` looks, the process environment unless given. Raises
    `SettingsError` with every problem found.
    """
    environ = os.environ if environ is None else environ
    single = {setting.name: setting for setting in declared if not setting.name.endswith(".*")}
    families = {
        setting.name.removesuffix("*"): setting for setting in declared if setting.name.endswith(".*")
    }
    prefixes = tuple(f"{prefix}." for prefix in owned_prefixes)
    settings: dict[str, Any] = {name: _default(setting) for name, setting in single.items()}
    problems: list[str] = []
    for key, value in raw.items():
        setting = single.get(key) or next(
            (family for start, family in families.items() if key.startswith(start)), None
        )
        if setting is not None:
            try:
                settings[key] = _coerce(setting, value, environ)
            except ValueError as error:
                problems.append(f"{key}: {error}")
        elif key.startswith(prefixes):
            problems.append(f"{key}: there is no such setting{_nearest(key, single)}")
        else:
            settings[key] = value
    if problems:
        raise SettingsError(problems)
    return settings


def setting_line(setting: Setting) -> str:
    """Return the setting as two lines of an ini: its sentence, and the key with its default."""
    value = setting.default
    if isinstance(value, (list, tuple)):
        text = " ".join(value)
    else:
        text = str(value).lower() if isinstance(value, bool) else str(value)
    line = f"{setting.name} = {text}".rstrip().replace("%", "%%")
    family = "# " if setting.name.endswith(".*") else ""
    return f"# {setting.doc}\n{family}{line}\n"


def base_ini(declared: Iterable[Setting] = CORE_SETTINGS) -> str:
    """Return the text of `config/base.ini`, on which every other ini builds."""
    head = (
        "# Every setting of the core with its default. Do not edit: a chapter's own ini says\n"
        "#     [app:main]\n"
        "#     use = config:config/base.ini\n"
        "# and repeats below that line only what differs.\n"
        "# Printed by `python -m vamv.settings` from src/vamv/settings_core.py.\n\n"
        "[app:main]\nuse = egg:vamv\n\n"
    )
    return head + "\n".join(setting_line(setting) for setting in declared)


def _default(setting: Setting) -> Any:
    """Return the default; a list of its own for each application, so that none can change another's."""
    return list(setting.default) if isinstance(setting.default, (list, tuple)) else setting.default


def _coerce(setting: Setting, value: Any, environ: Mapping[str, str]) -> Any:
    """Return `value` in the setting's type, or raise ValueError with a sentence that quotes no secret."""
    if isinstance(value, str):
        value = value.strip()
        if setting.secret:
            value = _secret(value, environ)
        if setting.type is bool:
            value = WORDS.get(value.lower(), value)
        elif msgspec.inspect.type_info(setting.type).__class__ is msgspec.inspect.ListType:
            value = value.split()
    try:
        return msgspec.convert(value, setting.type, strict=False)
    except msgspec.ValidationError as error:
        # msgspec names the expected type and never the value; of Literal types it does, hence the plain
        # sentence for secrets.
        raise ValueError(
            "the secret has the wrong form" if setting.secret else f"{error} ({value!r})"
        ) from None


def _secret(value: str, environ: Mapping[str, str]) -> str:
    """Return the secret that `value` points to; a value without prefix is the secret itself."""
    kind, _, place = value.partition(":")
    if kind == "file":
        try:
            return Path(place).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(
                f"cannot read {place} ({type(error).__name__}); make the file, readable for this user"
            ) from None
    if kind == "env":
        if place not in environ:
            raise ValueError(f"the environment has no variable {place}; set it where the service is started")
        return environ[place].strip()
    return value


def _nearest(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else ""


if __name__ == "__main__":
    sys.stdout.write(base_ini())
