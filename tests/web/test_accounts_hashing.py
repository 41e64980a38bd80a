"""Stretching passwords: outside of transactions, few at a time."""

import threading

import pytest
from pyramid.request import Request, apply_request_extensions
from sqlalchemy import text
from sqlalchemy.orm import Session
from tests.web.accounts_pages import form_for, is_in

from vamv.accounts.proving import hasher
from vamv.db.engine import writing
from vamv.testing.browser import Browser
from vamv.testing.people import make_person
from vamv.vault.passwords import HashingGate


@pytest.fixture
def registry(real_app):
    registry = real_app.registry
    registry["vamv.hashing_gate"] = HashingGate(concurrent=1, waiting=1)
    return registry


@pytest.fixture
def person(registry, clock):
    with Session(writing(registry["vamv.engine"])) as session, session.begin():
        return make_person(registry, session, clock.now(), "advice_seeker")


@pytest.fixture
def login_form(real_app, person):
    browser = Browser(real_app, {})
    form = form_for(browser.get("/login"), "/login")
    form["name"], form["password"] = person.name, person.password
    return browser, form


def test_while_a_password_is_stretched_others_can_write(registry, login_form):
    """The log-in waits at the gate, and holds no lock while it does."""
    browser, form = login_form
    gate, answers = registry["vamv.hashing_gate"], []
    with gate:
        waiting = threading.Thread(target=lambda: answers.append(form.submit()))
        waiting.start()
        for _ in range(20):
            with Session(writing(registry["vamv.engine"])) as session, session.begin():
                session.execute(text("UPDATE person SET locale = 'de'"))
        assert answers == []
    waiting.join(20)
    assert answers[0].status_int == 303
    assert is_in(browser)


def test_when_the_line_is_full_the_answer_is_to_come_back(registry, login_form):
    """Nothing waits without end, and nothing is counted as a failure."""
    browser, form = login_form
    registry["vamv.hashing_gate"] = gate = HashingGate(concurrent=1, waiting=0)
    with gate:
        for _ in range(25):
            answer = form.submit(expect_errors=True)
            assert answer.status_int == 503
            assert int(answer.headers["Retry-After"]) > 0
    form.submit()
    assert is_in(browser)


def test_half_of_the_threads_go_on_answering(kit, app_settings):
    """However many log in at once."""
    app = kit.build(app_settings, fresh=True)
    gate, threads = app.registry["vamv.hashing_gate"], app.registry.settings["vamv.threads"]
    admitted = 0
    while gate._admitted.acquire(blocking=False):
        admitted += 1
    assert admitted == threads // 2
    app.registry["vamv.engine"].dispose()


def test_stretching_inside_a_transaction_is_an_error(registry):
    request = Request.blank("/login", method="POST", environ={"tm.active": True})
    request.registry = registry
    apply_request_extensions(request)
    hasher(request)
    request.__dict__["dbsession"] = None
    with pytest.raises(RuntimeError, match="before the request's own transaction"):
        hasher(request)
