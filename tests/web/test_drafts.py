"""What somebody writes is kept while they write it, for them alone."""

from datetime import timedelta

import pytest
from pyramid.request import apply_request_extensions
from pyramid.threadlocal import RequestContext
from sqlalchemy import func, select

from vamv.drafts import services
from vamv.drafts.models import Draft
from vamv.drafts.own import discard_draft, load_draft
from vamv.vault.vault import new_key_pair

KEY = "tiny.slip"


@pytest.fixture
def ada(as_person):
    return as_person()


@pytest.fixture
def save():
    def send(browser, text="Liebe Nachbarinnen", key=KEY, status=204, **fields):
        page = browser.get("/report/receipt")
        token = page.html.find("input", {"name": "csrf_token"})["value"]
        fields = {"text": text, "csrf_token": token, **fields}
        if key is not None:
            fields["draft_key"] = key
        return browser.post("/drafts", fields, status=status)

    return send


@pytest.fixture
def row(dbsession):
    return lambda: dbsession.scalars(select(Draft).execution_options(populate_existing=True)).one_or_none()


@pytest.fixture
def request_of(app, dbsession):
    """Make a request of somebody who is signed in, as a view would get it."""
    contexts = []

    def make(browser):
        request = app.request_factory.blank("/", base_url="https://portal.example")
        request.registry = app.registry
        request.environ["app.dbsession"] = dbsession
        request.headers["Cookie"] = f"__Host-s={browser.token}"
        apply_request_extensions(request)
        context = RequestContext(request)
        context.begin()
        contexts.append(context)
        return request

    yield make
    for context in contexts:
        context.end()


def test_what_was_typed_comes_back_to_its_writer(ada, save, request_of):
    save(ada, title="Sommerfest")
    assert load_draft(request_of(ada), KEY) == {"text": "Liebe Nachbarinnen", "title": "Sommerfest"}
    assert load_draft(request_of(ada), "another.form") == {}


def test_a_draft_is_stored_so_that_only_its_writer_opens_it(ada, save, row, vault):
    save(ada)
    assert b"Nachbarinnen" not in row().body_locked
    assert services.open_draft(vault, row(), new_key_pair().private) == {}


def test_saving_again_replaces_the_draft(ada, save, request_of, row):
    save(ada)
    first = row().id
    save(ada, text="Liebe Nachbarn")
    assert load_draft(request_of(ada), KEY) == {"text": "Liebe Nachbarn"}
    assert row().id == first


def test_an_emptied_form_leaves_no_draft(ada, save, row):
    save(ada)
    save(ada, text="   ", client_id="c1")
    assert row() is None


def test_a_sent_text_leaves_no_draft(ada, save, request_of, row):
    save(ada)
    discard_draft(request_of(ada), KEY)
    assert row() is None


def test_two_people_have_drafts_under_the_same_key(ada, as_person, save, request_of):
    berta = as_person()
    save(ada, text="von Ada")
    save(berta, text="von Berta")
    assert load_draft(request_of(ada), KEY)["text"] == "von Ada"
    assert load_draft(request_of(berta), KEY)["text"] == "von Berta"


def test_tokens_and_passwords_are_never_kept(ada, save, request_of):
    save(ada, password="geheim", client_id="c1")
    assert load_draft(request_of(ada), KEY) == {"text": "Liebe Nachbarinnen"}


def test_the_longest_text_fits_and_more_is_refused(ada, save, request_of, row):
    save(ada, text="ä" * 10_000)
    assert len(load_draft(request_of(ada), KEY)["text"]) == 10_000
    save(ada, text="a" * 30_000, status=413)
    assert len(load_draft(request_of(ada), KEY)["text"]) == 10_000


@pytest.mark.parametrize("key", [None, "", "k" * 121])
def test_a_draft_without_a_proper_key_is_refused(ada, save, row, key):
    save(ada, key=key, status=400)
    assert row() is None


def test_a_visitor_has_no_drafts(browser, save, row):
    assert save(browser, status="*").status_int >= 300
    assert row() is None


def test_a_forged_draft_is_refused(ada, row):
    ada.post("/drafts", {"draft_key": KEY, "text": "fremd"}, status=400)
    assert row() is None


def test_nobody_can_fill_the_table(ada, dbsession, vault, clock):
    private = new_key_pair().private
    for number in range(services.DRAFTS_PER_PERSON + 5):
        services.save(
            dbsession,
            vault,
            person_id=ada.person_id,
            private_key=private,
            key=f"k{number}",
            fields={"text": "Text"},
            now=clock.now() + timedelta(minutes=number),
        )
    assert dbsession.scalar(select(func.count()).select_from(Draft)) == services.DRAFTS_PER_PERSON
    keys = {draft.key for draft in services.of_person(dbsession, ada.person_id)}
    assert "k4" not in keys
    assert "k54" in keys
