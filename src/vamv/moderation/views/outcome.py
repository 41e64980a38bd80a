"""Decisions as those concerned read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vamv.moderation import policy, words
from vamv.moderation.content import content_kinds
from vamv.moderation.models import ModerationCase, ModerationDecision, ModerationReport
from vamv.moderation.services import WORDS_KIND


@dataclass(frozen=True)
class DecisionText:
    """A decision in words. `reason`, `ground`: None where nothing was hidden."""

    action: str
    label: Any
    reason: Any
    ground: Any
    words: str
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """What became of a report. `decision`: None while nobody has decided."""

    reference: str
    kind: Any
    reason: Any
    reported_at: datetime
    due_at: datetime
    decision: DecisionText | None


def kind_label(request: Any, case: ModerationCase) -> Any:
    """Return what was reported, in a reader's words."""
    kind = content_kinds(request.registry).get(case.kind)
    return words.SWITCHED_OFF if kind is None else kind.label


def decision_text(request: Any, decision: ModerationDecision) -> DecisionText:
    """Return a decision in words."""
    return DecisionText(
        action=decision.action,
        label=words.ACTIONS[decision.action],
        reason=words.REASONS.get(decision.reason) if decision.reason else None,
        ground=words.ground(decision.reason) if decision.reason else None,
        words=request.vault.open_text(WORDS_KIND, decision.id, decision.words_sealed),
        at=decision.decided_at,
    )


def outcome(request: Any, report: ModerationReport) -> Outcome:
    """Return what the sender of a report may know: what was decided and, if the text stays, why."""
    case = report.case
    last = case.decisions[-1] if case.decisions else None
    return Outcome(
        reference=policy.reference(case.id),
        kind=kind_label(request, case),
        reason=words.REASONS.get(report.reason, report.reason),
        reported_at=report.created_at,
        due_at=case.due_at,
        decision=decision_text(request, last) if last is not None else None,
    )
