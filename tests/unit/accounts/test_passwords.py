"""Which passwords are refused."""

import gzip
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from vamv.accounts.hashing import Hasher
from vamv.accounts.policy import passwords
from vamv.accounts.words import suggest_passphrase
from vamv.vault.passwords import HashingGate, HashParameters, is_login, verifier

CHEAP = Hasher(HashParameters(1, 8, 1), HashingGate())


def test_the_ten_thousand_most_frequent_passwords_are_refused():
    """sec-A03"""
    accepted = [
        password for password in FREQUENCY_LISTS["passwords"][:10_000] if passwords.problem(password) is None
    ]
    assert accepted == []


@pytest.mark.parametrize("before", ["", "!"])
@pytest.mark.parametrize("after", ["12345678", "2026!", "!!!!!!!!!"])
def test_frequent_words_in_any_dress_are_refused(before, after):
    """sec-A03: the list multiplied by what guessers put around a word has far more than 100,000 entries."""
    base = [word for word in FREQUENCY_LISTS["passwords"][:20_000] if word.isalpha() and len(word) >= 4]
    assert len(base) * 6 > 60_000
    sample = base[::40]
    assert all(passwords.is_common(before + word + after) for word in sample)


@pytest.fixture(scope="module")
def listed():
    packed = files("vamv.accounts").joinpath("data", "blocklist.txt.gz").read_bytes()
    return gzip.decompress(packed).decode().split()


def test_a_hundred_thousand_passwords_that_are_long_enough_are_on_the_list(listed):
    """sec-A03"""
    assert len(set(listed)) == len(listed)
    assert sum(len(password) >= passwords.SHORTEST for password in listed) >= 100_000


def test_the_first_ten_thousand_of_the_list_are_refused(listed):
    """sec-A03"""
    assert [password for password in listed[:10_000] if passwords.problem(password) is None] == []


def test_the_list_counts_in_every_dress(listed):
    """sec-A03"""
    sample = [password for password in listed[::600] if len(password) >= passwords.SHORTEST]
    dressed = (f"!{password.title()}2026!" for password in sample)
    assert [password for password in dressed if passwords.problem(password) is None] == []


@pytest.mark.parametrize(
    "password",
    [
        "passwort1234",
        "P4SSW0RT!2026",
        "alleinerziehend",
        "Alleinerziehend1",
        "januar20262026",
        "Schalke04Schalke04",
        "geheimgeheimgeheim",
        "Weihnachten2026",
        "qwertzuiop123",
        "ichliebedich99",
        "DasIstMeinPasswort",
        "wir-schaffen-das!",
        "Alles wird gut 2026",
        "meinekinder2018",
        "LenaUndPaul2015!",
        "anna.1987.lukas",
        "lassmichrein123",
        "Ich weiss es nicht",
        "Regenbogen2026!",
        "Sabine12345678",
        "Kaiserslautern1",
        "vamv-vamv-vamv",
        "123456789012",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijklmn",
    ],
)
def test_what_somebody_would_try_first_here(password):
    assert passwords.problem(password) in {"common", "weak"}


def test_a_password_made_of_the_name_is_refused():
    assert passwords.problem("LeiserAhorn12", name="Leiser Ahorn") == "name"
    assert passwords.problem("leiser ahorn trinkt abends warmen kakao", name="Leiser Ahorn") is None


@pytest.mark.parametrize(("length", "problem"), [(11, "short"), (256, None), (257, "long")])
def test_the_length_counts_in_characters(length, problem):
    """sec-A02"""
    text = ("öwT7 kiesel?laterne&murmel " * 20)[:length]
    assert passwords.problem(text) == problem


@given(st.integers(0, 255))
@settings(max_examples=40)
def test_two_passwords_that_differ_anywhere_do_not_open_for_each_other(position):
    """sec-A02: nothing is cut off, characters 73 and 256 count."""
    password = ("öwT7 kiesel?laterne&murmel " * 20)[:256]
    other = password[:position] + ("x" if password[position] != "x" else "y") + password[position + 1 :]
    new = CHEAP.new(password)
    stored = verifier(new.stretched.login)
    assert is_login(CHEAP.again(password, new.salt, new.parameters).login, stored)
    assert not is_login(CHEAP.again(other, new.salt, new.parameters).login, stored)


@pytest.mark.parametrize(
    "password",
    [" leading blank kiesel", "trailing kiesel murmel ", "Kiesel  zwei  Blanks", "кизил-лампа-облако"],
)
def test_a_password_counts_exactly_as_typed(password):
    """sec-A02"""
    new = CHEAP.new(password)
    stored = verifier(new.stretched.login)
    for other in (password.strip(), " ".join(password.split()), password.casefold()):
        same = is_login(CHEAP.again(other, new.salt, new.parameters).login, stored)
        assert same is (other == password)


def test_every_suggested_passphrase_is_accepted():
    for _ in range(50):
        assert passwords.problem(suggest_passphrase()) is None
        assert passwords.problem(suggest_passphrase(6), shortest=passwords.STAFF_SHORTEST) is None


@given(st.text(min_size=12, max_size=300))
@settings(max_examples=60, deadline=None)
def test_the_rules_take_any_text(text):
    assert passwords.problem(text, name="Leiser Ahorn") in {None, "long", "name", "common", "weak"}
