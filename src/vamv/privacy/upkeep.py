"""The worker's part: retention rules every day, pending erasures every hour and after a start."""

import logging
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.db.versions import table_names
from vamv.jobs.directives import JobContext
from vamv.jobs.services import enqueue
from vamv.jobs.worker import own_transactions
from vamv.privacy import services
from vamv.privacy.models import PendingErasure
from vamv.privacy.retention import retention_rules
from vamv.privacy.tables import dormant_plugins

log = logging.getLogger(__name__)

RULE_JOB = "privacy.rule"
ERASURES_JOB = "privacy.erasures"


def apply_retention(context: JobContext) -> None:
    """Put in a job for every rule, and ask the plugins for what belongs to no rule.

    A job each, so that a rule that fails is tried again and reported without holding up the others.
    """
    for name in retention_rules(context.registry):
        enqueue(context.session, RULE_JOB, {"rule": name}, now=context.now, unique_key=f"{RULE_JOB}:{name}")
    context.registry["vamv.hooks"].call("vamv_apply_retention", session=context.session, now=context.now)


def apply_rule(context: JobContext) -> None:
    """Delete what one rule no longer allows; nothing if its part was switched off meanwhile."""
    rule = retention_rules(context.registry).get(context.payload["rule"])
    if rule is not None:
        rows = rule.apply(context.session, context.now, rule.period)
        log.info("retention rule %s: %d rows", rule.name, rows)


def finish_erasures(context: JobContext) -> None:
    """Finish erasures that waited for a plugin which is back, or gone for good."""
    enabled = context.registry["vamv.plugins"].names
    services.finish_pending(
        context.session,
        context.registry["vamv.hooks"],
        enabled=enabled,
        dormant=dormant_plugins(context.session, enabled),
        now=context.now,
    )


def resume_erasures(registry: Any) -> None:
    """Have pending erasures finished now when a plugin they wait for is back, or gone for good.

    Called at each start: nobody's data should outlast the return of a plugin by even an hour.
    """
    engine = registry["vamv.engine"]
    if PendingErasure.__tablename__ not in table_names(engine):
        return
    with Session(engine) as session:
        waiting = set(session.scalars(select(PendingErasure.plugin).distinct()))
        ready = waiting - set(dormant_plugins(session, registry["vamv.plugins"].names)) if waiting else set()
    if ready:
        with own_transactions(engine)(True) as session:
            now = registry["vamv.clock"].now()
            enqueue(session, ERASURES_JOB, {}, now=now, unique_key=f"{ERASURES_JOB}:start")
