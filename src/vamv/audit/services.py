"""Write to the audit log, check it, and let go of what is old."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from vamv.audit.models import AuditActor, AuditEntry, AuditHead
from vamv.db.types import new_id
from vamv.db.upsert import insert
from vamv.vault.vault import Vault

ENTRY = "audit-entry"
BASE = "audit-base"
_HEAD = 1
_BATCH = 500


class Head(NamedTuple):
    """The last number of the log and its MAC: kept elsewhere, it proves that the end was not cut off."""

    number: int
    mac: bytes


class AuditBroken(Exception):
    """The log was tampered with; `number` is the first entry that is not as it was written."""

    def __init__(self, number: int) -> None:
        super().__init__(f"audit log broken at entry {number}")
        self.number = number


def record(
    session: Session,
    vault: Vault,
    *,
    actor_id: str | None,
    action: str,
    object_id: str | None = None,
    result: str = "ok",
    now: datetime,
) -> None:
    """Note that `actor_id` (None: the portal itself) did `action`, in the transaction that does it.

    `action`: a code such as `accounts.role.granted`. `object_id`: what it was done to. `result`: `ok` or why
    not. Never content. The next one who records waits until this transaction ends, so do it late.
    """
    number, mac_before = _next(session, vault)
    row = {
        "number": number,
        "at": now,
        "actor_ref": None if actor_id is None else _reference(session, actor_id),
        "action": action,
        "object_id": object_id,
        "result": result,
    }
    mac = vault.mac(ENTRY, mac_before, _canonical(row))
    session.execute(insert(session, AuditEntry).values(**row, mac=mac))
    session.execute(update(AuditHead).values(mac=mac).execution_options(synchronize_session=False))


def verify(session: Session, vault: Vault, exported: Iterable[Head] = ()) -> int | None:
    """Return the number of the first entry that is missing, changed, added or in the wrong place, or None.

    `exported`: heads kept elsewhere; with them a cut at the end is found as well, up to the last of them.
    """
    known = dict(exported)
    head = session.get(AuditHead, _HEAD, populate_existing=True)
    if head is None:
        first = session.scalar(select(func.min(AuditEntry.number)))
        return first if first is not None else min(known, default=None)
    if not vault.check_mac(head.base_seal, BASE, str(head.base_number), head.base_mac):
        return head.base_number
    expected, mac_before = head.base_number + 1, head.base_mac
    with session.execute(_ROWS) as rows:
        for row in rows:
            genuine = vault.check_mac(row.mac, ENTRY, mac_before, _canonical(row._mapping))
            if row.number != expected or not genuine or known.get(row.number, row.mac) != row.mac:
                return min(row.number, expected)
            expected, mac_before = row.number + 1, row.mac
    if (head.number, head.mac) != (expected - 1, mac_before):
        return min(head.number + 1, expected)
    return min((number for number in known if number >= expected), default=None)


def current_head(session: Session) -> Head | None:
    """Return where the log ends now, or None while nothing was ever recorded."""
    row = session.execute(select(AuditHead.number, AuditHead.mac)).one_or_none()
    return None if row is None else Head(row.number, row.mac)


def prune(session: Session, vault: Vault, before: datetime) -> int:
    """Delete entries older than `before` and return how many; what remains can still be checked.

    Raises AuditBroken instead of deleting the traces of tampering.
    """
    head = session.get(AuditHead, _HEAD, with_for_update=True, populate_existing=True)
    last = session.execute(
        select(AuditEntry.number, AuditEntry.mac)
        .where(AuditEntry.at < before)
        .order_by(AuditEntry.number.desc())
        .limit(1)
    ).one_or_none()
    if head is None or last is None:
        return 0
    broken = verify(session, vault)
    if broken is not None:
        raise AuditBroken(broken)
    count = last.number - head.base_number
    head.base_number, head.base_mac = last.number, last.mac
    head.base_seal = vault.mac(BASE, str(last.number), last.mac)
    session.flush()
    session.execute(
        delete(AuditEntry)
        .where(AuditEntry.number <= last.number)
        .execution_options(synchronize_session=False)
    )
    return count


def _next(session: Session, vault: Vault) -> tuple[int, bytes]:
    """Take the next number, and with it the lock that keeps the chain in order until the commit."""
    take = (
        update(AuditHead)
        .values(number=AuditHead.number + 1)
        .returning(AuditHead.number, AuditHead.mac)
        .execution_options(synchronize_session=False)
    )
    taken = session.execute(take).one_or_none()
    if taken is None:
        session.execute(
            insert(session, AuditHead)
            .values(
                id=_HEAD, number=0, mac=b"", base_number=0, base_mac=b"", base_seal=vault.mac(BASE, "0", b"")
            )
            .on_conflict_do_nothing()
        )
        taken = session.execute(take).one()
    return taken.number, taken.mac


def _reference(session: Session, person_id: str) -> str:
    fresh = insert(session, AuditActor).values(person_id=person_id, ref=new_id())
    # Changes nothing where there is one already, but returns it.
    kept = fresh.on_conflict_do_update(index_elements=["person_id"], set_={"person_id": person_id})
    return str(session.execute(kept.returning(AuditActor.ref)).scalar_one())


_ROWS = (
    select(
        AuditEntry.number,
        AuditEntry.at,
        AuditEntry.actor_ref,
        AuditEntry.action,
        AuditEntry.object_id,
        AuditEntry.result,
        AuditEntry.mac,
    )
    .order_by(AuditEntry.number)
    .execution_options(yield_per=_BATCH)
)


def _canonical(row: Mapping[Any, Any]) -> str:
    covered = [row[name] for name in ("number", "actor_ref", "action", "object_id", "result")]
    return json.dumps([row["at"].astimezone(UTC).isoformat(), *covered])
