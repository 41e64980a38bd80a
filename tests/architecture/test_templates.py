"""Templates: what must hold for each of them, in the core and in every plugin."""

import re
from pathlib import Path

import pytest

from vamv.testing.templates import compile_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted([*ROOT.glob("src/*/templates/**/*.pt"), *ROOT.glob("plugins/*/src/*/templates/**/*.pt")])
XMLNS = re.compile(r'xmlns:(\w+)="([^"]+)"')
NAMESPACES = {
    "metal": "http://xml.zope.org/namespaces/metal",
    "tal": "http://xml.zope.org/namespaces/tal",
    "i18n": "http://xml.zope.org/namespaces/i18n",
}
DOMAIN = re.compile(r'i18n:domain="([^"]+)"')
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
EXPRESSION = re.compile(r"\$\{.*?\}", re.DOTALL)
TAG = re.compile(r"<([a-zA-Z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
UNQUOTED = re.compile(r"\s[\w:.-]+=(?![\"'])")
OUTLET = re.compile(r"""outlet\(\s*['"]([^'"]+)['"]""")
# Words people read: at least two letters beside each other outside of tags and expressions.
WORDS = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")
# Shown to people who build pages, in development only.
UNTRANSLATED = {"styleguide.pt"}


def name(path):
    return str(path.relative_to(ROOT))


def plain(path):
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def tags(path):
    # An arrow or a comparison inside an expression is no tag.
    return TAG.findall(EXPRESSION.sub("x", plain(path)))


@pytest.fixture(params=TEMPLATES, ids=name)
def template(request):
    return request.param


@pytest.fixture(params=[path for path in TEMPLATES if path.name not in UNTRANSLATED], ids=name)
def translated(request):
    return request.param


def test_there_are_templates():
    assert len(TEMPLATES) > 20


def test_it_compiles(template, compiled_templates):
    compile_template(template, compiled_templates)


def test_it_speaks_in_the_domain_of_its_distribution(template):
    package = template.relative_to(ROOT).parts[template.relative_to(ROOT).parts.index("src") + 1]
    domains = set(DOMAIN.findall(template.read_text(encoding="utf-8")))
    assert domains <= {package}
    if "i18n:translate" in template.read_text(encoding="utf-8"):
        assert domains == {package}


def test_its_namespaces_are_the_right_ones(template):
    for prefix, address in XMLNS.findall(template.read_text(encoding="utf-8")):
        assert NAMESPACES[prefix] == address


def test_it_loads_no_other_template_past_the_theme(template):
    assert not re.search(r"\bload:", plain(template))


def test_nothing_goes_out_unescaped(template):
    assert not re.search(r"\bstructure\b\s*[:\w$]", plain(template))
    assert "__html__" not in plain(template)


def test_no_script_and_no_style_stands_in_it(template):
    for tag, attributes in tags(template):
        assert tag.lower() not in ("style", "iframe", "object", "embed", "base"), tag
        if tag.lower() == "script":
            assert re.search(r"\ssrc=", attributes), "a script without src"
            assert 'type="module"' in attributes
        assert not re.search(r"\s(on\w+|style|srcdoc)=", attributes), f"{tag}{attributes}"
        assert "javascript:" not in attributes


def test_every_attribute_is_quoted(template):
    for tag, attributes in tags(template):
        without_values = re.sub(r"\"[^\"]*\"|'[^']*'", '""', attributes)
        assert not UNQUOTED.search(without_values), f"{tag}{attributes}"


def test_scripts_and_styles_take_no_values(template):
    for tag, attributes in TAG.findall(plain(template)):
        if tag.lower() in ("script", "link"):
            for expression in EXPRESSION.findall(attributes):
                assert re.match(r"\$\{(static\(|asset\b|path\()", expression), f"{tag}: {expression}"


def test_it_names_declared_outlets_only(template, modules):
    declared = set()
    for module in modules:
        if "declare_outlet" in module.text:
            declared |= set(re.findall(r'"([a-z]+\.[a-z_.]+)"', module.text))
    assert set(OUTLET.findall(plain(template))) <= declared


def test_every_word_can_be_translated(translated):
    """Text stands in an element with i18n:translate, or comes from an expression."""
    source = EXPRESSION.sub("", plain(translated)).partition("<!DOCTYPE html>")
    source = source[2] or source[0]
    depth = []
    position = 0
    loose = []
    for match in re.finditer(r"<(/?)([a-zA-Z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>", source):
        text = source[position : match.start()]
        if WORDS.search(re.sub(r"&\w+;", "", text)) and not any(depth):
            loose.append(text.strip()[:60])
        position = match.end()
        closing, tag, attributes, empty = match.groups()
        if closing:
            if depth:
                depth.pop()
        elif not empty and tag.lower() not in ("meta", "link", "input", "br", "img", "hr", "use", "circle"):
            # What is marked as another language stays in it.
            depth.append(
                "i18n:translate" in attributes or ' lang="en"' in attributes or tag in ("code", "svg")
            )
    assert not loose


def test_words_in_attributes_can_be_translated(translated):
    for tag, attributes in tags(translated):
        for attribute, value in re.findall(
            r'\s(aria-label|title|placeholder|alt|data-label)="([^"]*)"', attributes
        ):
            # A sample of a code is no word.
            if re.search("[a-zäöüß]{2}", value):
                assert re.search(rf'i18n:attributes="[^"]*\b{attribute}\b', attributes), (
                    f"{tag} {attribute}={value}"
                )
