"""The record of processing activities (GDPR Art. 30), read from the tables themselves."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Table

from vamv.db.base import Base
from vamv.privacy.tables import core_tables


@dataclass(frozen=True)
class Processing:
    """One table: whose it is, what it is for, how it is protected, how long it is kept."""

    table: str
    owner: str
    purpose: str
    protection: str
    retention: str


def record_of_processing(plugins: Collection[str]) -> list[Processing]:
    """Return all tables of the core and of these plugins, the core first."""
    core = core_tables()
    others = [
        table
        for table in Base.metadata.sorted_tables
        if table not in core and table.name.partition("_")[0] in plugins
    ]
    return [_row(table) for table in [*core, *sorted(others, key=lambda table: table.name)]]


def _row(table: Table) -> Processing:
    info = table.info
    return Processing(table.name, info["owner"], info["purpose"], info["class"], info["retention"])
