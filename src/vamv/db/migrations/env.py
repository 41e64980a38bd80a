"""The only Alembic environment of the house: one history and one version table per distribution."""

from typing import Any

from alembic import context
from alembic.operations.ops import CreateTableOp

from vamv.db.types import ID_LENGTH, Id, UTCDateTime

config = context.config
connection = config.attributes["connection"]
version_table = config.attributes["version_table"]
owns = config.attributes["owns"]


def include_name(name: str | None, type_: str, _parents: Any) -> bool:
    """Leave out of a comparison what belongs to other distributions."""
    return type_ != "table" or owns(name)


def render_item(type_: str, item: Any, _autogenerate: Any) -> Any:
    """Write our column types as SQLAlchemy's, so that a revision stays what it is when ours change."""
    if type_ == "type" and isinstance(item, Id):
        return f"sa.String(length={ID_LENGTH})"
    if type_ == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def leave_out_info(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """The record of processing is read from the models; a copy in a revision would only grow old."""
    for directive in directives:
        for operation in directive.upgrade_ops.ops + directive.downgrade_ops.ops:
            if isinstance(operation, CreateTableOp):
                operation.info = {}


context.configure(
    connection=connection,
    target_metadata=config.attributes["metadata"],
    version_table=version_table,
    include_name=include_name,
    include_object=config.attributes["compared"],
    render_item=render_item,
    process_revision_directives=leave_out_info,
    # SQLite cannot alter most things in place; Alembic then copies the table.
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=True,
)
context.run_migrations()
