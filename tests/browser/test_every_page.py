"""Every page of the core is good for everybody: light and dark, phone and desktop, by keyboard.

The pages are those that the portal itself knows. A new one must be put into the walk.
"""

import pytest
from vamv_tiny.plugin import PLUGIN as TINY

from vamv.security.identity import ENROL, NEW_CODE, NEW_PASSWORD, SECOND_FACTOR
from vamv.testing.crawl import addresses
from vamv.testing.walk import VISITOR, assert_good_for_everybody, assert_good_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.plugins("tiny"),
    pytest.mark.settings(
        vamv__development="true", vamv__mail_host="mail.example", vamv__mail_from="post@portal.example"
    ),
]

# Answers for machines, and the page that sends people away before they see it.
NO_PAGES = {"portal.health", "portal.robots", "privacy.file", "portal.bye"}
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
    ("moderator", "/moderation/case/{decided}"),
]


def test_no_page_is_left_out(live_server):
    core = {
        address.name
        for address in addresses(live_server.registry)
        if address.takes("GET") and not address.name.startswith(f"{TINY.name}.")
    }
    assert core - NO_PAGES == set(WALK)


VISITORS = (VISITOR, NEW_PASSWORD, NEW_CODE, SECOND_FACTOR, ENROL, "spare codes")
TEAM = ("moderator", "coordinator", "administrator")


@pytest.mark.parametrize("people", [VISITORS, ("advice_seeker",), TEAM], ids=["visitors", "members", "team"])
def test_every_page_is_good_for_everybody(page, furnished, people):
    for who, path in [*WALK.values(), *MORE]:
        if who in people:
            furnished.show(page, who, path)
            # The style guide shows a form with mistakes, which takes the focus from the top of the page.
            look = assert_good_in if path == "/styleguide" else assert_good_for_everybody
            look(page)


def test_so_is_a_page_that_is_not_there(page, furnished):
    for path, status in (("/nothing-here", 404), ("/exit", 405)):
        furnished.show(page, VISITOR, path, status=status)
        assert_good_for_everybody(page)
