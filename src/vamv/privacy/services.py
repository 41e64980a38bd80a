"""Erase a person, at once where possible, and finish later what is left."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import String, cast, delete, func, select, update
from sqlalchemy.orm import Session

from vamv.audit.services import record
from vamv.db.hints import PERSON, announce
from vamv.jobs.models import Job
from vamv.plugins.hooks import HookRunner
from vamv.privacy.models import PendingErasure
from vamv.privacy.tables import person_columns
from vamv.security.models import Person, PersonRole
from vamv.vault.vault import Vault


def is_last_administrator(session: Session, person_id: str) -> bool:
    """Tell whether the portal would be left without anybody to look after it."""
    administrators = set(
        session.scalars(
            select(PersonRole.person_id)
            .join(Person, Person.id == PersonRole.person_id)
            .where(PersonRole.role == "administrator", Person.disabled_at.is_(None))
        )
    )
    return administrators == {person_id}


def erase_person(
    session: Session,
    vault: Vault,
    hooks: HookRunner,
    *,
    person_id: str,
    keep_texts: bool,
    dormant: Collection[str],
    now: datetime,
) -> list[str]:
    """Erase somebody: log-in and everything in the core at once, then plugin by plugin.

    `keep_texts`: what they published stays, without name. `dormant`: plugins that are off and have data.
    Returns the plugins for which the erasure is pending; nobody is kept from leaving by one that fails.
    """
    person = session.get(Person, person_id, with_for_update=True)
    if person is None or person.erased_at is not None:
        return []
    record(session, vault, actor_id=person_id, action="privacy.person.erased", now=now)
    _empty(session, person, now)
    pending = [*_ask_plugins(session, hooks, person_id, keep_texts, now), *dormant]
    if not pending:
        session.execute(delete(Person).where(Person.id == person_id))
    else:
        session.add_all(
            PendingErasure(person_id=person_id, plugin=name, keep_texts=keep_texts, since=now)
            for name in pending
        )
    session.flush()
    session.expire_all()
    return pending


def finish_pending(
    session: Session,
    hooks: HookRunner,
    *,
    enabled: Collection[str],
    dormant: Collection[str],
    now: datetime,
) -> int:
    """Finish erasures whose plugin is on again or was purged; return how many people are gone for good.

    A plugin that is neither `enabled` nor `dormant` has left nothing behind.
    """
    finished = 0
    people = session.scalars(
        select(PendingErasure.person_id).where(PendingErasure.plugin.not_in(dormant)).distinct()
    ).all()
    for person_id in people:
        rows = {
            row.plugin: row
            for row in session.scalars(select(PendingErasure).where(PendingErasure.person_id == person_id))
        }
        keep_texts = all(row.keep_texts for row in rows.values())
        failed = _ask_plugins(session, hooks, person_id, keep_texts, now) if set(rows) & set(enabled) else []
        for name, row in rows.items():
            if name not in failed and name not in dormant:
                session.delete(row)
        session.flush()
        left = select(func.count()).select_from(PendingErasure).where(PendingErasure.person_id == person_id)
        if session.scalar(left) == 0:
            session.execute(delete(Person).where(Person.id == person_id))
            finished += 1
    session.expire_all()
    return finished


def _ask_plugins(
    session: Session, hooks: HookRunner, person_id: str, keep_texts: bool, now: datetime
) -> list[str]:
    """Ask all plugins that are on to erase; return those that failed."""
    answers = hooks.call(
        "vamv_erase_person", session=session, person_id=person_id, keep_texts=keep_texts, now=now
    )
    done = {answer.plugin for answer in answers}
    return [name for name in hooks.implementers("vamv_erase_person") if name not in done]


def _empty(session: Session, person: Person, now: datetime) -> None:
    """Remove everything in the core that says something about a person; the bare row is left."""
    for link in person_columns():
        mine = link.column == person.id
        if link.cascades:
            session.execute(delete(link.table).where(mine))
        else:
            session.execute(update(link.table).where(mine).values({link.column: None}))
    # Work about somebody who has left is not done any more.
    session.execute(delete(Job).where(cast(Job.payload, String).contains(person.id)))
    person.name_sealed = person.name_index = person.locale = None
    person.last_active_on = person.rights_changed_at = person.disabled_at = None
    person.created_at = person.erased_at = now
    session.flush()
    session.expire_all()
    announce(session, PERSON, person.id)
