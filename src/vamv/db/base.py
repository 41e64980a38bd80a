"""The declarative base of all tables, the core's and the plugins'."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

# Named constraints can be dropped by a migration on every database; SQLite and PostgreSQL would
# otherwise each invent a name, or none.
NAMING_CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table says in `__table_args__["info"]` what it holds: owner, class, purpose, retention.

    The record of processing (GDPR Art. 30) is generated from it.
    """

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


# `mapped_column(…, info=NAMES_PLUGIN)`: the column holds names of plugins' things (`kite`, or `kite.…`). The
# rows of a plugin go when its data is removed.
NAMES_PLUGIN = {"names_plugin": True}
