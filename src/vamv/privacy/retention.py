"""`config.add_retention_rule`: how long something is kept, and what happens then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pyramid.exceptions import ConfigurationError
from sqlalchemy.orm import Session

REGISTRY_KEY = "vamv.retention_rules"


@dataclass(frozen=True)
class RetentionRule:
    """A rule. `label`: what is kept, in the words of the privacy page. `period`: how long.

    `apply(session, now, period)` deletes what is older and returns how many rows that were.
    """

    name: str
    label: Any
    period: timedelta
    apply: Callable[[Session, datetime, timedelta], int]


def add_retention_rule(
    config: Any,
    name: str,
    label: Any,
    default: timedelta,
    apply: Callable[[Session, datetime, timedelta], int],
) -> None:
    """Declare a rule; a chapter may set another number of days as `vamv.retention_days.<name>` in its ini.

    Raises ConfigurationError for a period of less than a day.
    """
    days = config.registry.settings.get(f"vamv.retention_days.{name}")
    rule = RetentionRule(
        name, label, default if days is None else timedelta(days=days), config.maybe_dotted(apply)
    )
    if rule.period < timedelta(days=1):
        raise ConfigurationError(f"retention rule {name}: a period has at least one day")

    def register() -> None:
        config.registry.setdefault(REGISTRY_KEY, {})[name] = rule

    intr = config.introspectable("vamv retention rules", name, name, "retention rule")
    intr.update(rule=rule)
    config.action(("vamv retention rule", name), register, introspectables=(intr,))


def retention_rules(registry: Any) -> dict[str, RetentionRule]:
    """Return all declared rules by name."""
    found: dict[str, RetentionRule] = registry.get(REGISTRY_KEY, {})
    return found
