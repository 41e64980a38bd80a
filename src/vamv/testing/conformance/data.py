"""The plugin's tables: whose they are, how they are made, and that people can take their data and leave."""

import json
from typing import Any

import pytest
from sqlalchemy import Table, cast, or_, select, types
from sqlalchemy.orm import Session

from vamv.db.base import Base
from vamv.db.engine import make_engine
from vamv.db.migrate import differences, downgrade, upgrade
from vamv.db.versions import table_names
from vamv.plugins.info import Plugin
from vamv.ready import all_histories
from vamv.testing.conformance.base import Conformance
from vamv.testing.kit import Kit


class DataConformance(Conformance):
    """Ownership, migrations, export, erasure."""

    @pytest.fixture
    def tables(self, registry: Any) -> list[Table]:
        """The plugin's tables."""
        return [table for table in Base.metadata.sorted_tables if table.name.startswith(f"{self.plugin}_")]

    def test_every_table_carries_the_name(self, found: Plugin) -> None:
        names = [
            mapper.local_table.name  # type: ignore[attr-defined]
            for mapper in Base.registry.mappers
            if mapper.class_.__module__.split(".")[0] == found.package
        ]
        assert [name for name in names if not name.startswith(f"{self.plugin}_")] == []

    def test_every_table_says_what_it_holds(self, tables: list[Table]) -> None:
        for table in tables:
            assert {"owner", "class", "purpose", "retention"} <= set(table.info), table.name
            assert table.info["owner"] == self.plugin, table.name

    def test_foreign_keys_into_the_core_say_what_happens_on_deletion(self, tables: list[Table]) -> None:
        for table in tables:
            for key in table.foreign_keys:
                if not key.target_fullname.startswith(f"{self.plugin}_"):
                    assert key.ondelete in {"CASCADE", "SET NULL"}, f"{table.name}.{key.parent.name}"

    def test_migrations_lead_to_the_models_and_back_to_nothing(self, kit: Kit, found: Plugin) -> None:
        plugins = kit.load(self.wanted(kit))
        histories = all_histories(plugins)
        engine = make_engine(kit.databases.empty())
        upgrade(engine, histories)
        if found.info.migrations is not None:
            own = next(history for history in histories if history.name == self.plugin)
            assert differences(engine, own) == []
            downgrade(engine, own)
        assert [name for name in table_names(engine) if name.startswith(f"{self.plugin}_")] == []
        engine.dispose()

    def test_people_get_everything_they_wrote(
        self, registry: Any, dbsession: Session, people: dict[str, str], tables: list[Table]
    ) -> None:
        for person_id in people.values():
            answers = registry["vamv.hooks"].call_one(
                self.plugin,
                "vamv_export_person",
                session=dbsession,
                vault=registry["vamv.vault"],
                person_id=person_id,
            )
            export = json.dumps([section.rows for answer in answers for section in answer.value], default=str)
            for table in tables:
                for row in _rows_of(dbsession, table, person_id):
                    values = [str(value) for value in row if value is not None and str(value) != person_id]
                    told = any(json.dumps(value)[1:-1] in export for value in values)
                    assert told, f"{table.name}: a row is missing in the export"

    def test_nothing_of_a_person_remains_after_erasure(
        self, registry: Any, dbsession: Session, clock: Any, people: dict[str, str], tables: list[Table]
    ) -> None:
        for table in tables:
            if _person_columns(table):
                rows = [row for one in people.values() for row in _rows_of(dbsession, table, one)]
                assert rows, f"the seed leaves {table.name} empty, so its erasure cannot be tested"
        for person_id in people.values():
            registry["vamv.hooks"].call_one(
                self.plugin,
                "vamv_erase_person",
                session=dbsession,
                person_id=person_id,
                keep_texts=False,
                now=clock.now(),
            )
        assert registry["vamv.hooks"].report() == []
        dbsession.flush()
        for table in tables:
            for person_id in people.values():
                assert _mentions(dbsession, table, person_id) == 0, f"{table.name} still mentions somebody"


def _person_columns(table: Table) -> list[Any]:
    return [key.parent for key in table.foreign_keys if key.target_fullname == "person.id"]


def _rows_of(session: Session, table: Table, person_id: str) -> list[Any]:
    columns = _person_columns(table)
    if not columns:
        return []
    return list(session.execute(select(table).where(or_(*(column == person_id for column in columns)))))


def _mentions(session: Session, table: Table, person_id: str) -> int:
    anywhere = [
        cast(column, types.Text).contains(person_id)
        for column in table.columns
        if not isinstance(column.type, types.LargeBinary)
    ]
    return len(session.execute(select(table).where(or_(*anywhere))).all())
