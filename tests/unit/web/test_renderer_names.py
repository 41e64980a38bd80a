"""The names a template knows: macros get their own copy, and what is missing is an error."""

import pytest
from chameleon import PageTemplateFile

from vamv.web.renderer import Names, QuietTemplate

NAMESPACES = (
    'xmlns:tal="http://xml.zope.org/namespaces/tal" xmlns:metal="http://xml.zope.org/namespaces/metal"'
)


@pytest.fixture
def render(tmp_path):
    """Return a function that renders the same text with our names, and with those of Chameleon."""

    def both(text, **names):
        file = tmp_path / "page.pt"
        file.write_text(f"<tal:page {NAMESPACES}>{text}</tal:page>")
        return [kind(file).render(**names) for kind in (QuietTemplate, PageTemplateFile)]

    return both


def test_what_a_macro_defines_ends_with_it(render):
    ours, reference = render(
        '<b metal:define-macro="one" tal:define="x 2">${x}<i metal:define-slot="more"/></b> ${x}'
        '<u metal:use-macro="template.macros[\'one\']"><i metal:fill-slot="more">${x}</i></u>',
        x=1,
    )
    assert ours == reference
    assert "<b>2" in ours
    assert "</b> 1" in ours


def test_a_missing_name_has_a_second_choice_or_is_an_error(render):
    ours, reference = render('${missing|nothing}<b tal:repeat="x (1, 2)">${x}</b>${x|string:none}')
    assert ours == reference
    assert "none" in ours
    with pytest.raises(NameError, match="missing"):
        render("${missing}")


def test_what_is_defined_for_all_is_known_behind_a_macro(render):
    ours, reference = render(
        '<b metal:define-macro="one" tal:define="global x 2">${x}</b>${x}'
        "<u metal:use-macro=\"template.macros['one']\"/>${x}"
    )
    assert ours == reference


def test_a_copy_is_of_the_same_kind_and_apart():
    names = Names(a=1)
    copy = names.copy()
    copy["a"] = 2
    assert (names["a"], copy["a"], type(copy)) == (1, 2, Names)
