"""Taking a person out of the group chat."""

from typing import Any

from sqlalchemy import CursorResult, delete, or_, update
from sqlalchemy.orm import Session

from vamv_groupchat.models import (
    Alias,
    Aside,
    ChatSession,
    Duty,
    Member,
    Message,
    Participant,
    Reminder,
    RoomStaff,
    Sanction,
    Waiting,
)

# Tables whose rows belong to one person and to nobody else.
OWN: tuple[Any, ...] = (Alias, Duty, Member, Participant, Reminder, RoomStaff, Sanction, Waiting)


def erase_person(session: Session, person_id: str) -> int:
    """Take somebody out of all rooms; return the number of rows.

    Nothing here was published, so their texts always go; a place without text stays. What was said between
    them and the moderators goes whole.
    """
    rows = run(session, delete(Aside).where(or_(Aside.about_id == person_id, Aside.sender_id == person_id)))
    rows += run(
        session, update(Message).where(Message.sender_id == person_id).values(sender_id=None, body=b"")
    )
    for table in OWN:
        rows += run(session, delete(table).where(table.person_id == person_id))
    for reference in (Sanction.by_id, ChatSession.lead_id):
        rows += run(session, update(reference.class_).where(reference == person_id).values({reference: None}))
    session.expire_all()
    return rows


def run(session: Session, statement: Any) -> int:
    """Run a statement over many rows; return how many it touched."""
    result = session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    return result.rowcount
