"""What waits for the moderation: read it, show it to all, or refuse it with reasons."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.events import announce
from vamv.api.moderation import HINTS, AlreadyDecided, NotYours, content_kinds, hide, hints, in_crisis
from vamv.api.security import display_names
from vamv.api.vault import SealBroken
from vamv.api.web import PageKey, cut, plain_text, stored_html
from vamv_forum import _, hold_policy, policy
from vamv_forum.notifications import tell_released
from vamv_forum.queries.held import Place, waiting
from vamv_forum.schemas import RefuseForm
from vamv_forum.services import aliases, held
from vamv_forum.views.common import NO_LONGER_A_MEMBER, title_of
from vamv_forum.work import REASON_WORDS

PAGE = 20
TEXT = "vamv_forum:templates/waiting_text.pt"

PROBLEMS: dict[type[Exception], Any] = {
    AlreadyDecided: _(
        "waiting-decided",
        default="Dieser Text wartet nicht mehr: Jemand anderes hat gerade entschieden, oder er wurde "
        "zurückgezogen. Es wurde nichts verändert.",
    ),
    NotYours: _(
        "waiting-own",
        default="Über einen eigenen Text entscheidet jemand anderes. Es wurde nichts verändert.",
    ),
    policy.Closed: _(
        "waiting-closed",
        default="In dieser Diskussion kann inzwischen niemand mehr schreiben. Sie können den Text trotzdem "
        "veröffentlichen oder ablehnen.",
    ),
    policy.AliasTaken: _(
        "waiting-alias",
        default="Den anderen Namen, unter dem der Text erscheinen soll, führt dort inzwischen jemand "
        "anderes. Bitte lehnen Sie ihn mit diesem Hinweis ab.",
    ),
    policy.AliasTooLate: _(
        "waiting-alias-late",
        default="Die Person hat dort inzwischen unter ihrem eigenen Namen geschrieben; der andere Name geht "
        "nicht mehr. Bitte lehnen Sie den Text mit diesem Hinweis ab.",
    ),
}


@view_config(
    route_name="forum.waiting",
    permission="forum.post.moderate",
    request_method="GET",
    renderer="vamv_forum:templates/waiting.pt",
)
def waiting_list(context: Any, request: Any) -> dict[str, Any]:
    """List what waits, the oldest first."""
    after = PageKey.read(request.GET.get("after"))
    found = waiting(request.dbsession, limit=PAGE + 1, after=after)
    page = cut(found, PAGE, _key, backwards=False, at_edge=after is None)

    def address(key: str | None) -> str:
        return str(request.route_path("forum.waiting", _query={"after": key} if key else None))

    names = display_names(request.dbsession, request.vault, [place.held.author_id for place in page.rows])
    return {
        "rows": [_shown(request, place, names) for place in page.rows],
        "previous": address(None) if after is not None else None,
        "next": address(page.after) if page.after else None,
    }


def _key(place: Place) -> PageKey:
    return PageKey(place.held.created_at, place.held.id)


@view_config(
    route_name="forum.waiting_text", permission="forum.post.moderate", request_method="GET", renderer=TEXT
)
def waiting_text(context: Any, request: Any) -> Any:
    """Show one text that waits."""
    if context.place is None or context.place.held.refused_at is not None:
        return _to_list(request, AlreadyDecided())
    return _page(context, request, RefuseForm(request))


@view_config(route_name="forum.release", permission="forum.post.moderate", request_method="POST")
def release(context: Any, request: Any) -> HTTPSeeOther:
    """Let everybody read it."""
    try:
        written = held.release(
            request.dbsession,
            request.vault,
            request.matchdict["held"],
            actor_id=request.identity.person_id,
            now=request.now,
            anyway=bool(request.POST.get("anyway")),
        )
    except (AlreadyDecided, NotYours) as problem:
        return _to_list(request, problem)
    except tuple(PROBLEMS) as problem:
        request.flash(PROBLEMS[type(problem)], "warn")
        return HTTPSeeOther(request.route_path("forum.waiting_text", held=request.matchdict["held"]))
    announce(request.registry, request.dbsession, written)
    tell_released(request.dbsession, written)
    request.flash(_("waiting-released", default="Der Beitrag ist jetzt zu lesen."))
    return HTTPSeeOther(request.route_path("forum.waiting"))


@view_config(
    route_name="forum.refuse", permission="forum.post.moderate", request_method="POST", renderer=TEXT
)
def refuse(context: Any, request: Any) -> Any:
    """Refuse it, and tell its author why."""
    if context.place is None:
        return _to_list(request, AlreadyDecided())
    form = RefuseForm(request)
    if not form.validate():
        return _page(context, request, form)
    try:
        held.claim(request.dbsession, context.place.held.id)
        hide(
            request.dbsession,
            request.vault,
            kind=content_kinds(request.registry)["forum.post"],
            object_id=context.place.held.id,
            reason=form.reason.data,
            words=form.words.data or "",
            actor_id=request.identity.person_id,
            now=request.now,
        )
    except (AlreadyDecided, NotYours) as problem:
        return _to_list(request, problem)
    request.flash(_("waiting-refused", default="Abgelehnt. Die Person erfährt den Grund."))
    return HTTPSeeOther(request.route_path("forum.waiting"))


def _to_list(request: Any, problem: Exception) -> HTTPSeeOther:
    request.flash(PROBLEMS[type(problem)], "warn")
    return HTTPSeeOther(request.route_path("forum.waiting"))


def _page(context: Any, request: Any, form: RefuseForm) -> dict[str, Any]:
    place = context.place
    names = display_names(request.dbsession, request.vault, [place.held.author_id])
    return {"row": _shown(request, place, names), "form": form}


def _shown(request: Any, place: Place, names: dict[str, str]) -> dict[str, Any]:
    """Return a text as the moderation reads it: the name readers would see, and what stands out."""
    row, discussion = place.held, place.discussion
    text = f"{row.title}\n{plain_text(row.html)}"
    found = hints(text, request.registry.settings["vamv.held_words"])
    due = hold_policy.due(row.created_at, urgent=in_crisis(row.source))
    return {
        "held": row,
        "html": stored_html(row.html),
        "category": place.category,
        "discussion": discussion,
        "title": title_of(request, discussion) if discussion is not None else row.title,
        "name": _name(request, place, names),
        "reason": REASON_WORDS[row.reason],
        "hints": [(HINTS[hint.kind], ", ".join(hint.passages)) for hint in found],
        "flags": ", ".join(row.flags),
        "due": due,
        "overdue": due < request.now,
        "own": row.author_id == request.identity.person_id,
        "closed": not policy.is_open(place.category, discussion)
        or not (discussion is None or discussion.merged_into_id or policy.is_listed(discussion)),
    }


def _name(request: Any, place: Place, names: dict[str, str]) -> str:
    try:
        alias = aliases.open_waiting(request.vault, place.held.id, place.held.alias_sealed)
    except SealBroken:
        alias = ""
    own: str = names.get(place.held.author_id) or request.localizer.translate(NO_LONGER_A_MEMBER)
    return alias or own
