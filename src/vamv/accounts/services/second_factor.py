"""The second factor: six digits from a device, or a spare code from paper."""

import enum
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from vamv.accounts.models import SecondFactor, SecondFactorCode
from vamv.vault.codes import CodeMalformed, parse_code, spare_code_hash
from vamv.vault.totp import verify
from vamv.vault.vault import Vault

SEED = "accounts.totp-seed"
SPARE_CODES = 10
FAILURES = 5
PAUSE = timedelta(minutes=5)


class Result(enum.Enum):
    """What became of a code."""

    RIGHT = enum.auto()
    WRONG = enum.auto()
    PAUSED = enum.auto()
    """Five wrong ones within five minutes: nothing is looked at until they are over."""


def enrol(session: Session, vault: Vault, *, person_id: str, seed: bytes, code: str, now: datetime) -> bool:
    """Take a device into use if it shows the right code for `seed`; return whether it did.

    A device from before is worth nothing any more, nor are its spare codes.
    """
    step = verify(seed, code, now, None)
    if step is None:
        return False
    remove(session, person_id=person_id)
    session.add(
        SecondFactor(
            person_id=person_id,
            seed_sealed=vault.seal(SEED, person_id, seed),
            last_step=step,
            failures=0,
            created_at=now,
        )
    )
    session.flush()
    return True


def check(session: Session, vault: Vault, *, person_id: str, code: str, now: datetime) -> Result:
    """Check a code from the device or a spare code; the same one never counts twice.

    The row is locked meanwhile, so of two requests with one code one wins.
    """
    row = session.get_one(SecondFactor, person_id, with_for_update=True, populate_existing=True)
    recent = row.failed_at is not None and now < row.failed_at + PAUSE
    if recent and row.failures >= FAILURES:
        return Result.PAUSED
    step = verify(vault.open(SEED, person_id, row.seed_sealed), code, now, row.last_step)
    if step is not None:
        row.last_step = step
    elif not _use_spare(session, person_id, code, now):
        row.failures = row.failures + 1 if recent else 1
        row.failed_at = now
        return Result.WRONG
    row.failures, row.failed_at = 0, None
    return Result.RIGHT


def replace_spare_codes(session: Session, *, person_id: str, codes: Iterable[bytes]) -> None:
    """Keep the hashes of new spare codes; the old ones are worth nothing any more."""
    session.execute(delete(SecondFactorCode).where(SecondFactorCode.person_id == person_id))
    session.add_all(SecondFactorCode(person_id=person_id, code_hash=spare_code_hash(code)) for code in codes)
    session.flush()


def remove(session: Session, *, person_id: str) -> None:
    """Take the second factor away, with its spare codes."""
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))
    session.execute(delete(SecondFactorCode).where(SecondFactorCode.person_id == person_id))


def is_set_up(session: Session, person_id: str) -> bool:
    """Tell whether somebody has a second factor."""
    return (
        session.scalar(select(SecondFactor.person_id).where(SecondFactor.person_id == person_id)) is not None
    )


def unused_codes(session: Session, person_id: str) -> int:
    """Return how many spare codes are left."""
    return session.scalars(
        select(func.count()).where(
            SecondFactorCode.person_id == person_id, SecondFactorCode.used_at.is_(None)
        )
    ).one()


def _use_spare(session: Session, person_id: str, text: str, now: datetime) -> bool:
    try:
        code = parse_code(text)
    except CodeMalformed:
        return False
    used = session.execute(
        update(SecondFactorCode)
        .where(
            SecondFactorCode.person_id == person_id,
            SecondFactorCode.code_hash == spare_code_hash(code),
            SecondFactorCode.used_at.is_(None),
        )
        .values(used_at=now)
    )
    return bool(used.rowcount == 1)  # type: ignore[attr-defined]
