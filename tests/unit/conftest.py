"""A database with real transactions, for what must hold between several of them."""

import os
import secrets

import pytest
from sqlalchemy import create_engine, event, text

from vamv.db.base import Base
from vamv.db.engine import make_engine


@pytest.fixture
def real_engine(tmp_path):
    """An engine on a database of this test's own with the tables of all imported models."""
    if os.environ.get("VAMV_TEST_DB") == "postgresql":
        yield from _own_schema()
        return
    engine = make_engine(f"sqlite:///{tmp_path / 'test.sqlite'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def _own_schema():
    schema = f"test_{secrets.token_hex(6)}"
    keeper = create_engine("postgresql+psycopg://", isolation_level="AUTOCOMMIT")
    with keeper.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine = make_engine("postgresql+psycopg://")

    @event.listens_for(engine, "connect")
    def _enter(connection, _record):
        connection.execute(f"SET search_path TO {schema}")
        connection.commit()

    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()
    with keeper.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    keeper.dispose()
