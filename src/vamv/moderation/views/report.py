"""Reporting a text, with or without an account, and asking what became of it."""

from typing import Any

from pyramid.view import view_config

from vamv.i18n.strings import _
from vamv.moderation import queries, services, ticket
from vamv.moderation.resources import Report, Target
from vamv.moderation.schemas import ReceiptForm, ReportForm
from vamv.moderation.views.outcome import outcome
from vamv.vault.codes import CodeMalformed, parse_code, print_code


@view_config(
    route_name="moderation.report",
    request_method=("GET", "POST"),
    permission="moderation.report",
    renderer="vamv:templates/moderation/report.pt",
    rate_limit="10/minute",
)
def report(context: Target, request: Any) -> dict[str, Any]:
    """The form, then the receipt. Its code travelled in the form, so a reload reports nothing twice."""
    form = ReportForm(request)
    content = context.content
    page = {"form": form, "kind": context.kind, "hidden": content.hidden, "receipt": None}
    if not content.hidden and form.validate():
        sent = ticket.read(request.vault, content.kind, content.id, form.ticket.data or "", request.now)
        problem = _problem(request, sent)
        if problem is None:
            assert sent is not None
            services.file_report(
                request.dbsession,
                request.vault,
                content=content,
                reason=form.reason.data,
                text=form.text.data or "",
                reporter_id=request.authenticated_userid,
                receipt=sent.code,
                now=request.now,
            )
            return {**page, "receipt": print_code(sent.code), "urgent": form.reason.data == "life"}
        form.refuse("reason", problem)
    if ticket.read(request.vault, content.kind, content.id, form.ticket.data or "", request.now) is None:
        form.ticket.data = ticket.issue(request.vault, content.kind, content.id, request.now)
    return page


def _problem(request: Any, sent: ticket.Ticket | None) -> Any:
    if sent is None:
        return _(
            "report-too-old",
            default="Das Formular war zu lange offen. Ihre Angaben stehen noch da: Bitte senden Sie sie "
            "noch einmal ab.",
        )
    if request.identity is None and sent.too_fast(request.now):
        return _(
            "report-too-fast",
            default="Das ging so schnell, dass es ein Programm gewesen sein könnte. Bitte senden Sie "
            "die Meldung noch "
            "einmal ab.",
        )
    return None


@view_config(
    route_name="moderation.receipt",
    request_method=("GET", "POST"),
    permission="moderation.report",
    renderer="vamv:templates/moderation/receipt.pt",
    rate_limit="10/minute",
)
def receipt(context: Any, request: Any) -> dict[str, Any]:
    """Ask with the code. The answer comes with the POST, so that no address holds the code."""
    form = ReceiptForm(request)
    if not form.validate():
        return {"form": form}
    try:
        found = queries.report_by_receipt(request.dbsession, parse_code(form.code.data or ""))
    except CodeMalformed:
        found = None
    if found is None:
        message = _(
            "receipt-unknown",
            default="Zu diesem Code finden wir keine Meldung. Bitte vergleichen Sie ihn Zeichen für "
            "Zeichen. Zwölf Monate "
            "nach der Entscheidung wird eine Meldung gelöscht.",
        )
        form.refuse("code", message)
        return {"form": form}
    request.override_renderer = "vamv:templates/moderation/outcome.pt"
    return {"outcome": outcome(request, found)}


@view_config(
    route_name="moderation.outcome",
    request_method="GET",
    permission="moderation.outcome",
    renderer="vamv:templates/moderation/outcome.pt",
)
def own_report(context: Report, request: Any) -> dict[str, Any]:
    """What became of a report, for its sender with an account."""
    return {"outcome": outcome(request, context.report)}
