"""A small forum for journeys: two categories, and a quick way to fill a discussion."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from vamv.api.orm import new_id
from vamv.api.security import Identity
from vamv_forum.models import MEMBERS, PUBLIC
from vamv_forum.services import writing
from vamv_forum.services.categories import add_category


@pytest.fixture
def everyday(dbsession):
    """A category that everybody may read: /forum/alltag."""
    return add_category(dbsession, slug="alltag", title="Alltag", description="Jeden Tag.", access=PUBLIC)


@pytest.fixture
def strength(dbsession):
    """A category for members: /forum/kraft."""
    return add_category(dbsession, slug="kraft", title="Kraft", description="", access=MEMBERS)


def identity(person, role="advice_seeker"):
    """Return who a service is told is acting."""
    return Identity(person.person_id, frozenset({role}), "", "full", getattr(person, "name", ""), None)


@pytest.fixture
def tell(dbsession, vault, clock, make_person):
    """Write a discussion: `tell(category, "Titel", "erster Text", "zweiter Text", by=person)`."""

    def write(category, title, *texts, by=None, role="advice_seeker", warning="", alias="", legal=False):
        actor = identity(by or make_person(role, name=f"Stille Birke {new_id()[:4]}"), role)
        first, *rest = (
            writing.NewText(text, content_warning=warning, alias=alias, legal=legal) for text in texts
        )
        when = {"actor": actor, "now": clock.now()}
        discussion, _post, _first = writing.open_discussion(
            dbsession, vault, category, first, title=title, **when
        )
        for text in rest:
            writing.reply(dbsession, vault, category, discussion, text, **when)
        return discussion

    return write


@pytest.fixture
def statements(registry):
    """Count what is asked of the database: `with statements() as seen: …` then `len(seen)`."""

    @contextmanager
    def watch():
        seen = []

        def note(_connection, _cursor, statement, *_rest):
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
                seen.append(statement)

        event.listen(registry["vamv.engine"], "before_cursor_execute", note)
        yield seen
        event.remove(registry["vamv.engine"], "before_cursor_execute", note)

    return watch


@pytest.fixture
def press():
    """Press a button below a post: `press(page, "/thanks")`, by how the address it sends to ends."""

    def send(page, ending):
        button = page.html.select_one(f'button[formaction$="{ending}"]')
        token = page.forms[button["form"]]["csrf_token"].value
        sent = {"csrf_token": token, button.get("name", "_"): button.get("value", "")}
        return page.test_app.post(button["formaction"], sent)

    return send
