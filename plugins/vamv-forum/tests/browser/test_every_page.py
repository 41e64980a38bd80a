"""Every page of the forum is good for everybody: light and dark, phone and desktop, by keyboard.

The pages are those that the portal itself knows. A new one must be put into the walk.
"""

import pytest

from vamv.testing.walk import TWO_LOOKS, VISITOR, assert_good_for_everybody, assert_good_in, pages_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.plugins("forum"),
    pytest.mark.settings({"forum.messages": "true"}),
]

# One leads on to a post's place on its page, the other is a part of a page.
NO_PAGES = {"forum.post", "forum.similar"}
# Who looks at it, where it is.
WALK = {
    "forum.index": ("parent", "/forum"),
    "forum.category": ("parent", "/forum/alltag"),
    "forum.new": ("parent", "/forum/alltag/new"),
    "forum.discussion": ("parent", "/forum/d/{talk}"),
    "forum.reply": ("parent", "/forum/d/{talk}/reply?quote={answer}"),
    "forum.more": ("parent", "/forum/p/{answer}/more"),
    "forum.edit": ("parent", "/forum/p/{talk_1}/edit"),
    "forum.history": ("parent", "/forum/p/{own}/history"),
    "forum.remove": ("parent", "/forum/p/{own}/remove"),
    "forum.poll": ("parent", "/forum/d/{asked}/poll"),
    "forum.poll_remove": ("parent", "/forum/d/{asked}/poll/remove"),
    "forum.search": ("parent", "/forum/search?q=übergabe"),
    "forum.kept": ("parent", "/forum/kept"),
    "forum.mine": ("parent", "/forum/mine"),
    "forum.followed": ("parent", "/forum/followed"),
    "forum.held": ("parent", "/forum/held/{waits}"),
    "forum.messages": ("parent", "/forum/messages"),
    "forum.talk": ("parent", "/forum/messages/{chat}"),
    "forum.talk_leave": ("parent", "/forum/messages/{chat}/leave"),
    "forum.ask": ("newcomer", "/forum/p/{other_1}/message"),
    "forum.waiting": ("moderator", "/forum/waiting"),
    "forum.waiting_text": ("moderator", "/forum/waiting/{waits_new}"),
    "forum.moderate": ("moderator", "/forum/d/{talk}/moderate"),
    "forum.move": ("moderator", "/forum/d/{question}/move?to={alltag}"),
    "forum.merge": ("moderator", "/forum/d/{talk}/merge"),
    "forum.split": ("moderator", "/forum/d/{talk}/split?chosen=3,4"),
    "forum.split_off": ("moderator", "/forum/d/{inner}/split_off?chosen=2&q=übergabe"),
    "forum.manage": ("coordinator", "/forum/manage"),
    "forum.add_category": ("coordinator", "/forum/manage/new"),
    "forum.change_category": ("coordinator", "/forum/manage/{gruppe}"),
    "forum.members": ("coordinator", "/forum/manage/{gruppe}/members"),
    "forum.delete_category": ("coordinator", "/forum/manage/{leer}/delete"),
}
# What looks different for somebody else or with something else on it.
MORE = [
    (VISITOR, "/forum"),
    (VISITOR, "/forum/alltag"),
    (VISITOR, "/forum/d/{talk}"),
    (VISITOR, "/forum/d/{over}"),
    (VISITOR, "/forum/search?q=zahnspange"),
    ("parent", "/forum/archiv"),
    ("parent", "/forum/d/{talk}?from=21"),
    ("parent", "/forum/d/{question}"),
    ("parent", "/forum/d/{closed}"),
    ("parent", "/forum/d/{poll}"),
    ("parent", "/forum/d/{voted}"),
    ("parent", "/forum/d/{other}"),
    ("parent", "/forum/held/{refused}"),
    ("parent", "/forum/p/{removed}/remove"),
    ("parent", "/forum/messages/{request}"),
    ("parent", "/forum/messages/{request}/leave"),
    ("parent", "/forum/messages/{asked_talk}"),
    ("newcomer", "/forum/kept"),
    ("newcomer", "/forum/mine"),
    ("newcomer", "/forum/followed"),
    ("newcomer", "/forum/p/{other_2}/message"),
    ("counsellor", "/forum/p/{signable}/more"),
    ("moderator", "/forum/d/{talk}"),
    ("moderator", "/forum/d/{unseen}"),
    ("moderator", "/forum/d/{closed}/moderate"),
    ("moderator", "/forum/d/{talk}/merge?q=übergabe"),
    ("moderator", "/forum/d/{inner}/merge?into={other}"),
    ("coordinator", "/forum/manage/{alltag}/delete"),
]


def test_no_page_is_left_out(live_server):
    assert pages_of(live_server.registry, "forum") - NO_PAGES == set(WALK)


@pytest.mark.parametrize(
    "people", [("parent", "newcomer"), ("moderator", "coordinator")], ids=["members", "team"]
)
def test_every_page_is_good_for_everybody(page, furnished, people):
    for who, path in WALK.values():
        if who in people:
            furnished.show(page, who, path)
            assert_good_for_everybody(page)


def test_so_is_every_state_of_a_page(page, furnished):
    for who, path in MORE:
        furnished.show(page, who, path)
        assert_good_in(page, TWO_LOOKS)
