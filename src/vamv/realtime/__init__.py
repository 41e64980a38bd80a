"""Realtime: what a page may ask over a socket, answered by the same services under the same rules."""

from typing import Any

from vamv.db.hints import publish_with
from vamv.realtime.bus import Bus
from vamv.realtime.directives import add_realtime_namespace
from vamv.realtime.redis_bus import RedisBus


def includeme(config: Any) -> None:
    config.add_directive("add_realtime_namespace", add_realtime_namespace)
    bus = _bus(config.registry.settings["vamv.realtime_bus"])
    config.registry["vamv.bus"] = bus
    publish_with(config.registry["vamv.engine"], bus.publish)


def _bus(url: str) -> Bus:
    return RedisBus(url) if url else Bus()
