"""Save, load and discard drafts."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, Row, bindparam, delete, select
from sqlalchemy.orm import Session

from vamv.db.session import straight
from vamv.db.types import new_id
from vamv.db.upsert import insert
from vamv.drafts.models import Draft
from vamv.vault.blobs import SealBroken
from vamv.vault.vault import Vault, own_key

KIND = "draft"
KEEP = timedelta(days=30)
KEY_LIMIT = 120
# The longest text a form takes, twice, and a title: characters of the stored form.
SIZE_LIMIT = 24_000
# One person may have so many forms under way; beyond that the oldest goes.
DRAFTS_PER_PERSON = 50

# Never worth keeping: what belongs to one sending of a form.
_DROPPED = frozenset({"csrf_token", "draft_key", "client_id", "password"})


class TooLong(ValueError):
    """A draft beyond what any form accepts."""


def save(
    session: Session,
    vault: Vault,
    *,
    person_id: str,
    private_key: bytes,
    key: str,
    fields: Mapping[str, str],
    now: datetime,
) -> None:
    """Keep the fields of a form; a form that was emptied leaves no draft.

    `key`: which form, at most 120 characters. `private_key`: of the person, open while they are signed in.
    Raises TooLong.
    """
    kept = {name: value for name, value in fields.items() if name not in _DROPPED and value.strip()}
    if not kept:
        discard(session, person_id=person_id, key=key)
        return
    body = json.dumps(kept, ensure_ascii=False)
    if len(body) > SIZE_LIMIT or len(key) > KEY_LIMIT:
        raise TooLong
    # The lock names the row, so it has to be known before.
    row_id = (
        session.scalar(select(Draft.id).where(Draft.person_id == person_id, Draft.key == key)) or new_id()
    )
    locked = vault.lock(KIND, row_id, own_key(private_key, KIND), body.encode(), owner=person_id)
    row = insert(session, Draft).values(
        id=row_id, person_id=person_id, key=key, body_locked=locked, updated_at=now
    )
    session.execute(
        row.on_conflict_do_update(
            index_elements=["person_id", "key"],
            set_={"id": row_id, "body_locked": locked, "updated_at": now},
        )
    )
    _drop_oldest(session, person_id)


# Asked by every page with a form for a text, so it is put together once.
_FIND = select(Draft.id, Draft.person_id, Draft.body_locked).where(
    Draft.person_id == bindparam("person_id"), Draft.key == bindparam("key")
)


def find(session: Session, *, person_id: str, key: str) -> Row[str, str, bytes] | None:
    """Return a person's draft of a form, still locked; None when there is none."""
    return straight(session).execute(_FIND, {"person_id": person_id, "key": key}).one_or_none()


def of_person(session: Session, person_id: str) -> list[Draft]:
    """Return a person's drafts, the latest first."""
    statement = select(Draft).where(Draft.person_id == person_id).order_by(Draft.updated_at.desc(), Draft.id)
    return list(session.scalars(statement))


def open_draft(vault: Vault, row: Draft | Row[str, str, bytes], private_key: bytes) -> dict[str, str]:
    """Return the fields of a draft; empty when it does not open any more."""
    try:
        body = vault.unlock(KIND, row.id, own_key(private_key, KIND), row.body_locked, owner=row.person_id)
    except SealBroken:
        return {}
    fields: dict[str, str] = json.loads(body)
    return fields


def discard(session: Session, *, person_id: str, key: str) -> None:
    """Remove a draft, because its text was sent or emptied."""
    session.execute(
        delete(Draft)
        .where(Draft.person_id == person_id, Draft.key == key)
        .execution_options(synchronize_session=False)
    )


def forget_old(session: Session, now: datetime, period: timedelta) -> int:
    """Delete drafts not touched for `period`; return how many."""
    result = session.execute(
        delete(Draft).where(Draft.updated_at < now - period).execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount


def _drop_oldest(session: Session, person_id: str) -> None:
    newest = (
        select(Draft.id)
        .where(Draft.person_id == person_id)
        .order_by(Draft.updated_at.desc(), Draft.id)
        .limit(DRAFTS_PER_PERSON)
    )
    session.execute(
        delete(Draft)
        .where(Draft.person_id == person_id, Draft.id.not_in(newest))
        .execution_options(synchronize_session=False)
    )
