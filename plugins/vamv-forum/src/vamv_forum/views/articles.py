"""The posts of a page as HTML: made once, and kept for the next who sees the same.

It is the page people read most, and nearly all of its posts look alike to all of them.
"""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from pyramid.renderers import render

from vamv_forum.views.shown import Shower
from vamv_forum.views.sights import Sight
from vamv_forum.views.words import post_words

ARTICLES = "forum.articles"
MOST_KEPT = 2000  # about 5 MB
# Stands in no text: it is cut out of everything that people write.
_END = "\f"


def articles(request: Any, sights: Sequence[Sight]) -> list[Markup]:
    """Return the HTML of each of these posts."""
    kept: dict[Sight, Markup] = request.registry[ARTICLES]
    found = {sight: kept.get(sight) for sight in sights}
    missing = [sight for sight, article in found.items() if article is None]
    if missing:
        made = dict(zip(missing, _render(request, missing), strict=True))
        if len(kept) + len(made) > MOST_KEPT:
            kept.clear()
        kept.update(made)
        found |= made
    return [found[sight] or Markup() for sight in sights]


def _render(request: Any, sights: Sequence[Sight]) -> list[Markup]:
    words = post_words(request.localizer)
    shower = Shower(request.vault, words)
    values = {"posts": [shower.show(sight) for sight in sights], "words": words, "end": _END}
    html = render("vamv_forum:templates/posts.pt", values, request=request)
    return [Markup(each) for each in html.split(_END)[:-1]]  # noqa: S704 - rendered
