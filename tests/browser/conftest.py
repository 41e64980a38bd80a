"""A portal with somebody for every kind of page and something to see on each."""

import pytest
from vamv_tiny.models import Slip

from vamv.accounts.flow import DRAFT
from vamv.accounts.services import invitations
from vamv.moderation import blocks
from vamv.moderation.content import content_kinds
from vamv.moderation.services import decide, file_report
from vamv.notifications import contact
from vamv.portal import services as pages
from vamv.security.identity import ENROL, FULL, NEW_CODE, NEW_PASSWORD, SECOND_FACTOR
from vamv.testing.walk import Cast
from vamv.vault.codes import new_code


@pytest.fixture
def furnished(live_server):
    """People of every kind, signed in: `furnished.show(page, "moderator", "/moderation/case/{case}")`.

    Needs the tiny plugin.
    """
    made = Cast(live_server)
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
    for who, (person, stage) in people.items():
        made.add(who, person, stage)
    live_server.change(lambda session: _furnish(session, live_server, made, parent, other, moderator))
    return made


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
