"""Does the time of an answer tell which names exist? (sec-A05) With the real cost of hashing."""

import statistics
import time

import pytest
from tests.web.accounts_pages import form_for

from vamv.accounts.proving import MEMORY

ROUNDS = 25

pytestmark = [
    pytest.mark.timing,
    pytest.mark.settings(
        {"vamv.password_memory_kib": "65536", "vamv.password_rounds": "3", "vamv.password_lanes": "4"}
    ),
]


def test_an_unknown_name_takes_as_long_as_a_wrong_password(browser, registry, make_person):
    person = make_person()
    form = form_for(browser.get("/login"), "/login")
    form["password"] = "ganz bestimmt falsch"
    took = {person.name: [], "Gibt Es Nicht": []}
    for _ in range(ROUNDS):
        for name, times in took.items():
            registry[MEMORY].forget()
            registry["vamv.throttle"].reset()
            form["name"] = name
            # Work, not waiting: what else runs on the machine says nothing about names.
            begin = time.process_time()
            form.submit(expect_errors=True)
            times.append(time.process_time() - begin)
    known, unknown = map(statistics.median, took.values())
    assert abs(known - unknown) < max(0.005, 0.03 * known)


def test_one_log_in_takes_a_tenth_to_four_tenths_of_a_second(browser, make_person):
    """sec-S9, on the reference machine."""
    person = make_person()
    form = form_for(browser.get("/login"), "/login")
    form["name"], form["password"] = person.name, person.password
    begin = time.process_time()
    form.submit()
    assert 0.05 < time.process_time() - begin < 1
