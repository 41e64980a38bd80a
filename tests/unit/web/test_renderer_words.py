"""A template shows what others hand it, each in the words of the catalogue it belongs to."""

from types import SimpleNamespace

import polib
import pytest
from pyramid.i18n import make_localizer
from translationstring import TranslationString

from vamv.web.renderer import translator


@pytest.fixture
def translate(tmp_path):
    """The translate function of the templates, with a message of the same name in two catalogues."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for domain, text in (("vamv", "Places"), ("vamv_kite", "Kites for ${count}")):
        catalogue = polib.POFile()
        catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
        catalogue.append(polib.POEntry(msgid="title", msgstr=text))
        catalogue.save_as_mofile(str(folder / f"{domain}.mo"))
    return translator(SimpleNamespace(localizer=make_localizer("en", [str(tmp_path)])))


def test_a_message_of_a_plugin_in_a_core_template_comes_from_the_catalogue_of_the_plugin(translate):
    label = TranslationString(
        "title", domain="vamv_kite", default="Drachen für ${count}", mapping={"count": 2}
    )
    assert translate(label, domain="vamv") == "Kites for 2"


def test_a_message_of_the_template_itself_comes_from_the_catalogue_the_template_names(translate):
    assert translate("title", domain="vamv", default="Orte") == "Places"
    assert translate("title", domain="vamv_kite", default="Drachen", mapping={"count": 3}) == "Kites for 3"


def test_what_nobody_has_translated_is_shown_as_the_source_has_it(translate):
    assert (
        translate("other", domain="vamv", default="Orte für ${count}", mapping={"count": 3}) == "Orte für 3"
    )
    assert translate("just text") == "just text"
