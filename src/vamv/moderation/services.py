"""Report, decide, restore."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.audit.services import record
from vamv.db.types import new_id
from vamv.db.upsert import insert
from vamv.moderation import policy
from vamv.moderation.content import Content, ContentKind
from vamv.moderation.models import ModerationCase, ModerationDecision, ModerationReport
from vamv.moderation.queries import report_by_receipt
from vamv.notifications.services import notify
from vamv.statistics.services import count
from vamv.vault.codes import spare_code_hash
from vamv.vault.vault import Vault

TEXT_KIND = "moderation.report"
WORDS_KIND = "moderation.decision"

STATEMENT = "moderation.statement"
OUTCOME = "moderation.outcome"


def file_report(
    session: Session,
    vault: Vault,
    *,
    content: Content,
    reason: str,
    text: str,
    reporter_id: str | None,
    receipt: bytes,
    now: datetime,
) -> ModerationReport:
    """Keep a report. `receipt`: the code its sender can ask with; sent again, it is the same report."""
    known = report_by_receipt(session, receipt)
    if known is not None:
        return known
    case = _open_case(session, content, now)
    # A second click may have waited for the first one at the lock of the case.
    known = report_by_receipt(session, receipt)
    if known is not None:
        return known
    case.due_at = min(case.due_at, policy.due([reason], now))
    report_id = new_id()
    report = ModerationReport(
        id=report_id,
        case=case,
        reporter_id=reporter_id,
        receipt_hash=spare_code_hash(receipt),
        reason=reason,
        text_sealed=vault.seal_text(TEXT_KIND, report_id, text),
        created_at=now,
    )
    session.add(report)
    count(session, "moderation.reports", now=now, reason=reason)
    session.flush()
    return report


def decide(
    session: Session,
    vault: Vault,
    *,
    case_id: str,
    kind: ContentKind | None,
    action: str,
    reason: str | None,
    words: str,
    actor_id: str,
    now: datetime,
) -> ModerationDecision:
    """Close a case: hide the text for a reason, or keep it. Tell its author and those who reported it.

    `kind`: None while its part is switched off; then it can only be kept. `words`: to the author of a hidden
    text, to those who reported one that is kept.
    Raises NotYours, AlreadyDecided, NotPossible.
    """
    case = _locked(session, case_id, actor_id)
    if case.decided_at is not None:
        raise policy.AlreadyDecided
    if action == policy.HIDE:
        _existing(session, vault, case, kind).actions.hide(session, case.object_id, now=now, reason=reason)
    case.decided_at = now
    case.open_key = None
    decision = _note(session, vault, case, action, reason, words, actor_id, now)
    if action == policy.HIDE:
        _tell(session, case.author_id, STATEMENT, {"case": case.id}, now)
    for report in case.reports:
        _tell(session, report.reporter_id, OUTCOME, {"report": report.id}, now)
    return decision


def hide(
    session: Session,
    vault: Vault,
    *,
    kind: ContentKind,
    object_id: str,
    reason: str,
    words: str,
    actor_id: str,
    now: datetime,
) -> ModerationDecision:
    """Hide a text that moderation came across itself: no report, the same reasons and the same way to object.

    Reports of it that wait are answered by the same decision. Raises NotYours, AlreadyDecided (it is hidden),
    NotPossible.
    """
    content = kind.load(session, vault, object_id)
    if content is None:
        raise policy.NotPossible
    if content.hidden:
        raise policy.AlreadyDecided
    return decide(
        session,
        vault,
        case_id=_open_case(session, content, now).id,
        kind=kind,
        action=policy.HIDE,
        reason=reason,
        words=words,
        actor_id=actor_id,
        now=now,
    )


def restore(
    session: Session,
    vault: Vault,
    *,
    case_id: str,
    kind: ContentKind | None,
    words: str,
    actor_id: str,
    now: datetime,
) -> ModerationDecision:
    """Show a hidden text again and tell its author. Raises NotYours, NotPossible."""
    case = _locked(session, case_id, actor_id)
    if not is_hidden(case):
        raise policy.NotPossible
    _existing(session, vault, case, kind).actions.restore(session, case.object_id, now=now)
    decision = _note(session, vault, case, policy.RESTORE, None, words, actor_id, now)
    _tell(session, case.author_id, STATEMENT, {"case": case.id}, now)
    return decision


def is_hidden(case: ModerationCase) -> bool:
    """Tell whether the last decision in this case took the text from its readers."""
    return bool(case.decisions) and case.decisions[-1].action == policy.HIDE


def _open_case(session: Session, content: Content, now: datetime) -> ModerationCase:
    """Return the open case of a text, locked; two people may report it at the same moment."""
    key = f"{content.kind}:{content.id}"
    fresh = insert(session, ModerationCase).values(
        id=new_id(),
        kind=content.kind,
        object_id=content.id,
        open_key=key,
        author_id=content.author_id,
        opened_at=now,
        due_at=now + policy.NORMAL,
    )
    session.execute(fresh.on_conflict_do_nothing(index_elements=["open_key"]))
    statement = select(ModerationCase).where(ModerationCase.open_key == key).with_for_update()
    return session.scalars(statement).one()


def _locked(session: Session, case_id: str, actor_id: str) -> ModerationCase:
    case = session.get_one(ModerationCase, case_id, with_for_update=True)
    if not policy.may_decide(actor_id, case.author_id):
        raise policy.NotYours
    return case


def _existing(session: Session, vault: Vault, case: ModerationCase, kind: ContentKind | None) -> ContentKind:
    if kind is None or kind.load(session, vault, case.object_id) is None:
        raise policy.NotPossible
    return kind


def _note(
    session: Session,
    vault: Vault,
    case: ModerationCase,
    action: str,
    reason: str | None,
    words: str,
    actor_id: str,
    now: datetime,
) -> ModerationDecision:
    decision_id = new_id()
    decision = ModerationDecision(
        id=decision_id,
        action=action,
        reason=reason,
        words_sealed=vault.seal_text(WORDS_KIND, decision_id, words),
        decided_by=actor_id,
        decided_at=now,
    )
    case.decisions.append(decision)
    session.flush()
    record(session, vault, actor_id=actor_id, action=f"moderation.{action}", object_id=case.id, now=now)
    count(session, "moderation.decisions", now=now, action=action)
    return decision


def _tell(session: Session, person_id: str | None, type_: str, args: dict[str, Any], now: datetime) -> None:
    if person_id is not None:
        notify(session, person_id=person_id, type=type_, now=now, route=type_, route_args=args)
