"""Every table says what it holds: the record of processing (GDPR Art. 30) is made from that."""

import importlib

import pytest

from vamv.db.base import NAMES_PLUGIN, Base

CLASSES = {"S1", "S2", "S3", "secret", "metadata"}


@pytest.fixture(scope="module")
def tables(every_module):
    """All tables of the core and the plugins."""
    names = [module.name for module in every_module if module.name.rpartition(".")[2] == "models"]
    assert len(names) > 8
    for name in names:
        importlib.import_module(name)
    packages = {name.partition(".")[0] for name in names}
    return {
        mapper.local_table: mapper.class_.__module__.partition(".")[0]
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.partition(".")[0] in packages
    }


def test_every_table_has_an_owner_a_class_a_purpose_and_a_period(tables):
    for table, package in tables.items():
        about = table.info
        assert set(about) >= {"owner", "class", "purpose", "retention"}, table.name
        assert about["owner"] == package.removeprefix("vamv_"), table.name
        assert about["class"] in CLASSES, table.name
        assert len(about["purpose"]) > 10, table.name
        assert about["retention"], table.name


def test_every_reference_to_a_person_says_what_happens_when_they_leave(tables):
    open_ends = [
        f"{table.name}.{key.parent.name}"
        for table in tables
        for key in table.foreign_keys
        if key.column.table.name == "person" and key.ondelete not in ("CASCADE", "SET NULL")
    ]
    assert open_ends == []


def test_a_reference_that_survives_its_person_may_be_empty(tables):
    wrong = [
        f"{table.name}.{key.parent.name}"
        for table in tables
        for key in table.foreign_keys
        if key.ondelete == "SET NULL" and not key.parent.nullable
    ]
    assert wrong == []


def test_every_reference_has_an_index(tables):
    """Without one, deleting a person reads every row of every table that refers to people."""
    wrong = []
    for table in tables:
        leading = {index.columns[0].name for index in table.indexes} | {table.primary_key.columns[0].name}
        leading |= {
            next(iter(constraint.columns)).name
            for constraint in table.constraints
            if getattr(constraint, "columns", None) and type(constraint).__name__ == "UniqueConstraint"
        }
        wrong += [
            f"{table.name}.{key.parent.name}"
            for key in table.foreign_keys
            if key.parent.name not in leading and not key.parent.unique
        ]
    assert wrong == []


def test_columns_that_name_things_of_plugins_say_so(tables):
    """What `vamv db purge` looks through; a new column of this kind belongs here and into its model."""
    marked = {
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if NAMES_PLUGIN.items() <= column.info.items()
    }
    assert marked == {
        "draft.key",
        "job.name",
        "metric_count.metric",
        "moderation_case.kind",
        "notification.type",
        "notification_choice.type",
    }
