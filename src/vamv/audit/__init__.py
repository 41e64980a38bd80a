"""The audit log: who did what with special rights, in a chain that shows every tampering."""

from typing import Any

from vamv.audit import models as models


def includeme(config: Any) -> None:
    """Nothing to declare: importing brings the tables, and the jobs around the log are in `vamv.jobs`."""
