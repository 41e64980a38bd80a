"""Taking back what was changed about the categories."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv_forum.models import Category, CategoryChange, CategoryMember
from vamv_forum.place_policy import InUse, Overtaken
from vamv_forum.queries.changes import latest_of_each
from vamv_forum.services.categories import check_address, is_empty
from vamv_forum.services.changes import columns


def undo(session: Session, change: CategoryChange, *, now: datetime) -> None:
    """Make everything as it was before a change. Doing it twice is harmless.

    Raises Overtaken when one of its categories was changed after it, AddressTaken when another has its
    address by now, and InUse when it was added and holds something.
    """
    session.scalars(select(Category).order_by(Category.id).with_for_update()).all()
    session.refresh(change)
    if change.undone_at is not None:
        return
    if change.id not in latest_of_each(session):
        raise Overtaken
    for before in change.before:
        _UNDO[change.kind](session, before)
    change.undone_at = now
    session.flush()


def _unadd(session: Session, before: dict[str, Any]) -> None:
    category = session.get(Category, before["id"])
    if category is None:
        return
    if not is_empty(session, category):
        raise InUse
    session.delete(category)


def _put_back(session: Session, before: dict[str, Any]) -> None:
    category = session.get_one(Category, before["id"])
    check_address(session, before["slug"], category)
    for name, value in columns(before).items():
        setattr(category, name, value)


def _reorder(session: Session, before: dict[str, Any]) -> None:
    session.get_one(Category, before["id"]).position = before["position"]


def _bring_back(session: Session, before: dict[str, Any]) -> None:
    check_address(session, before["slug"], None)
    session.add(Category(**columns(before)))


def _unjoin(session: Session, before: dict[str, Any]) -> None:
    member = session.get(CategoryMember, (before["id"], before["person_id"]))
    if member is not None:
        session.delete(member)


def _rejoin(session: Session, before: dict[str, Any]) -> None:
    # Whoever has left since is not among the changes any more.
    added_at = datetime.fromisoformat(before["added_at"])
    session.add(CategoryMember(category_id=before["id"], person_id=before["person_id"], added_at=added_at))


_UNDO = {
    "add": _unadd,
    "change": _put_back,
    "order": _reorder,
    "delete": _bring_back,
    "join": _unjoin,
    "leave": _rejoin,
}
