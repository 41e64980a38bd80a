"""Every page of the group chat is good for everybody: light and dark, phone and desktop, by keyboard.

The pages are those that the portal itself knows. A new one must be put into the walk.
"""

import pytest

from vamv.testing.walk import TWO_LOOKS, VISITOR, assert_good_for_everybody, assert_good_in, pages_of

pytestmark = [pytest.mark.browser, pytest.mark.plugins("groupchat")]

# A file for calendars, and what scripts ask for.
NO_PAGES = {"groupchat.calendar", "groupchat.rows"}
# Who looks at it, where it is.
WALK = {
    "groupchat.index": ("parent", "/groupchat"),
    "groupchat.room": ("parent", "/groupchat/{room}"),
    "groupchat.enter": ("parent", "/groupchat/s/{chat}/enter"),
    "groupchat.chat": ("parent", "/groupchat/s/{chat}"),
    "groupchat.change": ("parent", "/groupchat/s/{chat}/m/{mine}"),
    "groupchat.whisper": ("parent", "/groupchat/s/{chat}/whisper"),
    "groupchat.leave_group": ("parent", "/groupchat/{group}/leave"),
    "groupchat.join": ("newcomer", "/groupchat/join/{secret}"),
    "groupchat.team": ("moderator", "/groupchat/s/{chat}/team"),
    "groupchat.lead": ("moderator", "/groupchat/s/{chat}/lead"),
    "groupchat.person": ("moderator", "/groupchat/s/{chat}/p/{ref}"),
    "groupchat.manage": ("moderator", "/groupchat/manage"),
    "groupchat.add_room": ("moderator", "/groupchat/manage/new"),
    "groupchat.change_room": ("moderator", "/groupchat/manage/{room}"),
    "groupchat.staff": ("moderator", "/groupchat/manage/{room}/staff"),
    "groupchat.invitation": ("moderator", "/groupchat/manage/{group}/invitation"),
    "groupchat.dates": ("moderator", "/groupchat/manage/{room}/dates"),
    "groupchat.add_hours": ("moderator", "/groupchat/manage/{room}/hours"),
    "groupchat.change_date": ("moderator", "/groupchat/manage/{room}/dates/{planned}"),
}
# What looks different for somebody else or with something else on it.
MORE = [
    (VISITOR, "/groupchat"),
    (VISITOR, "/groupchat/{room}"),
    ("newcomer", "/groupchat/s/{chat}/enter"),
    ("moderator", "/groupchat/s/{chat}"),
    ("moderator", "/groupchat/s/{chat}/team?to={ref}"),
    ("moderator", "/groupchat/{group}"),
]


def test_no_page_is_left_out(live_server):
    assert pages_of(live_server.registry, "groupchat") - NO_PAGES == set(WALK)


@pytest.mark.parametrize("group", [("parent", "newcomer"), ("moderator",)], ids=["members", "team"])
def test_every_page_is_good_for_everybody(page, evening, group):
    for who, path in WALK.values():
        if who in group:
            evening.show(page, who, path)
            assert_good_for_everybody(page)


def test_so_is_every_state_of_a_page(page, evening):
    for who, path in MORE:
        evening.show(page, who, path)
        assert_good_in(page, TWO_LOOKS)
