"""Several people write in the same moment: nothing is lost, numbers have no gaps, counts are exact."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.security import Identity
from vamv.db.engine import writing as for_writing
from vamv.testing.people import make_person
from vamv_forum.models import PUBLIC, Category, Discussion, Post
from vamv_forum.services import writing
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")
WRITERS = 4
EACH = 8


def identity(person):
    return Identity(person.person_id, frozenset({"advice_seeker"}), "", "full", person.name, None)


def test_four_writers_at_once_lose_nothing(real_app, clock):
    engine = for_writing(real_app.registry["vamv.engine"])
    with Session(engine) as session, session.begin():
        people = [
            identity(make_person(real_app.registry, session, clock.now(), "advice_seeker"))
            for _ in range(WRITERS)
        ]
        category = add_category(session, slug="alltag", title="Alltag", description="", access=PUBLIC)
        discussion, _post, _first = writing.open_discussion(
            session,
            real_app.registry["vamv.vault"],
            category,
            writing.NewText("eins"),
            actor=people[0],
            title="Alle",
            now=clock.now(),
        )
        discussion_id, category_id = discussion.id, category.id

    def write(actor):
        for _ in range(EACH):
            new = writing.NewText("Antwort")
            # Each form is sent twice, as by an impatient finger.
            for _again in range(2):
                with Session(engine) as session, session.begin():
                    writing.reply(
                        session,
                        real_app.registry["vamv.vault"],
                        session.get_one(Category, category_id),
                        session.get_one(Discussion, discussion_id),
                        new,
                        actor=actor,
                        now=clock.now(),
                    )

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, people))
    with Session(engine) as session:
        discussion = session.get_one(Discussion, discussion_id)
        wanted = WRITERS * EACH + 1
        assert list(session.scalars(select(Post.seq).order_by(Post.seq))) == list(range(1, wanted + 1))
        assert (discussion.last_seq, discussion.post_count) == (wanted, wanted)
