"""What several pages need: where a post stands, and the words for what the domain says in codes."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from vamv.api.web import stored_html
from vamv_forum import _
from vamv_forum.models import Category, Discussion
from vamv_forum.policy import first_of_page

ROLE_WORDS = {
    "counsellor": _("role-counsellor", default="Beratung"),
    "expert": _("role-expert", default="Fachleute"),
    "moderator": _("role-moderator", default="Moderation"),
    "coordinator": _("role-coordinator", default="Team"),
}
NO_LONGER_A_MEMBER = _("name-gone", default="Ehemaliges Mitglied")
SOMEBODY = _("name-masked", default="Jemand")
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


def name_of(request: Any, names: Mapping[str, str], post: Any) -> str:
    """Return the name above a post, from `queries.people.names_for`, or the words in its place."""
    words = SOMEBODY if post.masked else NO_LONGER_A_MEMBER
    return names.get(post.id) or str(request.localizer.translate(words))


def title_of(request: Any, discussion: Discussion) -> str:
    """Return a discussion's title, or words in its place when its author took it along."""
    return discussion.title or request.localizer.translate(NO_TITLE)


def number_in(text: str | None) -> int:
    """Return the number in an address, 0 when there is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def rules_of(category: Category) -> Markup | None:
    """Return what holds in a category beside the house rules; None for nothing."""
    return stored_html(category.rules_html) if category.rules_html else None
