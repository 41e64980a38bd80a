"""What every table says about itself."""

from typing import Any

from sqlalchemy import Index, text


def table_info(kind: str, purpose: str, retention: str) -> dict[str, Any]:
    """Return the table's line in the record of processing."""
    return {"info": {"owner": "groupchat", "class": kind, "purpose": purpose, "retention": retention}}


def where_filled(table: str, name: str) -> Index:
    """Return an index of the few rows that have a value in this column."""
    filled = text(f"{name} IS NOT NULL")
    return Index(f"ix_{table}_{name}", name, sqlite_where=filled, postgresql_where=filled)
