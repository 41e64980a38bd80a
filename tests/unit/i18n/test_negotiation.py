"""Languages: which one is chosen, and what is shown where a text is missing."""

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from pyramid.i18n import make_localizer
from pyramid.registry import Registry
from webob.acceptparse import create_accept_language_header

from vamv.i18n.locales import LANGUAGES, direction, lang
from vamv.i18n.negotiation import cookie_locale, negotiate
from vamv.i18n.strings import _
from vamv.security.identity import Identity


class Request:
    """What the negotiator reads of a request."""

    def __init__(self, registry, identity, cookies, accept):
        self.registry = registry
        self.identity = identity
        self.cookies = cookies
        self.accept_language = create_accept_language_header(accept)


def ask(*, saved=None, cookie=None, accept=None, locales=("de", "de_du", "de_simple", "en")):
    registry = Registry()
    registry.settings = {"vamv.locales": list(locales)}
    identity = Identity("p", frozenset(), "s", "full", "Ada", saved) if saved else None
    return negotiate(Request(registry, identity, {"s": cookie} if cookie else {}, accept))


def test_what_a_person_saved_beats_everything():
    assert ask(saved="de_simple", cookie="token~en", accept="en") == "de_simple"


def test_what_a_visitor_chose_beats_the_browser():
    assert ask(cookie="token~de_du", accept="en") == "de_du"


def test_the_browser_is_asked_next():
    assert ask(accept="fr, en-US;q=0.8, de;q=0.5") == "en"
    assert ask(accept="de-simple") == "de_simple"


def test_a_portal_that_says_du_says_du_to_every_german_browser():
    assert ask(accept="de-AT", locales=("de_du", "de", "en")) == "de_du"


@pytest.mark.parametrize("accept", [None, "", "fr", ";;;q=", "\xff", "x" * 5000])
def test_otherwise_the_first_language_of_the_portal(accept):
    assert ask(accept=accept) == "de"


@pytest.mark.parametrize("cookie", ["token", "token~", "token~xx", "~", "token~../../etc"])
def test_a_strange_cookie_chooses_nothing(cookie):
    assert ask(cookie=cookie) == "de"


def test_a_language_that_is_not_offered_cannot_be_had():
    assert ask(saved="ar", cookie="t~ar", accept="ar") == "de"
    assert ask(cookie="t~ar", locales=("de", "ar")) == "ar"


def test_the_secure_cookie_is_read_as_well():
    assert cookie_locale({"__Host-s": "token~en"}) == "en"
    assert cookie_locale({}) is None


def test_every_language_knows_its_direction_and_tag():
    assert {direction(name) for name in LANGUAGES} == {"ltr", "rtl"}
    assert (direction("ar"), direction("de_simple"), direction("xx")) == ("rtl", "ltr", "ltr")
    assert (lang("de_du"), lang("de_simple"), lang("en")) == ("de", "de-simple", "en")


def catalogue(folder, locale, **messages):
    target = folder / locale / "LC_MESSAGES"
    target.mkdir(parents=True)
    catalog = Catalog(locale=locale.partition("_")[0])
    for key, text in messages.items():
        catalog.add(key, text)
    with (target / "vamv.mo").open("wb") as file:
        write_mo(file, catalog)


def test_a_variant_falls_back_to_german_message_by_message(tmp_path):
    catalogue(tmp_path, "de", greet="Guten Tag", leave="Auf Wiedersehen")
    catalogue(tmp_path, "de_du", greet="Hallo")
    catalogue(tmp_path, "en", greet="Hello")
    greet, leave = _("greet", default="Guten Tag"), _("leave", default="Auf Wiedersehen")

    def told(locale):
        localizer = make_localizer(locale, [str(tmp_path)])
        return localizer.translate(greet), localizer.translate(leave)

    assert told("de_du") == ("Hallo", "Auf Wiedersehen")
    assert told("de_simple") == ("Guten Tag", "Auf Wiedersehen")
    assert told("en") == ("Hello", "Auf Wiedersehen")
