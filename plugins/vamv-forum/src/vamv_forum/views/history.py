"""What an edited post said before, for its author and for moderation."""

import re
from difflib import SequenceMatcher
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.view import view_config

from vamv_forum import policy
from vamv_forum.queries.places import versions
from vamv_forum.views.common import address_of

_WORDS = re.compile(r"\s+|[^\s]+")


@view_config(
    route_name="forum.history",
    permission="forum.read",
    request_method="GET",
    renderer="vamv_forum:templates/history.pt",
)
def history(context: Any, request: Any) -> dict[str, Any]:
    """Show each edit of a post, the latest first."""
    moderates = bool(request.has_permission("forum.post.moderate"))
    if not policy.may_see_versions(context.post, request.identity, moderates):
        raise HTTPNotFound
    steps = []
    after, changed_at = context.post, context.post.edited_at
    for version in versions(request.dbsession, context.post):
        steps.append(
            {
                "at": changed_at,
                "changes": changes(version.source, after.source),
                "warnings": changes(version.content_warning, after.content_warning)
                if version.content_warning != after.content_warning
                else [],
                "warning": version.content_warning or after.content_warning,
            }
        )
        after, changed_at = version, version.written_at
    return {
        "steps": steps,
        "post": context.post,
        "back": address_of(request, context.discussion.id, context.post.seq),
    }


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """Return the pieces of two texts in order: ("same", …), ("gone", …), ("new", …), word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(old[i:j])))
            continue
        pieces += [("gone", "".join(old[i:j]))] * (j > i) + [("new", "".join(new[k:m]))] * (m > k)
    return pieces
