"""Moderation: reports by anybody, decisions by people, reasons for both sides."""

from typing import Any

from vamv.moderation.directives import add_content_kind


def includeme(config: Any) -> None:
    config.add_directive("add_content_kind", add_content_kind)
