"""Making, changing and ordering categories."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv_forum.models import Category
from vamv_forum.policy import AddressTaken


def add_category(session: Session, *, slug: str, title: str, description: str, access: str) -> Category:
    """Add a category at the end. Raises AddressTaken."""
    _check_address(session, slug, None)
    last = session.scalar(select(func.max(Category.position)))
    category = Category(
        slug=slug,
        title=title,
        description=description,
        access=access,
        position=0 if last is None else last + 1,
    )
    session.add(category)
    session.flush()
    return category


def change_category(
    session: Session,
    category: Category,
    *,
    slug: str,
    title: str,
    description: str,
    access: str,
    archived: bool,
    now: datetime,
) -> None:
    """Change a category; an archived one can be read, and nobody can write there. Raises AddressTaken."""
    _check_address(session, slug, category)
    category.slug, category.title, category.description = slug, title, description
    category.access = access
    category.archived_at = (category.archived_at or now) if archived else None
    session.flush()


def move_category(session: Session, category: Category, *, up: bool) -> None:
    """Move a category one place up or down; at the end of the list nothing happens."""
    order = list(session.scalars(select(Category).order_by(Category.position, Category.id).with_for_update()))
    place = order.index(category)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order):
        each.position = position
    session.flush()


def _check_address(session: Session, slug: str, own: Category | None) -> None:
    taken = session.scalar(select(Category).where(Category.slug == slug))
    if taken is not None and taken is not own:
        raise AddressTaken
