"""Splitting a discussion: choose posts page by page, then say where they go.

The choice travels in the address as numbers, so that it works without a script and with the back button.
"""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.web import plain_text
from vamv_forum import _, place_policy, policy
from vamv_forum.queries.people import names_for
from vamv_forum.queries.shaping import first_chosen, joinable, numbers_between, page_to_choose
from vamv_forum.schemas_shaping import AGREED, SplitForm, read_numbers, write_numbers
from vamv_forum.search import beginning
from vamv_forum.services import moving
from vamv_forum.views.common import name_of, number_in
from vamv_forum.views.shaping import NOT_AGREED, UNFIT, back, category_named, done, page, search, tell

SIZE = 50  # posts to choose from on one page
EXCERPT = 160  # characters
NONE_CHOSEN = _("split-none", default="Sie haben noch keinen Beitrag ausgewählt.")


@view_config(
    route_name="forum.split",
    permission="forum.post.moderate",
    request_method="GET",
    renderer="vamv_forum:templates/shape_split.pt",
)
def split(context: Any, request: Any) -> Any:
    """Choose posts: those ticked on this page join those chosen before."""
    discussion, asked = context.discussion, request.GET
    chosen = read_numbers(asked.get("chosen"), moving.MOST)
    first = number_in(asked.get("shown"))
    if first:
        ticked = {number_in(each) for each in asked.getall("pick")}
        shown = range(first, first + SIZE)
        chosen = {each for each in chosen if each not in shown} | {each for each in ticked if each in shown}
    step, _colon, place = asked.get("step", "").partition(":")
    if step == "range":
        start, end = number_in(asked.get("first")), number_in(asked.get("last"))
        chosen |= numbers_between(request.dbsession, discussion, start, end, moving.MOST)
    if step == "none":
        chosen = set()
    if step == "on" and chosen:
        query = {"chosen": write_numbers(chosen)}
        return HTTPSeeOther(request.route_path("forum.split_off", discussion=discussion.id, _query=query))
    if step == "on":
        request.flash(NONE_CHOSEN, "warn")
    last = policy.first_of_page(discussion.last_seq, SIZE)
    first = min(policy.first_of_page(number_in(place) or first, SIZE), last)
    posts = page_to_choose(request.dbsession, discussion, first, SIZE)
    names = names_for(request.dbsession, request.vault, posts)
    return page(
        context,
        request,
        chosen=write_numbers(chosen),
        count=len(chosen),
        first=first,
        previous=first - SIZE if first > 1 else None,
        next=first + SIZE if first < last else None,
        posts=[
            {
                "post": each,
                "name": name_of(request, names, each),
                # What its author has removed is no longer there to be read.
                "excerpt": "" if each.removed_at else beginning(plain_text(each.html), EXCERPT),
                "free": each.seq > 1 and bool(each.source),
                "ticked": each.seq in chosen,
            }
            for each in posts
        ],
    )


@view_config(
    route_name="forum.split_off",
    permission="forum.post.moderate",
    request_method=("GET", "POST"),
    renderer="vamv_forum:templates/shape_split_off.pt",
)
def split_off(context: Any, request: Any) -> Any:
    """Say where the chosen posts go: to a discussion of their own, or to one that is found."""
    numbers = read_numbers(request.params.get("chosen"), moving.MOST)
    form = SplitForm(request, category=context.category.id)
    known = page(context, request)["categories"]
    form.category.choices = [(each.id, each.title) for each in known]
    if request.method == "POST":
        try:
            moved = (
                _into(context, request, numbers, form)
                if "into" in request.POST
                else _off(context, request, numbers, form)
            )
        except policy.Refused:
            request.flash(UNFIT, "warn")
            return back(request, context.discussion)
        if moved is not None:
            tell(request, moved.told)
            return done(request, "split", moved.discussion)
    opening = first_chosen(request.dbsession, context.discussion, numbers)
    if opening is None:
        return HTTPSeeOther(request.route_path("forum.split", discussion=context.discussion.id))
    words = str(request.params.get("q", ""))[:300].strip()
    return page(
        context,
        request,
        form=form,
        chosen=write_numbers(numbers),
        count=len(numbers),
        number=opening.seq,
        excerpt="" if opening.removed_at else beginning(plain_text(opening.html), EXCERPT),
        agreed_words=AGREED,
        not_agreed=NOT_AGREED if "into" in request.POST else None,
        words=words,
        found=search(context, request, words),
    )


def _off(context: Any, request: Any, numbers: set[int], form: SplitForm) -> moving.Moved | None:
    if not form.validate():
        return None
    category = category_named(request, form.category.data)
    if category is None:
        raise place_policy.Unfit
    if place_policy.widens(context.category, category) and not form.agreed.data:
        form.refuse("agreed", _("split-agree", default="Bitte bestätigen Sie das."))
        return None
    return moving.split_off(
        request.dbsession,
        request.vault,
        context.discussion,
        numbers,
        category=category,
        title=form.data["title"],
        client_id=form.client_id.data or "",
        now=request.now,
    )


def _into(context: Any, request: Any, numbers: set[int], form: SplitForm) -> moving.Moved | None:
    found = joinable(request.dbsession, request.identity, request.POST.get("into", ""))
    if found is None:
        raise place_policy.Unfit
    target, category = found
    if place_policy.widens(context.category, category) and not request.POST.get("agreed"):
        request.response.status_int = 422
        return None
    return moving.split_into(
        request.dbsession,
        request.vault,
        context.discussion,
        numbers,
        target=target,
        client_id=(form.client_id.data or "")[:40],
        now=request.now,
    )
