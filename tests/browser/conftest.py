"""A portal with somebody for every kind of page and something to see on each."""

from dataclasses import dataclass, field

import pytest
from vamv_tiny.models import Slip

from vamv.accounts.flow import DRAFT
from vamv.accounts.services import invitations
from vamv.moderation import blocks
from vamv.moderation.content import content_kinds
from vamv.moderation.services import decide, file_report
from vamv.notifications import contact
from vamv.portal import services as pages
from vamv.security import sessions
from vamv.security.identity import ENROL, FULL, NEW_CODE, NEW_PASSWORD, SECOND_FACTOR
from vamv.vault.codes import new_code

VISITOR = ""


@dataclass
class World:
    """Sessions by kind of person, and the ids of what they look at."""

    url: str
    tokens: dict[str, str] = field(default_factory=lambda: {VISITOR: ""})
    session_ids: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def show(self, page, who, path):
        """Open a page as somebody; being sent elsewhere is a failure."""
        page.context.clear_cookies()
        if self.tokens[who]:
            cookie = {"name": "s", "value": self.tokens[who], "url": self.url}
            page.context.add_cookies([{**cookie, "httpOnly": True, "sameSite": "Lax"}])
        address = self.url + path.format(**self.ids)
        page.goto(address)
        assert page.url == address


@pytest.fixture
def furnished(live_server):
    """People of every kind, signed in: `furnished.show(page, "moderator", "/moderation/case/{case}")`.

    Needs the tiny plugin.
    """
    made = World(live_server.url)
    parent = live_server.make_person("advice_seeker", name="Leise Linde")
    other = live_server.make_person("advice_seeker", name="Blaue Tanne")
    moderator = live_server.make_person("moderator", name="Frau Kern")
    people = {
        "advice_seeker": (parent, FULL),
        "moderator": (moderator, FULL),
        "coordinator": (live_server.make_person("coordinator", name="Frau Vogt"), FULL),
        "administrator": (live_server.make_person("administrator", name="Verwaltung"), FULL),
        NEW_PASSWORD: (live_server.make_person(), NEW_PASSWORD),
        NEW_CODE: (live_server.make_person(), NEW_CODE),
        ENROL: (live_server.make_person(), ENROL),
        SECOND_FACTOR: (moderator, SECOND_FACTOR),
        "spare codes": (moderator, ENROL),
    }
    live_server.change(lambda session: _sign_in(session, live_server, people, made))
    live_server.change(lambda session: _furnish(session, live_server, made, parent, other, moderator))
    return made


def _sign_in(session, server, people, made):
    for who, (person, stage) in people.items():
        row, made.tokens[who] = sessions.begin(
            session,
            server.registry["vamv.vault"],
            person_id=person.person_id,
            private_key=person.private_key,
            now=server.clock.now(),
            stage=stage,
        )
        made.session_ids[who] = row.id


def _furnish(session, server, made, parent, other, moderator):
    now, vault, registry = server.clock.now(), server.registry["vamv.vault"], server.registry
    slips = [
        Slip(author_id=person.person_id, text="Hallo zusammen", created_at=now) for person in (parent, other)
    ]
    session.add_all(slips)
    session.flush()
    kind = content_kinds(registry)["tiny.slip"]

    def report(slip):
        return file_report(
            session,
            vault,
            content=kind.load(session, vault, slip.id),
            reason="insult",
            text="Das verletzt mich.",
            reporter_id=parent.person_id,
            receipt=new_code(),
            now=now,
        )

    decided = report(slips[0])
    decide(
        session,
        vault,
        case_id=decided.case_id,
        kind=kind,
        action="hide",
        reason="insult",
        words="Bitte bleiben Sie freundlich.",
        actor_id=moderator.person_id,
        now=now,
    )
    waiting = report(slips[1])
    for person, hidden in ((parent, other), (other, parent)):
        blocks.mute(
            session,
            vault,
            person_id=person.person_id,
            other_id=hidden.person_id,
            name=hidden.name,
            kind="mute",
            now=now,
        )
    contact.begin(session, vault, parent.person_id, "linde@example.org", locale="de", now=now)
    for _ in range(2):
        pages.save(
            session, slug="imprint", locale="de", title="Impressum", source="Verein", actor_id=None, now=now
        )
    token = invitations.invite_staff(
        session, vault, roles=frozenset({"moderator"}), note="Herr Groß", actor_id=None, now=now
    )
    made.ids = {
        "slip": slips[0].id,
        "other_slip": slips[1].id,
        "report": decided.id,
        "decided": decided.case_id,
        "case": waiting.case_id,
        "member": moderator.person_id,
        "token": token,
        "link": vault.seal(DRAFT, made.session_ids["administrator"], token.encode(), owner="link").hex(),
    }
