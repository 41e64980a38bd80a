"""The form below a discussion. As long as nobody has begun to write it is the same for nearly everybody."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup
from pyramid.renderers import render

from vamv_forum.schemas import PostForm

FIELDS = "forum.reply_fields"


class Look(NamedTuple):
    """All that the fields depend on while they are empty.

    `follow`: whether the box is ticked. `lay`: the reader is no professional, and it may be about the law.
    `may_mask`: they may still choose another name here.
    """

    locale: str
    access: str
    follow: bool
    lay: bool
    may_mask: bool


def reply_fields(request: Any, look: Look, draft: Mapping[str, str]) -> Markup:
    """Return the fields with what somebody has begun to write; empty ones are made once."""
    if draft:
        return _render(request, look, draft)
    kept: dict[Look, Markup] = request.registry[FIELDS]
    fields = kept.get(look)
    if fields is None:
        fields = kept[look] = _render(request, look, draft)
    return fields


def _render(request: Any, look: Look, draft: Mapping[str, str]) -> Markup:
    form = PostForm(request, **{"follow": look.follow, **draft})
    values = {"form": form, "look": look}
    return Markup(render("vamv_forum:templates/reply.pt", values, request=request))  # noqa: S704 - rendered
