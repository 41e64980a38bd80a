"""Making, changing, ordering and deleting categories, and who belongs to a group's category."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from vamv.api.web import render_post
from vamv_forum.models import Category, CategoryMember, Discussion, HeldPost
from vamv_forum.place_policy import AddressTaken, InUse
from vamv_forum.services.changes import By, kept, note


def add_category(
    session: Session,
    *,
    slug: str,
    title: str,
    description: str,
    access: str,
    region: str = "",
    rules: str = "",
    premoderated: bool = False,
    legal: bool = False,
    by: By | None = None,
) -> Category:
    """Add a category at the end. `by`: who, for the list of changes. Raises AddressTaken."""
    _lock_all(session)
    check_address(session, slug, None)
    last = session.scalar(select(func.max(Category.position)))
    category = Category(
        slug=slug,
        title=title,
        description=description,
        access=access,
        region=region,
        rules=rules,
        rules_html=render_post(rules) if rules else "",
        premoderated=premoderated,
        legal=legal,
        position=0 if last is None else last + 1,
    )
    session.add(category)
    session.flush()
    note(session, by, "add", category.title, [{"id": category.id}])
    return category


def change_category(
    session: Session,
    category: Category,
    *,
    archived: bool,
    now: datetime,
    by: By | None = None,
    **values: Any,
) -> None:
    """Change a category; an archived one can be read, and nobody can write there. Raises AddressTaken.

    `values`: columns of the category. `by`: who, for the list of changes.
    """
    _lock_all(session)
    check_address(session, values.get("slug", category.slug), category)
    before = kept(category)
    for name, value in values.items():
        setattr(category, name, value)
    category.rules_html = render_post(category.rules) if category.rules else ""
    category.archived_at = (category.archived_at or now) if archived else None
    session.flush()
    if kept(category) != before:
        note(session, by, "change", before["title"], [before])


def move_category(session: Session, category: Category, *, up: bool, by: By | None = None) -> None:
    """Move a category one place up or down; at the end of the list nothing happens."""
    order = _lock_all(session)
    before = {each.id: each.position for each in order}
    place = order.index(category)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order):
        each.position = position
    session.flush()
    moved = [
        {"id": each.id, "position": before[each.id]} for each in order if before[each.id] != each.position
    ]
    # The category that was moved stands first: it is the one the list of changes names.
    moved.sort(key=lambda each: each["id"] != category.id)
    note(session, by, "order", category.title, moved)


def delete_category(session: Session, category: Category, *, by: By) -> None:
    """Delete a category that holds nothing. Raises InUse."""
    _lock_all(session)
    if not is_empty(session, category):
        raise InUse
    note(session, by, "delete", category.title, [kept(category)])
    session.delete(category)
    session.flush()


def is_empty(session: Session, category: Category) -> bool:
    """Tell whether nobody has written in a category, nothing waits for it, and it has no members."""
    tables = (Discussion, HeldPost, CategoryMember)
    filled = (select(table.category_id).where(table.category_id == category.id).exists() for table in tables)
    return not session.scalar(select(or_(*filled)))


def add_member(session: Session, category: Category, person_id: str, *, by: By) -> bool:
    """Let somebody read and write in a group's category; False when they may already."""
    _lock_all(session)
    if session.get(CategoryMember, (category.id, person_id)) is not None:
        return False
    session.add(CategoryMember(category_id=category.id, person_id=person_id, added_at=by.now))
    session.flush()
    note(session, by, "join", category.title, [{"id": category.id, "person_id": person_id}])
    return True


def remove_member(session: Session, category: Category, person_id: str, *, by: By) -> bool:
    """Let somebody read in a group's category no longer; False when they do not belong to it."""
    _lock_all(session)
    member = session.get(CategoryMember, (category.id, person_id))
    if member is None:
        return False
    session.delete(member)
    session.flush()
    before = {"id": category.id, "person_id": person_id, "added_at": member.added_at.isoformat()}
    note(session, by, "leave", category.title, [before])
    return True


def check_address(session: Session, slug: str, own: Category | None) -> None:
    """Raise AddressTaken when another category has this address."""
    taken = session.scalar(select(Category).where(Category.slug == slug))
    if taken is not None and taken is not own:
        raise AddressTaken


def _lock_all(session: Session) -> list[Category]:
    # Categories are few and seldom changed: one lock for all keeps their order, and each undo, exact.
    locked = select(Category).order_by(Category.id).with_for_update()
    rows = session.scalars(locked.execution_options(populate_existing=True)).all()
    return sorted(rows, key=lambda each: (each.position, each.id))
