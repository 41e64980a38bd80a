"""What every table says about itself."""

from typing import Any


def table_info(kind: str, purpose: str, retention: str) -> dict[str, Any]:
    """Return the table's line in the record of processing."""
    return {"info": {"owner": "forum", "class": kind, "purpose": purpose, "retention": retention}}
