"""Privacy: how long data is kept, what a person gets to see of it, and how it goes."""

from typing import Any

from vamv.privacy.retention import add_retention_rule


def includeme(config: Any) -> None:
    config.add_directive("add_retention_rule", add_retention_rule)
