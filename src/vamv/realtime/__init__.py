"""Realtime: what a page may ask over a socket, answered by the same services under the same rules."""

from typing import Any

from vamv.realtime.directives import add_realtime_namespace


def includeme(config: Any) -> None:
    config.add_directive("add_realtime_namespace", add_realtime_namespace)
