"""Every page of the core is good for everybody: light and dark, phone and desktop, by keyboard.

The pages are those that the portal itself knows. A new one must be put into the walk.
"""

from dataclasses import dataclass, field

import pytest
from vamv_tiny.models import Slip
from vamv_tiny.plugin import PLUGIN as TINY

from vamv.accounts.flow import DRAFT
from vamv.accounts.services import invitations
from vamv.moderation import blocks
from vamv.moderation.content import content_kinds
from vamv.moderation.services import decide, file_report
from vamv.notifications import contact
from vamv.portal import services as pages
from vamv.security import sessions
from vamv.security.identity import ENROL, FULL, NEW_CODE, NEW_PASSWORD, SECOND_FACTOR
from vamv.testing.crawl import addresses
from vamv.testing.keyboard import Keyboard
from vamv.testing.live import DESKTOP, PHONE, assert_accessible, assert_no_sideways_scroll
from vamv.vault.codes import new_code

pytestmark = [
    pytest.mark.browser,
    pytest.mark.plugins("tiny"),
    pytest.mark.settings(
        vamv__development="true", vamv__mail_host="mail.example", vamv__mail_from="post@portal.example"
    ),
]

# Answers for machines, and the page that sends people away before they see it.
NO_PAGES = {"portal.health", "portal.robots", "privacy.file", "portal.bye"}
VISITOR = ""
# Who looks at it, where it is.
WALK = {
    "portal.start": (VISITOR, "/"),
    "portal.help": (VISITOR, "/help"),
    "portal.safety": (VISITOR, "/safety"),
    "portal.page": (VISITOR, "/page/imprint"),
    "portal.styleguide": (VISITOR, "/styleguide"),
    "privacy.data": (VISITOR, "/privacy/data"),
    "privacy.gone": (VISITOR, "/goodbye"),
    "accounts.login": (VISITOR, "/login"),
    "accounts.logged_out": (VISITOR, "/logged-out"),
    "accounts.register": (VISITOR, "/register"),
    "accounts.recover": (VISITOR, "/recover"),
    "accounts.first_administrator": (VISITOR, "/setup"),
    "accounts.invitation": (VISITOR, "/invitation/{token}"),
    "moderation.report": (VISITOR, "/report/tiny.slip/{slip}"),
    "moderation.receipt": (VISITOR, "/report/receipt"),
    "accounts.new_password": (NEW_PASSWORD, "/recover/password"),
    "accounts.new_code": (NEW_CODE, "/register/code"),
    "accounts.second_factor": (SECOND_FACTOR, "/login/code"),
    "accounts.enrol": (ENROL, "/login/set-up"),
    "accounts.enrol_codes": ("spare codes", "/login/spare-codes"),
    "accounts.overview": ("advice_seeker", "/account"),
    "accounts.profile": ("advice_seeker", "/account/profile"),
    "accounts.password": ("advice_seeker", "/account/password"),
    "accounts.step_up": ("advice_seeker", "/account/password-again"),
    "accounts.code": ("advice_seeker", "/account/code"),
    "accounts.devices": ("advice_seeker", "/account/devices"),
    "accounts.logout": ("advice_seeker", "/logout"),
    "moderation.mute": ("advice_seeker", "/mute/tiny.slip/{other_slip}"),
    "moderation.muted": ("advice_seeker", "/account/hidden"),
    "moderation.outcome": ("advice_seeker", "/report/outcome/{report}"),
    "moderation.statement": ("advice_seeker", "/moderation/statement/{decided}"),
    "notifications.list": ("advice_seeker", "/notifications"),
    "notifications.choices": ("advice_seeker", "/notifications/choices"),
    "notifications.address": ("advice_seeker", "/notifications/address"),
    "notifications.code": ("advice_seeker", "/notifications/address/code"),
    "notifications.remove": ("advice_seeker", "/notifications/address/remove"),
    "privacy.export": ("advice_seeker", "/account/export"),
    "privacy.delete": ("advice_seeker", "/account/delete"),
    "privacy.confirm": ("advice_seeker", "/account/delete/confirm"),
    "search": ("advice_seeker", "/search?q=Hallo"),
    "accounts.factor": ("moderator", "/account/second-factor"),
    "accounts.factor_new": ("moderator", "/account/second-factor/new"),
    "accounts.factor_codes": ("moderator", "/account/second-factor/codes"),
    "staff.work": ("moderator", "/work"),
    "moderation.desk": ("moderator", "/moderation"),
    "moderation.case": ("moderator", "/moderation/case/{case}"),
    "moderation.log": ("moderator", "/moderation/log"),
    "portal.pages": ("coordinator", "/pages"),
    "portal.page_edit": ("coordinator", "/pages/imprint/de"),
    "portal.page_history": ("coordinator", "/pages/imprint/de/history"),
    "portal.page_version": ("coordinator", "/pages/imprint/de/history/1"),
    "accounts.team": ("administrator", "/team/accounts"),
    "accounts.team_invite": ("administrator", "/team/accounts/invite"),
    "accounts.team_link": ("administrator", "/team/accounts/link/{link}"),
    "accounts.team_member": ("administrator", "/team/accounts/{member}"),
    "accounts.team_reset": ("administrator", "/team/accounts/{member}/reset"),
    "accounts.team_disable": ("administrator", "/team/accounts/{member}/disable"),
}
# What looks different for somebody else, and what is no route.
MORE = [
    ("advice_seeker", "/"),
    ("coordinator", "/"),
    ("advice_seeker", "/search?q=nichts"),
    ("advice_seeker", "/account/second-factor"),
    ("advice_seeker", "/account/second-factor/new"),
    (VISITOR, "/page/house-rules"),
    (VISITOR, "/nothing-here"),
    (VISITOR, "/exit"),
    ("moderator", "/moderation/case/{decided}"),
]


@dataclass
class World:
    """People who are signed in, and what they look at."""

    tokens: dict[str, str] = field(default_factory=lambda: {VISITOR: ""})
    session_ids: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def world(live_server):
    """Somebody for every kind of page, and something to see on each."""
    made = World()
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


def test_no_page_is_left_out(live_server):
    core = {
        address.name
        for address in addresses(live_server.registry)
        if address.takes("GET") and not address.name.startswith(f"{TINY.name}.")
    }
    assert core - NO_PAGES == set(WALK)


def in_all_looks(page):
    """Look at a page as it is now on a phone and a desktop, in light and dark colours, and at 320 px."""
    assert_no_sideways_scroll(page)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert_accessible(page)
    page.set_viewport_size(PHONE)


def settle(page, live_server, world, who, path):
    """Open a page as somebody; being sent elsewhere is a failure."""
    page.context.clear_cookies()
    if world.tokens[who]:
        cookie = {"name": "s", "value": world.tokens[who], "url": live_server.url}
        page.context.add_cookies([{**cookie, "httpOnly": True, "sameSite": "Lax"}])
    path = path.format(**world.ids)
    page.goto(path)
    assert page.url == live_server.url + path


VISITORS = (VISITOR, NEW_PASSWORD, NEW_CODE, SECOND_FACTOR, ENROL, "spare codes")
TEAM = ("moderator", "coordinator", "administrator")


@pytest.mark.parametrize("people", [VISITORS, ("advice_seeker",), TEAM], ids=["visitors", "members", "team"])
def test_every_page_is_good_for_everybody(live_server, page, world, people):
    for who, path in [*WALK.values(), *MORE]:
        if who in people:
            settle(page, live_server, world, who, path)
            in_all_looks(page)
            # The style guide shows a form with mistakes, which takes the focus from the top of the page.
            if path != "/styleguide":
                Keyboard(page).around()
