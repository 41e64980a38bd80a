"""A chapter's theme: its templates, files and words stand in for the portal's, and nothing else does."""

import polib
import pytest
from pyramid.exceptions import ConfigurationError
from pyramid.renderers import render
from pyramid.scripting import prepare

from vamv.testing.browser import Browser
from vamv.web.statics import folder_digest


@pytest.fixture
def theme(tmp_path):
    """A theme: `theme("vamv/static/app.css", "…")` puts a file into it and returns its folder."""

    def put(name="", content=""):
        if name:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return tmp_path

    return put


@pytest.fixture
def browse(kit):
    """Build a portal with a theme: `browse(folder, "tiny")`."""
    apps = []

    def make(folder, *plugins, **settings):
        app = kit.build(kit.settings(plugins, **{"vamv.site": str(folder), **settings}))
        apps.append(app)
        return Browser(app, {})

    yield make
    for app in apps:
        app.registry["vamv.engine"].dispose()


def style_sheet(page):
    return page.html.find("link", rel="stylesheet")["href"]


def test_a_template_of_the_chapter_stands_in_for_the_portals(theme, browse):
    folder = theme("vamv/templates/bye.pt", "<html><body>Auf Wiedersehen in Musterland</body></html>")
    assert "Auf Wiedersehen in Musterland" in browse(folder).get("/bye")


def test_other_templates_stay(theme, browse):
    folder = theme("vamv/templates/bye.pt", "<html></html>")
    assert "Impressum" in browse(folder).get("/page/imprint")


def test_the_layout_can_be_replaced_for_all_pages(theme, browse):
    layout = (
        '<html metal:define-macro="main"><title>Musterland</title><tal:main metal:define-slot="main"/></html>'
    )
    assert (
        browse(theme("vamv/templates/layout.pt", layout)).get("/page/imprint").html.title.text == "Musterland"
    )


def test_a_template_of_a_plugin_can_be_replaced(theme, browse):
    folder = theme("vamv_tiny/templates/thanks.pt", "<p>${number} in Musterland</p>")
    with prepare(registry=browse(folder, "tiny").app.registry) as environment:
        shown = render("vamv_tiny:templates/thanks.pt", {"number": 3}, request=environment["request"])
    assert shown == "<p>3 in Musterland</p>"


def test_a_static_file_of_the_chapter_has_an_address_of_its_own(theme, browse, tmp_path_factory):
    plain = style_sheet(browse("").get("/page/imprint"))
    browser = browse(theme("vamv/static/app.css", "body { color: plum }"))
    themed = style_sheet(browser.get("/page/imprint"))
    assert themed != plain, "browsers keep the old file for a year"
    assert browser.get(themed).text == "body { color: plum }"
    assert browser.get(themed.replace("app.css", "exit.js"), status=200)


def test_words_of_the_chapter_replace_the_portals(theme, browse):
    folder = theme("locale/de/LC_MESSAGES/x", "")
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.append(polib.POEntry(msgid="layout-imprint", msgstr="Wer wir sind"))
    catalogue.save_as_mofile(str(folder / "locale" / "de" / "LC_MESSAGES" / "vamv.mo"))
    assert "Wer wir sind" in browse(folder).get("/page/imprint")


@pytest.mark.parametrize("site", ["/nowhere/theme", "no_such_package"])
def test_a_theme_that_is_not_there_stops_the_start(browse, site):
    with pytest.raises(ConfigurationError, match=r"vamv\.site"):
        browse(site)


def test_files_for_a_part_that_is_not_on_are_said_at_the_start(theme, browse, caplog):
    browse(theme("vamv_kite/templates/kite.pt", "<p/>"))
    assert "files for vamv_kite, which is not on" in caplog.text


def test_a_digest_changes_with_names_and_contents(tmp_path):
    one = tmp_path / "one"
    one.mkdir()
    (one / "a").write_text("x")
    first = folder_digest(one)
    (one / "a").write_text("y")
    second = folder_digest(one)
    (one / "a").rename(one / "b")
    assert len({first, second, folder_digest(one), folder_digest(one, one)}) == 4
