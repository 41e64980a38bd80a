"""The figures of a period, from counters alone: the same report comes out when everything else is deleted."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv.statistics.directives import Metric
from vamv.statistics.models import MetricCount

SMALLEST = 5
"""Below this, a figure could point at somebody and is not shown."""


@dataclass(frozen=True)
class Row:
    """One combination of dimensions; `amount` None: suppressed."""

    dimensions: dict[str, str]
    amount: int | None


@dataclass(frozen=True)
class MetricReport:
    """One metric in the period; `total` None: suppressed, and with it every row."""

    metric: Metric
    total: int | None
    rows: tuple[Row, ...]


def report(session: Session, metrics: Iterable[Metric], first: date, last: date) -> list[MetricReport]:
    """Return the figures from `first` to `last`, both included, in the order of `metrics`."""
    sums = session.execute(
        select(MetricCount.metric, MetricCount.dimensions, func.sum(MetricCount.amount))
        .where(MetricCount.day.between(first, last))
        .group_by(MetricCount.metric, MetricCount.dimensions)
    )
    found: dict[str, dict[str, int]] = {}
    for name, dimensions, amount in sums:
        found.setdefault(name, {})[dimensions] = int(amount)
    return [_metric_report(metric, found.get(metric.name, {})) for metric in metrics]


def _metric_report(metric: Metric, cells: dict[str, int]) -> MetricReport:
    total = sum(cells.values())
    hidden = _hidden(cells)
    all_too_few = 0 < total < SMALLEST
    rows = tuple(
        Row(json.loads(key), None if key in hidden or all_too_few else amount)
        for key, amount in sorted(cells.items())
    )
    return MetricReport(metric, None if all_too_few else total, rows)


def _hidden(cells: dict[str, int]) -> set[str]:
    """Return the cells to hide: the small ones, and as many more as keep them from being worked out.

    What is hidden can be summed up as total minus what is shown, so the sum must not be small either, and
    must not belong to one cell alone.
    """
    by_size = sorted((amount, key) for key, amount in cells.items() if amount)
    small = sum(1 for amount, _key in by_size if amount < SMALLEST)
    while 0 < small < len(by_size) and (
        small == 1 or sum(amount for amount, _key in by_size[:small]) < SMALLEST
    ):
        small += 1
    return {key for _amount, key in by_size[:small]}
