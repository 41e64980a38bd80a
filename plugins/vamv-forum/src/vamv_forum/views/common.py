"""What several pages need: where a post stands, and the words for what the domain says in codes."""

from typing import Any

from vamv_forum import _
from vamv_forum.models import Discussion
from vamv_forum.policy import first_of_page

ROLE_WORDS = {
    "counsellor": _("role-counsellor", default="Beratung"),
    "expert": _("role-expert", default="Fachleute"),
    "moderator": _("role-moderator", default="Moderation"),
    "coordinator": _("role-coordinator", default="Team"),
}
NO_LONGER_A_MEMBER = _("name-gone", default="Ehemaliges Mitglied")
NO_TITLE = _("title-gone", default="Diskussion ohne Titel")


def address_of(request: Any, discussion_id: str, seq: int) -> str:
    """Return the address of the page that shows post number `seq` of a discussion, pointing at the post."""
    first = first_of_page(seq, request.registry.settings["forum.posts_per_page"])
    return str(
        request.route_path(
            "forum.discussion",
            discussion=discussion_id,
            _query={"from": first} if first > 1 else None,
            _anchor=f"post-{seq}" if seq > 1 else None,
        )
    )


def role_word(request: Any, mark: str | None) -> str | None:
    """Return the word that stands beside the name of staff."""
    return request.localizer.translate(ROLE_WORDS[mark]) if mark in ROLE_WORDS else None


def title_of(request: Any, discussion: Discussion) -> str:
    """Return a discussion's title, or words in its place when its author took it along."""
    return discussion.title or request.localizer.translate(NO_TITLE)


def number_in(text: str | None) -> int:
    """Return the number in an address, 0 when there is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
