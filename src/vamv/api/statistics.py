"""Counters of a plugin: declared with `config.add_metric`."""

from vamv.statistics.services import count

__all__ = ["count"]
