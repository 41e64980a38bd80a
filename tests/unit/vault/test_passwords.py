"""Passwords count as typed, cost what they should, and never pile up."""

import os
import queue
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vamv.vault import passwords
from vamv.vault.passwords import Busy, HashingGate, HashParameters

CHEAP = HashParameters(rounds=1, memory_kib=8, lanes=1)
SALT = bytes(16)


def stretch(password, salt=SALT, parameters=CHEAP):
    return passwords.stretch(password, salt, parameters)


@given(st.text(min_size=1, max_size=300), st.data())
@settings(max_examples=300)
def test_passwords_that_differ_at_one_place_do_not_log_in_for_each_other(password, data):
    place = data.draw(st.integers(0, len(password) - 1))
    sign = data.draw(st.characters().filter(lambda sign: sign != password[place]))
    other = password[:place] + sign + password[place + 1 :]
    stored = passwords.verifier(stretch(password).login)
    assert passwords.is_login(stretch(password).login, stored)
    assert not passwords.is_login(stretch(other).login, stored)
    assert stretch(other).unwrap != stretch(password).unwrap


@pytest.mark.parametrize("place", [0, 71, 72, 73, 127, 255, 256, 257])
def test_no_sign_of_a_long_password_is_left_out(place):
    password = "a" * 300
    assert stretch(password) != stretch(password[:place] + "b" + password[place + 1 :])


@pytest.mark.parametrize(
    ("typed", "similar"),
    [
        ("passwort", "Passwort"),
        ("passwort", "passwort "),
        ("passwort", "passwort\n"),
        ("passwort\0", "passwort"),
        ("passwort\0eins", "passwort\0zwei"),
        ("\u00fcber", "u\u0308ber"),
        ("\ufb01sch", "fisch"),
        ("\ud800", "\ud801"),
    ],
)
def test_a_password_counts_exactly_as_typed(typed, similar):
    assert stretch(typed) != stretch(similar)


def test_the_same_password_gives_the_same_halves():
    assert stretch("wiese mond") == stretch("wiese mond")


def test_salt_and_each_parameter_matter():
    results = [
        stretch("wiese"),
        stretch("wiese", salt=b"1" * 16),
        stretch("wiese", parameters=HashParameters(2, 8, 1)),
        stretch("wiese", parameters=HashParameters(1, 16, 1)),
        stretch("wiese", parameters=HashParameters(1, 16, 2)),
    ]
    assert len({result.login for result in results} | {result.unwrap for result in results}) == 10


def test_the_halves_do_not_show_in_their_representation():
    assert repr(stretch("wiese")) == "Stretched()"


def test_what_is_stored_is_not_the_login_half():
    login = stretch("wiese").login
    assert passwords.verifier(login) != login
    assert not passwords.is_login(passwords.verifier(login), passwords.verifier(login))


def test_salts_are_random():
    assert len({passwords.new_salt() for _ in range(100)}) == 100
    assert len(passwords.new_salt()) == 16


def test_the_default_is_what_the_checklist_asks_for():
    assert HashParameters() == HashParameters(rounds=3, memory_kib=65536, lanes=4)


def test_the_work_for_nobody_is_the_work_for_somebody():
    reference = HashParameters(rounds=1, memory_kib=32, lanes=1)
    assert passwords.stretch_for_nobody("wiese", reference) is None
    with pytest.raises(TypeError):
        passwords.stretch_for_nobody(None, reference)


@given(st.integers(1, 100), st.integers(1, 64), st.integers(512, 4 * 1024 * 1024))
def test_parameters_read_back(rounds, lanes, memory_kib):
    parameters = HashParameters(rounds, memory_kib, lanes)
    assert HashParameters.decode(parameters.encode()) == parameters


def test_the_stored_form_is_stable():
    assert HashParameters().encode() == "argon2id:t=3,m=65536,p=4"


@given(st.text(max_size=40))
def test_any_other_text_is_refused(text):
    with pytest.raises(ValueError):
        HashParameters.decode(text)


@pytest.mark.parametrize(
    "text",
    [
        "argon2id:t=0,m=65536,p=4",
        "argon2id:t=3,m=65536,p=0",
        "argon2id:t=3,m=31,p=4",
        "argon2id:t=101,m=65536,p=4",
        "argon2id:t=3,m=65536,p=65",
        "argon2id:t=3,m=4194305,p=4",
        "argon2id:t=3,m=65536,p=4\n",
        "argon2i:t=3,m=65536,p=4",
        "argon2id:t=\u0663,m=65536,p=4",
    ],
)
def test_impossible_parameters_are_refused(text):
    with pytest.raises(ValueError):
        HashParameters.decode(text)


# The gate


def in_thread(gate, answers, inside=lambda: None):
    """Enter the gate in a thread of its own and say how it went."""

    def run():
        try:
            with gate:
                inside()
                answers.put("in")
        except Busy:
            answers.put("busy")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_a_full_line_sends_away_and_the_one_who_waits_gets_in():
    gate, answers = HashingGate(concurrent=1, waiting=1), queue.Queue()
    with gate:
        threads = [in_thread(gate, answers) for _ in range(2)]
        # Whoever of the two came first waits behind us; only the other can have answered.
        assert answers.get(timeout=10) == "busy"
        assert answers.empty()
    assert answers.get(timeout=10) == "in"
    for thread in threads:
        thread.join(timeout=10)


def test_without_a_line_the_second_is_sent_away_at_once():
    gate = HashingGate(concurrent=1, waiting=0)
    with gate, pytest.raises(Busy) as caught:
        gate.__enter__()
    assert caught.value.retry_after > 0
    with gate:
        pass


def test_as_many_as_allowed_work_at_the_same_time_and_no_more():
    gate, answers, lock = HashingGate(concurrent=2, waiting=50), queue.Queue(), threading.Lock()
    pairs = threading.Barrier(2, timeout=10)
    inside = most = 0

    def work():
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        pairs.wait()  # passes only while two are inside
        with lock:
            inside -= 1

    threads = [in_thread(gate, answers, work) for _ in range(20)]
    for thread in threads:
        thread.join(timeout=20)
    assert [answers.get(timeout=10) for _ in threads] == ["in"] * 20
    assert most == 2


def test_an_error_inside_gives_the_place_back():
    gate = HashingGate(concurrent=1, waiting=0)
    for _ in range(3):
        with pytest.raises(KeyError), gate:
            raise KeyError


def test_salt_bytes_come_from_the_system(monkeypatch):
    monkeypatch.setattr(os, "urandom", lambda count: b"s" * count)
    assert passwords.new_salt() == b"s" * 16
