"""The rules for templates, checked in their source."""

import re
from pathlib import Path

from chameleon.loader import ModuleLoader

from vamv.web.renderer import QuietTemplate

_FORBIDDEN = (
    (re.compile(r"\bload:"), "uses load:, which passes by a theme"),
    (re.compile(r"\bstructure\b[: ]"), "uses structure; return Markup from one function instead"),
    (re.compile(r"<style\b", re.I), "has a style sheet inside"),
    (re.compile(r"\sstyle\s*=", re.I), "has a style attribute"),
    (re.compile(r"<script(?![^>]*\bsrc=)", re.I), "has a script inside"),
    (re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I), "has a script in an attribute"),
    (re.compile(r"javascript:", re.I), "has a script in an address"),
    (re.compile(r"<[a-z][^<>]*\s[a-z-]+=(?![\"'])[^\s\"'>]", re.I), "has an attribute without quotes"),
    (re.compile(r"(?:src|href)=[\"'](?:https?:)?//", re.I), "leads to another site"),
)


def compile_template(path: Path, compiled: Path) -> None:
    """Compile a template as the portal does; raise what the compiler says.

    `compiled`: the folder for the result, in which the same text is compiled once.
    """
    template = QuietTemplate(str(path))
    template.loader = ModuleLoader(str(compiled))
    template.cook_check()


def template_problems(path: Path, domain: str, compiled: Path) -> list[str]:
    """Return what is wrong with one template: compilation, markup that the policy forbids, missing domain.

    `compiled`: as for `compile_template`.
    """
    text = path.read_text(encoding="utf-8")
    problems = [f"{path.name} {words}" for pattern, words in _FORBIDDEN if pattern.search(_bare(text))]
    if "i18n:translate" in text and f'i18n:domain="{domain}"' not in text:
        problems.append(f"{path.name} does not name the catalogue {domain}")
    try:
        compile_template(path, compiled)
    except Exception as error:  # noqa: BLE001 - whatever the compiler says
        problems.append(f"{path.name} does not compile: {type(error).__name__}")
    return problems


def _bare(text: str) -> str:
    # Expressions may hold any characters; they are not markup.
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"\$\{[^}]*\}", "x", text)
    return re.sub(r"\s(?:tal|metal|i18n):[a-z-]+=\"[^\"]*\"", "", text)
