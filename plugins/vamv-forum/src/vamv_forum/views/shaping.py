"""What moderation does to a whole discussion: pin, lock, move, merge. `views.splitting` has the rest."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.audit import record
from vamv.api.jobs import enqueue
from vamv_forum import _, moved, place_policy, policy
from vamv_forum.models import Category, Discussion
from vamv_forum.queries import places
from vamv_forum.queries.shaping import candidates, has_poll, joinable
from vamv_forum.schemas_shaping import LockForm
from vamv_forum.services import moving, shaping
from vamv_forum.views.common import title_of

DONE = {
    "pinned": _("shape-pinned", default="Die Diskussion steht jetzt oben."),
    "unpinned": _("shape-unpinned", default="Die Diskussion steht wieder an ihrem Platz."),
    "locked": _("shape-locked", default="Hier kann niemand mehr antworten."),
    "unlocked": _("shape-unlocked", default="Hier kann wieder geantwortet werden."),
    "moved": _("shape-moved", default="Die Diskussion steht jetzt in einem anderen Bereich."),
    "merged": _("shape-merged", default="Die Beiträge stehen jetzt hier."),
    "split": _(
        "shape-split", default="Die Beiträge stehen jetzt hier. Wo sie standen, führt ein Hinweis her."
    ),
}
NOT_AGREED = _(
    "shape-not-agreed",
    default="Dort könnten mehr Menschen lesen als bisher. Bitte bestätigen Sie, dass das richtig ist.",
)
UNFIT = _(
    "shape-unfit",
    default="Das geht so nicht: Inzwischen hat sich hier etwas geändert. Bitte sehen Sie noch einmal nach.",
)


@view_config(
    route_name="forum.moderate",
    permission="forum.post.moderate",
    request_method="GET",
    renderer="vamv_forum:templates/shape.pt",
)
def moderate(context: Any, request: Any) -> dict[str, Any]:
    """Show what can be done with a discussion."""
    return page(context, request, form=LockForm(request, note=context.discussion.locked_note))


@view_config(route_name="forum.pin", permission="forum.post.moderate", request_method="POST")
def pin(context: Any, request: Any) -> HTTPSeeOther:
    """Show a discussion before the others, or no longer (`to`: on, off)."""
    pinned = request.POST.get("to") == "on"
    shaping.pin(request.dbsession, context.discussion, pinned=pinned)
    return done(request, "pinned" if pinned else "unpinned", context.discussion)


@view_config(
    route_name="forum.lock",
    permission="forum.post.moderate",
    request_method="POST",
    renderer="vamv_forum:templates/shape.pt",
)
def lock(context: Any, request: Any) -> Any:
    """Let nobody answer any more, or let them again (`to`: on, off)."""
    form = LockForm(request)
    if not form.validate():
        return page(context, request, form=form)
    locked = request.POST.get("to") == "on"
    note = form.note.data or ""
    shaping.lock_discussion(request.dbsession, context.discussion, locked=locked, note=note, now=request.now)
    return done(request, "locked" if locked else "unlocked", context.discussion)


@view_config(
    route_name="forum.move",
    permission="forum.post.moderate",
    request_method=("GET", "POST"),
    renderer="vamv_forum:templates/shape_move.pt",
)
def move(context: Any, request: Any) -> Any:
    """Show what moving to a category means, and do it."""
    session, discussion = request.dbsession, context.discussion
    target = category_named(request, request.params.get("to"))
    if target is None or target.id == context.category.id:
        return back(request, discussion)
    widens = place_policy.widens(context.category, target)
    if request.method == "POST":
        if not widens or request.POST.get("agreed"):
            if shaping.move(session, discussion, target):
                everybody = shaping.one_post_each if widens else shaping.opening_post
                tell(request, everybody(session, discussion))
            return done(request, "moved", discussion)
        request.response.status_int = 422
    return page(context, request, target=target, widens=widens)


@view_config(
    route_name="forum.merge",
    permission="forum.post.moderate",
    request_method=("GET", "POST"),
    renderer="vamv_forum:templates/shape_merge.pt",
)
def merge(context: Any, request: Any) -> Any:
    """Look for another discussion, show what merging into it means, and do it."""
    session, discussion = request.dbsession, context.discussion
    if discussion.id != request.matchdict["discussion"]:
        # The same form once more: it is merged, and its address leads here.
        return back(request, discussion, "forum.discussion")
    into = joinable(session, request.identity, request.params.get("into", ""))
    if into is None or into[0].id == discussion.id:
        return page(context, request, words=(words := _words(request)), found=search(context, request, words))
    target, category = into
    widens = place_policy.widens(context.category, category)
    if request.method == "POST":
        if not widens or request.POST.get("agreed"):
            try:
                result = moving.merge(session, request.vault, discussion, target)
            except policy.Refused:
                request.flash(UNFIT, "warn")
                return back(request, discussion)
            tell(request, result.told)
            return done(request, "merged", target)
        request.response.status_int = 422
    return page(
        context,
        request,
        into=target,
        into_title=title_of(request, target),
        into_category=category,
        widens=widens,
        poll=has_poll(session, discussion),
        words="",
        found=None,
    )


def page(context: Any, request: Any, **more: Any) -> dict[str, Any]:
    """Return what each of these pages shows."""
    return {
        "discussion": context.discussion,
        "category": context.category,
        "title": title_of(request, context.discussion),
        "listed": policy.is_listed(context.discussion),
        "categories": places.categories(request.dbsession, request.identity),
        "not_agreed": NOT_AGREED if request.response.status_int == 422 else None,
        "into": None,
        **more,
    }


def category_named(request: Any, category_id: str | None) -> Category | None:
    """Return the category with this id, if the person asking may read it."""
    readable = places.categories(request.dbsession, request.identity)
    return next((each for each in readable if each.id == category_id), None)


def search(context: Any, request: Any, words: str) -> list[dict[str, Any]] | None:
    """Return the discussions that `words` mean, None when nothing was asked."""
    if not words:
        return None
    found = candidates(request.dbsession, request.identity, words, context.discussion)
    return [
        {
            "discussion": discussion,
            "title": title_of(request, discussion),
            "category": category,
            "widens": place_policy.widens(context.category, category),
        }
        for discussion, category in found
    ]


def tell(request: Any, posts: list[str]) -> None:
    """Have the authors of these posts told that they have moved."""
    if posts:
        payload = {"posts": posts, "by": request.identity.person_id}
        enqueue(request.dbsession, moved.JOB, payload, now=request.now)


def done(request: Any, what: str, discussion: Discussion) -> HTTPSeeOther:
    """Note it in the log of actions, say that it is done, and lead to the discussion."""
    record(
        request.dbsession,
        request.vault,
        actor_id=request.identity.person_id,
        action=f"forum.discussion.{what}",
        object_id=discussion.id,
        now=request.now,
    )
    request.flash(DONE[what])
    return back(request, discussion, "forum.discussion")


def back(request: Any, discussion: Discussion, route: str = "forum.moderate") -> HTTPSeeOther:
    """Lead to a discussion, or to what can be done with it."""
    return HTTPSeeOther(request.route_path(route, discussion=discussion.id))


def _words(request: Any) -> str:
    return str(request.params.get("q", ""))[:300].strip()
