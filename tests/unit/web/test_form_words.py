"""What a form says is in the language of the request, also what WTForms finds wrong by itself."""

from pathlib import Path
from types import SimpleNamespace

import polib
import pytest
import wtforms
from pyramid.i18n import make_localizer
from webob.multidict import MultiDict
from wtforms import SelectChoice, validators

import vamv
from vamv.web.forms import Form, limit, required

CATALOGUES = Path(vamv.__file__).parent / "locale"


class Sample(Form):
    """Fields whose complaints come from WTForms, and two whose complaints are ours."""

    choice = wtforms.RadioField(choices=[SelectChoice("a", "A")])
    several = wtforms.SelectMultipleField(choices=[SelectChoice("a", "A")])
    number = wtforms.IntegerField(validators=[validators.NumberRange(min=1, max=9)])
    short = wtforms.StringField(validators=[validators.Length(min=3)])
    empty = wtforms.StringField(validators=[required()])
    long = wtforms.StringField(validators=[limit(2)])


@pytest.fixture(scope="module")
def locales(tmp_path_factory):
    """The catalogues of the sources, compiled as the build does it."""
    folder = tmp_path_factory.mktemp("locale")
    for source in CATALOGUES.rglob("*.po"):
        target = (folder / source.relative_to(CATALOGUES)).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        polib.pofile(str(source)).save_as_mofile(str(target))
    return folder


@pytest.fixture
def complaints(locales):
    """Send nonsense in a language; return what the form says about each field."""

    def send(locale, **fields):
        request = SimpleNamespace(
            method="POST",
            POST=MultiDict(fields),
            localizer=make_localizer(locale, [str(locales)]),
            response=SimpleNamespace(status_int=200),
        )
        form = Sample(request)
        assert not form.validate()
        assert request.response.status_int == 422
        # As the templates do it: what is left to translate is translated when it is shown.
        return {
            name: [request.localizer.translate(problem) for problem in problems]
            for name, problems in form.errors.items()
        }

    return send


@pytest.mark.parametrize(
    ("locale", "choice", "several", "number", "short", "empty", "long"),
    [
        (
            "de",
            "Bitte wählen Sie eine der Möglichkeiten.",
            "Bitte wählen Sie aus den Möglichkeiten.",
            "Die Zahl muss zwischen 1 und 9 liegen.",
            "Bitte schreiben Sie mindestens 3 Zeichen.",
            "Bitte füllen Sie dieses Feld aus.",
            "Das ist zu lang: höchstens 2 Zeichen. Ihr Text steht noch im Feld.",
        ),
        (
            "de_du",
            "Bitte wähl eine der Möglichkeiten.",
            "Bitte wähl aus den Möglichkeiten.",
            "Die Zahl muss zwischen 1 und 9 liegen.",
            "Bitte schreib mindestens 3 Zeichen.",
            "Bitte fülle dieses Feld aus.",
            "Das ist zu lang: höchstens 2 Zeichen. Dein Text steht noch im Feld.",
        ),
        (
            "en",
            "Please choose one of the options.",
            "Please choose from the options.",
            "The number must be between 1 and 9.",
            "Please write at least 3 characters.",
            "Please fill in this field.",
            "That is too long: at most 2 characters. Your text is still in the field.",
        ),
    ],
    ids=["de", "de_du", "en"],
)
def test_each_complaint_is_in_the_language_of_the_request(
    complaints, locale, choice, several, number, short, empty, long
):
    said = complaints(locale, choice="<x>", several="<x>", number="12", short="ab", empty=" ", long="abc")
    assert said == {
        "choice": [choice],
        "several": [several],
        "number": [number],
        "short": [short],
        "empty": [empty],
        "long": [long],
    }


def test_a_number_that_is_none_is_asked_for_without_jargon(complaints):
    assert complaints("de", number="viel")["number"][0] == "Bitte geben Sie eine ganze Zahl ein."
