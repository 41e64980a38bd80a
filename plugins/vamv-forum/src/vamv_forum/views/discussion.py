"""A discussion, a page of posts at a time."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.drafts import load_draft
from vamv.api.security import display_names
from vamv.api.web import RENDERER_VERSION, after_view, render_post, stored_html
from vamv_forum import policy
from vamv_forum.models import Post
from vamv_forum.queries.places import posts_from
from vamv_forum.schemas import PostForm
from vamv_forum.services.reading import mark_read
from vamv_forum.views.common import NO_LONGER_A_MEMBER, address_of, number_in, role_word, title_of
from vamv_forum.views.composing import reply_key


@dataclass(frozen=True)
class ShownPost:
    """A post as one person sees it. `html` is None where there is nothing to read (any more)."""

    post: Post
    name: str
    role_word: str | None
    html: Markup | None
    new: bool
    own: bool
    undo: bool
    history: bool


@view_config(
    route_name="forum.discussion",
    permission="forum.read",
    request_method="GET",
    renderer="vamv_forum:templates/discussion.pt",
)
def discussion(context: Any, request: Any) -> dict[str, Any]:
    """Show one page of a discussion, and note afterwards how far it has been read."""
    size = request.registry.settings["forum.posts_per_page"]
    last = policy.first_of_page(context.discussion.last_seq, size)
    first = min(policy.first_of_page(number_in(request.GET.get("from")), size), last)
    posts = posts_from(request.dbsession, context.discussion, first, size)
    _note_reading(context, request, posts)

    def page(seq: int) -> str:
        query = {"from": seq} if seq > 1 else None
        return str(request.route_path("forum.discussion", discussion=context.discussion.id, _query=query))

    return {
        "discussion": context.discussion,
        "category": context.category,
        "title": title_of(request, context.discussion),
        "posts": _shown(context, request, posts),
        "seen": context.seen,
        "page": first // size + 1,
        "pages": last // size + 1,
        "previous": page(first - size) if first > 1 else None,
        "next": page(first + size) if first < last else None,
        "first_page": page(1),
        "last_page": page(last),
        "listed": policy.is_listed(context.discussion),
        "open": policy.is_open(context.category, context.discussion),
        "form": _reply_form(context, request),
        "draft_key": reply_key(context.discussion),
    }


@view_config(route_name="forum.post", permission="forum.read", request_method="GET")
def post(context: Any, request: Any) -> HTTPSeeOther:
    """Lead to the page on which a post stands."""
    return HTTPSeeOther(address_of(request, context.discussion.id, context.post.seq))


def _shown(context: Any, request: Any, posts: Any) -> list[ShownPost]:
    names = display_names(request.dbsession, request.vault, [each.author_id for each in posts])
    moderates = bool(request.has_permission("forum.post.moderate"))
    minutes = request.registry.settings["forum.undo_minutes"]
    member = policy.is_member(request.identity)
    gone = request.localizer.translate(NO_LONGER_A_MEMBER)
    return [
        ShownPost(
            post=each,
            name=names.get(each.author_id or "", gone),
            role_word=role_word(request, each.role_mark),
            html=_html(each) if policy.is_readable(each) else None,
            new=member and context.seen > 0 and each.seq > context.seen,
            own=(own := policy.is_author(each, request.identity)),
            undo=own and policy.may_undo_removal(each, request.now, minutes),
            history=policy.may_see_versions(each, request.identity, moderates),
        )
        for each in posts
    ]


def _html(post: Post) -> Markup:
    return stored_html(post.html) if post.renderer_version == RENDERER_VERSION else render_post(post.source)


def _note_reading(context: Any, request: Any, posts: Any) -> None:
    if not policy.is_member(request.identity) or not posts or posts[-1].seq <= context.seen:
        return
    seen = partial(
        mark_read,
        person_id=request.identity.person_id,
        discussion_id=context.discussion.id,
        seq=posts[-1].seq,
    )
    after_view(request, seen)


def _reply_form(context: Any, request: Any) -> PostForm | None:
    may = policy.is_open(context.category, context.discussion) and request.has_permission("forum.post.write")
    return PostForm(request, **load_draft(request, reply_key(context.discussion))) if may else None
