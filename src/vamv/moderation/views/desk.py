"""The moderation desk: what waits, one case, its decision, and what was decided before."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.i18n.strings import _
from vamv.moderation import policy, queries, services, words
from vamv.moderation.hints import hints
from vamv.moderation.resources import Case
from vamv.moderation.schemas import DecisionForm, RestoreForm
from vamv.moderation.services import TEXT_KIND
from vamv.moderation.views.outcome import decision_text, kind_label
from vamv.security.people import display_names
from vamv.web.pagination import PageKey

PAGE = 25

PROBLEMS: dict[type[Exception], Any] = {
    policy.NotYours: _(
        "decision-own",
        default="Über einen eigenen Text entscheidet jemand anderes. Es wurde nichts verändert.",
    ),
    policy.AlreadyDecided: _(
        "decision-late",
        default="Jemand anderes hat gerade entschieden. Ihre Entscheidung wurde nicht gespeichert.",
    ),
    policy.NotPossible: _(
        "decision-gone",
        default="Der Text ist nicht mehr da oder nicht erreichbar. Es wurde nichts verändert.",
    ),
}


@view_config(
    route_name="moderation.desk",
    request_method="GET",
    permission="moderation.desk",
    renderer="vamv:templates/moderation/desk.pt",
)
def desk(context: Any, request: Any) -> dict[str, Any]:
    """Open cases, the one due first in front."""
    after = PageKey.read(request.params.get("after", ""))
    found = queries.open_cases(request.dbsession, after=after, limit=PAGE + 1)
    cases = found[:PAGE]
    return {
        "rows": [
            {
                "case": case,
                "kind": kind_label(request, case),
                "reasons": [words.REASONS[code] for code in policy.REASONS if code in _codes(case)],
                "overdue": case.due_at < request.now,
                "urgent": bool(policy.URGENT_REASONS & _codes(case)),
            }
            for case in cases
        ],
        "first": request.route_path("moderation.desk") if after is not None else None,
        "next": _next(request, "moderation.desk", found, PageKey(cases[-1].due_at, cases[-1].id))
        if cases
        else None,
    }


def _codes(case: Any) -> set[str]:
    return {report.reason for report in case.reports}


def _next(request: Any, route: str, found: Any, last: PageKey, **query: str) -> str | None:
    if len(found) <= PAGE:
        return None
    return str(request.route_path(route, _query={**query, "after": str(last)}))


@view_config(
    route_name="moderation.case",
    request_method=("GET", "POST"),
    permission="moderation.desk",
    renderer="vamv:templates/moderation/case.pt",
)
def case(context: Case, request: Any) -> Any:
    """One case: the text in its fold, what was reported, and the decision."""
    row, content = context.case, context.content()
    if request.method == "POST" and row.decided_at is not None:
        request.flash(PROBLEMS[policy.AlreadyDecided], kind="warn")
        return HTTPSeeOther(request.route_path("moderation.case", case=row.id))
    form = DecisionForm(request, may_hide=content is not None)
    if form.validate():
        try:
            services.decide(
                request.dbsession,
                request.vault,
                case_id=row.id,
                kind=context.kind,
                action=form.action.data,
                reason=form.reason.data if form.action.data == policy.HIDE else None,
                words=form.words.data or "",
                actor_id=request.identity.person_id,
                now=request.now,
            )
        except tuple(PROBLEMS) as problem:
            form.refuse("action", PROBLEMS[type(problem)])
        else:
            request.flash(_("decision-kept", default="Entschieden. Alle Beteiligten erfahren es."))
            return HTTPSeeOther(request.route_path("moderation.desk"))
    return {**_case_page(context, request, content), "form": form, "restore": RestoreForm(request)}


@view_config(
    route_name="moderation.restore",
    permission="moderation.desk",
    renderer="vamv:templates/moderation/case.pt",
    request_method="POST",
)
def restore(context: Case, request: Any) -> Any:
    """Show a hidden text again."""
    form = RestoreForm(request)
    if form.validate():
        try:
            services.restore(
                request.dbsession,
                request.vault,
                case_id=context.case.id,
                kind=context.kind,
                words=form.words.data or "",
                actor_id=request.identity.person_id,
                now=request.now,
            )
        except tuple(PROBLEMS) as problem:
            form.refuse("words", PROBLEMS[type(problem)])
        else:
            request.flash(_("restore-done", default="Der Text ist wieder sichtbar."))
            return HTTPSeeOther(request.route_path("moderation.case", case=context.case.id))
    return {**_case_page(context, request, context.content()), "form": None, "restore": form}


def _case_page(context: Case, request: Any, content: Any) -> dict[str, Any]:
    row = context.case
    author = row.author_id
    text = content.html.striptags() if content is not None and content.html else ""
    own_words = request.registry.settings["vamv.held_words"]
    return {
        "case": row,
        "reference": policy.reference(row.id),
        "kind": kind_label(request, row),
        "switched_off": context.kind is None,
        "content": content,
        "may_read": content is not None and context.may_read(content),
        "author": display_names(request.dbsession, request.vault, [author]).get(author) if author else None,
        "own": not policy.may_decide(request.identity.person_id, author),
        "hints": [(words.HINTS[hint.kind], ", ".join(hint.passages)) for hint in hints(text, own_words)],
        "reports": [
            {
                "reason": words.REASONS.get(report.reason, report.reason),
                "text": request.vault.open_text(TEXT_KIND, report.id, report.text_sealed),
                "at": report.created_at,
                "member": report.reporter_id is not None,
            }
            for report in row.reports
        ],
        "decisions": [decision_text(request, decision) for decision in row.decisions],
        "hidden": services.is_hidden(row),
        "overdue": row.decided_at is None and row.due_at < request.now,
    }


@view_config(
    route_name="moderation.log",
    request_method="GET",
    permission="moderation.desk",
    renderer="vamv:templates/moderation/log.pt",
)
def log(context: Any, request: Any) -> dict[str, Any]:
    """What was decided, the latest first; or the decisions under one reference number."""
    typed = request.params.get("reference", "")[:40]
    start = policy.reference_start(typed)
    after = PageKey.read(request.params.get("after", ""))
    found = (
        queries.decisions(request.dbsession, start=start, after=after, limit=PAGE + 1)
        if start is not None or not typed.strip()
        else []
    )
    shown = found[:PAGE]
    names = display_names(request.dbsession, request.vault, [row.decided_by for row in shown])
    return {
        "typed": typed,
        "rows": [
            {
                "case": row.case,
                "reference": policy.reference(row.case_id),
                "kind": kind_label(request, row.case),
                "label": words.ACTIONS[row.action],
                "reason": words.REASONS.get(row.reason) if row.reason else None,
                "at": row.decided_at,
                "by": names.get(row.decided_by or ""),
            }
            for row in shown
        ],
        "first": request.route_path("moderation.log") if after is not None else None,
        "next": _next(request, "moderation.log", found, PageKey(shown[-1].decided_at, shown[-1].id))
        if shown
        else None,
    }


@view_config(
    route_name="moderation.statement",
    request_method="GET",
    permission="moderation.statement",
    renderer="vamv:templates/moderation/statement.pt",
)
def statement(context: Case, request: Any) -> dict[str, Any]:
    """Why a text was hidden, for its author (DSA Art. 17)."""
    row, content = context.case, context.content()
    return {
        "reference": policy.reference(row.id),
        "kind": kind_label(request, row),
        "excerpt": content.excerpt if content is not None else None,
        "written_at": content.created_at if content is not None else None,
        "decisions": [decision_text(request, decision) for decision in row.decisions],
        "reported": bool(row.reports),
    }
