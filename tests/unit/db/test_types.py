"""Identifiers and moments in time."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, MetaData, Table, insert, select

from vamv.db.types import ID_LENGTH, Id, UTCDateTime, new_id


def test_an_id_is_long_lower_case_and_never_the_same():
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(each) == ID_LENGTH and each.isalnum() and each == each.lower() for each in ids)


@pytest.fixture
def moments(real_engine):
    table = Table("moment", MetaData(), Column("id", Id(), primary_key=True), Column("at", UTCDateTime()))
    table.create(real_engine)
    return table


def test_a_moment_comes_back_aware_and_in_utc(real_engine, moments):
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    with real_engine.begin() as connection:
        connection.execute(insert(moments), [{"id": new_id(), "at": summer}, {"id": new_id(), "at": None}])
        found = set(connection.scalars(select(moments.c.at)))
    assert found == {summer, None}
    assert {each.tzinfo for each in found if each} == {UTC}


def test_a_moment_without_a_time_zone_is_refused(real_engine, moments):
    with real_engine.connect() as connection, pytest.raises(Exception, match="needs a time zone"):
        connection.execute(insert(moments), {"id": new_id(), "at": datetime(2026, 7, 1)})  # noqa: DTZ001
