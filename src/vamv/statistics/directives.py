"""`config.add_metric`: something the funding report counts."""

from dataclasses import dataclass
from typing import Any

REGISTRY_KEY = "vamv.metrics"


@dataclass(frozen=True)
class Metric:
    """A counter. `definition`: the sentence printed beside the figure; `dimensions`: what it is split by."""

    name: str
    label: Any
    definition: Any
    dimensions: tuple[str, ...]


def add_metric(config: Any, name: str, label: Any, definition: Any, dimensions: tuple[str, ...] = ()) -> None:
    """Declare a counter; `vamv.statistics.services.count` fills it."""
    metric = Metric(name, label, definition, tuple(dimensions))

    def register() -> None:
        config.registry.setdefault(REGISTRY_KEY, {})[name] = metric

    intr = config.introspectable("vamv metrics", name, name, "metric")
    intr.update(metric=metric)
    config.action(("vamv metric", name), register, introspectables=(intr,))


def metrics(registry: Any) -> dict[str, Metric]:
    """Return all declared metrics by name."""
    found: dict[str, Metric] = registry.get(REGISTRY_KEY, {})
    return found
