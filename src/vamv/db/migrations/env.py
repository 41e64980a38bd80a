"""The only Alembic environment of the house: one history and one version table per distribution."""

from typing import Any

from alembic import context

config = context.config
connection = config.attributes["connection"]
version_table = config.attributes["version_table"]
owns = config.attributes["owns"]


def include_name(name: str | None, type_: str, _parents: Any) -> bool:
    """Leave out of a comparison what belongs to other distributions."""
    return type_ != "table" or owns(name)


context.configure(
    connection=connection,
    target_metadata=config.attributes["metadata"],
    version_table=version_table,
    include_name=include_name,
    include_object=lambda _object, name, type_, _reflected, _other: type_ != "table" or owns(name),
    # SQLite cannot alter most things in place; Alembic then copies the table.
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=True,
)
context.run_migrations()
