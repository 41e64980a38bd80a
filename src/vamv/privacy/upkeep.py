"""The worker's part: retention rules every day, pending erasures every hour."""

import logging

from vamv.jobs.directives import JobContext
from vamv.jobs.services import enqueue
from vamv.privacy import services
from vamv.privacy.retention import retention_rules
from vamv.privacy.tables import dormant_plugins

log = logging.getLogger(__name__)

RULE_JOB = "privacy.rule"


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
