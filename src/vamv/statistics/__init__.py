"""Statistics: counters without persons, and the report made from them."""

from typing import Any

from vamv.statistics import models as models
from vamv.statistics.directives import add_metric


def includeme(config: Any) -> None:
    config.add_directive("add_metric", add_metric)
