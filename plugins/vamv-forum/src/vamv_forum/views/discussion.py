"""A discussion, a page of posts at a time."""

from functools import partial
from typing import Any

from markupsafe import Markup
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.view import view_config

from vamv.api.drafts import load_draft
from vamv.api.orm import new_id
from vamv.api.web import after_view, stored_html
from vamv_forum import policy
from vamv_forum.models import NORMAL
from vamv_forum.queries.held import waiting_in
from vamv_forum.queries.pages import page_of
from vamv_forum.queries.people import openers
from vamv_forum.resources import is_of_the_other
from vamv_forum.services.reading import note_page
from vamv_forum.views.articles import articles
from vamv_forum.views.common import address_of, number_in, title_of
from vamv_forum.views.composing import reply_key
from vamv_forum.views.polls import poll_above
from vamv_forum.views.replying import Look, reply_fields
from vamv_forum.views.shown import open_alias
from vamv_forum.views.sights import Reader
from vamv_forum.views.wishes import wanted_by


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
    rows = page_of(request.dbsession, context.discussion, first, size, request.identity)
    _note_reading(context, request, rows)
    here: str = request.route_path("forum.discussion", discussion=context.discussion.id)

    answers = _may_answer(context, request)
    alias = _own_alias(request, rows)
    reader = Reader(context, request, here=here, answers=answers)

    def page(seq: int) -> str:
        return f"{here}?from={seq}" if seq > 1 else here

    return {
        "discussion": context.discussion,
        "category": context.category,
        "title": title_of(request, context.discussion),
        "posts": articles(request, reader.sees(rows)),
        "member": policy.is_member(request.identity),
        "level": context.level or NORMAL,
        "poll": poll_above(context, request, rows),
        "page": first // size + 1,
        "pages": last // size + 1,
        "previous": page(first - size) if first > 1 else None,
        "next": page(first + size) if first < last else None,
        "first_page": page(1),
        "last_page": page(last),
        "listed": policy.is_listed(context.discussion),
        "open": policy.is_open(context.category, context.discussion),
        "answers": answers,
        "fields": _reply_fields(context, request, masked=bool(alias)) if answers else None,
        "client_id": new_id(),
        "draft_key": reply_key(context.discussion),
        "alias": alias,
        "waiting": _waiting(context, request, rows) if first == last else [],
    }


@view_config(route_name="forum.post", permission="forum.read", request_method="GET")
def post(context: Any, request: Any) -> HTTPSeeOther:
    """Lead to the page on which a post stands; to its category whoever has just blocked who opened it."""
    if is_of_the_other(request, context.discussion):
        opening = openers(request.dbsession, [context.discussion.id])[context.discussion.id]
        if not request.muted.hides(opening.author_id, (opening.alias_id or "?") if opening.masked else None):
            raise HTTPNotFound
        return HTTPSeeOther(request.route_path("forum.category", category=context.category.slug))
    return HTTPSeeOther(address_of(request, context.discussion.id, context.post.seq))


def _own_alias(request: Any, rows: Any) -> str:
    if not rows or not rows[0].own_alias_id or request.identity.is_staff:
        return ""
    return open_alias(request.vault, rows[0].own_alias_id, rows[0].own_alias_sealed)


def _waiting(context: Any, request: Any, rows: Any) -> list[tuple[str, Markup]]:
    if not rows or not rows[0].waiting:
        return []
    held = waiting_in(request.dbsession, context.discussion.id, request.identity.person_id)
    return [(each.id, stored_html(each.html)) for each in held]


def _note_reading(context: Any, request: Any, rows: Any) -> None:
    if not policy.is_member(request.identity) or not rows or rows[-1].seq <= context.seen:
        return
    seen = partial(
        note_page,
        person_id=request.identity.person_id,
        discussion_id=context.discussion.id,
        seq=rows[-1].seq,
        at_end=rows[-1].seq >= context.discussion.last_seq,
        now=request.now,
    )
    after_view(request, seen)


def _may_answer(context: Any, request: Any) -> bool:
    there = policy.is_listed(context.discussion) and policy.is_open(context.category, context.discussion)
    return there and bool(request.has_permission("forum.post.write"))


def _reply_fields(context: Any, request: Any, *, masked: bool) -> Markup:
    identity = request.identity
    look = Look(
        locale=request.locale_name,
        access=context.category.access,
        follow=wanted_by(context)["follow"],
        lay=policy.is_legal(context.category, context.discussion)
        and policy.role_mark(identity.roles) not in policy.PROFESSIONALS,
        may_mask=not (identity.is_staff or masked),
    )
    return reply_fields(request, look, load_draft(request, reply_key(context.discussion)))
