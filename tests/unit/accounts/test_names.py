"""Names: allowed, alike, telling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv.accounts.policy import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leiser Ahorn", "leiser ahorn"),
        ("Leiser Ahorn", "LeiserAhorn"),
        ("Leiser Ahorn", "Leiser-Ahorn"),
        ("Leiser Ahorn", "Le1ser Ah0rn"),
        ("Mila", "Mi1a"),
        ("Lila", "lIla"),
        ("Kern", "Kem"),
        ("Bär", "Bar"),
        ("Straße", "Strasse"),
        ("ﬁnk", "fink"),
        ("Ｆｉｎｋ", "Fink"),
        ("Møwe", "Mowe"),
        ("рорсо", "popco"),
        ("Zoé", "Zoe\u0301"),
        ("vvald", "wald"),
    ],
)
def test_names_that_look_alike_are_one_name(one, other):
    assert names.fold(one) == names.fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ahorn", "Birke"), ("Linde 7", "Linde 8"), ("Wiese", "Weise"), ("Ada", "Ана")]
)
def test_other_names_are_others(one, other):
    assert names.fold(one) != names.fold(other)


@given(st.text(max_size=60))
def test_folding_takes_any_text_and_is_done_at_once(text):
    assert names.fold(names.fold(text)) == names.fold(text)


@given(st.text(max_size=60))
def test_the_rules_take_any_text(text):
    assert names.problem(names.tidy(text)) in {
        None,
        "short",
        "long",
        "signs",
        "letters",
        "scripts",
        "official",
    }
    assert set(names.hints(text)) <= {"mail", "real_name", "place"}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Leiser Ahorn", None),
        ("Ada2", None),
        ("O'Ahorn", None),
        ("Лиса", None),
        ("زهرة", None),
        ("花びら", None),
        ("Zoë", None),
        ("x", "short"),
        ("a b", "short"),
        ("x" * 41, "long"),
        ("Ahorn<script>", "signs"),
        ("Ahorn\u202e", "signs"),
        ("Ahorn\u200b", "signs"),
        ("Ahorn 🍁", "signs"),
        ("1234", "letters"),
        ("Аdam", "scripts"),
        ("Ελinde", "scripts"),
        ("Moderation", "official"),
        ("Team Sonne", "official"),
        ("VAMV-Beratung", "official"),
    ],
)
def test_what_a_name_may_be(name, problem):
    assert names.problem(name) == problem


def test_staff_may_sound_like_staff():
    assert names.problem("Team Mainz", official=True) is None


@pytest.mark.parametrize(
    ("name", "hints"),
    [
        ("Leiser Ahorn", ()),
        ("linde@example.org", ("mail",)),
        ("www.linde.de", ("mail",)),
        ("Sabine", ("real_name",)),
        ("sabine82", ("real_name",)),
        ("Leise Müller", ("real_name",)),
        ("Anna aus Mainz", ("real_name", "place")),
        ("Bad Kreuznach", ("place",)),
        ("Saarland", ("place",)),
    ],
)
def test_what_a_name_gives_away(name, hints):
    assert names.hints(name) == hints
