"""Who may ask for which page: a table, kept beside this file and read again when it changes."""

from pathlib import Path

import pytest

from vamv.security.permissions import permissions
from vamv.testing.crawl import addresses

pytestmark = pytest.mark.plugins("groupchat")

TABLE = Path(__file__).parents[1] / "rights.txt"


def test_the_table_of_roles_and_pages_is_as_agreed(registry):
    """To accept a change, put what this test shows into the file, and look at the difference."""
    known = permissions(registry)
    lines = []
    for address in addresses(registry):
        if address.name.startswith("groupchat."):
            methods = ",".join(sorted((address.methods or {"*"}) - {"HEAD"}))
            for name in sorted(address.permissions):
                roles = ", ".join(sorted(each.removeprefix("role:") for each in known[name].principals))
                lines.append(f"{address.name:24} {methods:9} {name:22} {roles}")
    assert lines == TABLE.read_text(encoding="utf-8").splitlines()


def test_a_visitor_sees_what_there_is_and_is_asked_to_log_in_for_the_rest(
    browser, make_room, meet, moderator
):
    chat = meet(make_room())
    browser.get("/groupchat", status=200)
    browser.get(f"/groupchat/{chat.room_id}", status=200)
    for path in ("", "/enter", "/whisper", "/team", "/lead"):
        assert "/login" in browser.get(f"/groupchat/s/{chat.id}{path}", status=303).location


def test_an_administrator_reads_no_word(meeting, moderator, as_person, enter, say):
    enter(moderator, meeting)
    say(moderator, meeting, "Nur für den Raum")
    administrator = as_person("administrator")
    for path in ("", "/enter", "/whisper", "/team", "/lead"):
        administrator.get(f"/groupchat/s/{meeting.id}{path}", status=403)
