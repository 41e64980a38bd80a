"""What becomes of private messages: handing them out, erasing them, forgetting them in time."""

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from vamv.api.plugin import ExportSection, Finding
from vamv.api.security import display_names
from vamv.api.vault import Vault
from vamv_forum import _
from vamv_forum.messages import queries
from vamv_forum.models.talks import Talk, TalkMessage, TalkParticipant, TalkPerson

SINCE = _("export-since", default="Seit")


def export_messages(session: Session, vault: Vault, person_id: str) -> list[ExportSection]:
    """Return what somebody wrote in private, with whom they write, and whether they want to be asked.

    What others wrote is theirs; it stands in the portal as long as both want.
    """
    own = select(TalkMessage).where(TalkMessage.sender_id == person_id).order_by(TalkMessage.created_at)
    taking_part = queries.all_of(session, person_id)
    names = display_names(session, vault, [each.other_id for each in taking_part])
    choice = session.get(TalkPerson, person_id)
    return [
        ExportSection(
            "forum.messages",
            _("export-messages", default="Ihre persönlichen Nachrichten"),
            [
                {
                    _("export-written", default="Geschrieben"): str(each.created_at),
                    _("export-number", default="Nummer"): each.seq,
                    _("export-text", default="Text"): queries.text_of(vault, each),
                }
                for each in session.scalars(own)
            ],
        ),
        ExportSection(
            "forum.talks",
            _("export-talks", default="Mit wem Sie persönlich schreiben"),
            [
                {
                    _("export-with", default="Mit"): names.get(each.other_id or "", ""),
                    SINCE: str(each.own.joined_at),
                    _("export-up-to", default="Gelesen bis Nummer"): each.own.read_seq,
                    _("export-left", default="Verlassen"): str(each.own.left_at or ""),
                }
                for each in taking_part
            ],
        ),
        ExportSection(
            "forum.requests",
            _("export-requests", default="Ob andere Sie anfragen dürfen"),
            [{_("export-takes-requests", default="Anfragen erlaubt"): str(choice.takes_requests)}]
            if choice is not None
            else [],
        ),
    ]


def erase_messages(session: Session, person_id: str) -> int:
    """Take somebody out of all private conversations.

    Nothing here was published, so their texts always go. The others keep what they wrote themselves; what
    nobody is left to read goes whole, and so does a request that nobody has accepted.
    """
    talks = select(TalkParticipant.conversation_id).where(TalkParticipant.person_id == person_id)
    locked = session.scalars(select(Talk).where(Talk.id.in_(talks)).order_by(Talk.id).with_for_update()).all()
    ids = [talk.id for talk in locked]
    asked = delete(Talk).where(Talk.asker_id == person_id, Talk.accepted_at.is_(None))
    rows = _run(session, asked)
    rows += _run(
        session,
        update(TalkMessage).where(TalkMessage.sender_id == person_id).values(sender_id=None, body=b""),
    )
    rows += _run(session, delete(TalkParticipant).where(TalkParticipant.person_id == person_id))
    rows += _run(session, delete(TalkPerson).where(TalkPerson.person_id == person_id))
    rows += _run(session, update(Talk).where(Talk.asker_id == person_id).values(asker_id=None))
    somebody = select(TalkParticipant.person_id).where(
        TalkParticipant.conversation_id == Talk.id, TalkParticipant.left_at.is_(None)
    )
    rows += _run(session, delete(Talk).where(Talk.id.in_(ids), ~somebody.exists()))
    return rows


def forget_talks(session: Session, now: datetime, period: timedelta) -> int:
    """Delete conversations in which nobody has written for `period`, with all their messages."""
    return _run(session, delete(Talk).where(Talk.last_message_at < now - period))


def check(session: Session, on: bool) -> list[Finding]:
    """Say when messages are switched off and still stored."""
    kept = 0 if on else queries.kept(session)
    if not kept:
        return []
    return [
        Finding(
            "warning",
            f"Private messages are off; {kept} conversations are kept and cannot be read.",
            "Set forum.messages = true, or wait: each goes 12 months after its last message.",
        )
    ]


def _run(session: Session, statement: object) -> int:
    result = session.execute(statement.execution_options(synchronize_session=False))  # type: ignore[attr-defined]
    assert isinstance(result, CursorResult)
    return int(result.rowcount)
