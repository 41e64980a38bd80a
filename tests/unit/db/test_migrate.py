"""A history and a version table for each distribution; nothing is lost on the way."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, inspect, text

from vamv.db import migrate
from vamv.db.engine import make_engine, writing
from vamv.db.migrate import BrokenReferences
from vamv.db.versions import History, status, table_names

HEAD = '''"""{words}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {after}


def upgrade() -> None:
    {up}


def downgrade() -> None:
    {down}
'''


def write(folder, revision, after, up, down="pass"):
    folder.mkdir(exist_ok=True)
    text = HEAD.format(words=revision, revision=revision, after=repr(after), up=up, down=down)
    (folder / f"{revision}.py").write_text(text, encoding="utf-8")


@pytest.fixture
def engine(kit):
    engine = make_engine(kit.databases.empty())
    yield engine
    engine.dispose()


@pytest.fixture
def kite(tmp_path):
    """The history of a plugin with a table and one that refers to it."""
    folder = tmp_path / "kite"
    write(
        folder,
        "k1",
        None,
        'op.create_table("kite_kite", sa.Column("id", sa.Integer, primary_key=True), '
        'sa.Column("colour", sa.String(20)))\n'
        '    op.create_table("kite_flight", sa.Column("id", sa.Integer, primary_key=True), sa.Column("kite_id", sa.Integer, '
        'sa.ForeignKey("kite_kite.id", ondelete="CASCADE")))',
        'op.drop_table("kite_flight")\n    op.drop_table("kite_kite")',
    )
    return History("kite", folder)


@pytest.fixture
def ball(tmp_path):
    write(
        tmp_path / "ball",
        "b1",
        None,
        'op.create_table("ball_ball", sa.Column("id", sa.Integer, primary_key=True))',
    )
    return History("ball", tmp_path / "ball")


def test_each_history_is_brought_to_its_head_in_the_order_given(engine, kite, ball):
    before = status(engine, [kite, ball])
    assert [each.behind for each in before] == [True, True]
    after = migrate.upgrade(engine, [kite, ball])
    assert [(each.name, each.current, each.behind) for each in after] == [
        ("kite", "k1", False),
        ("ball", "b1", False),
    ]
    assert set(table_names(engine)) == {
        "kite_kite", "kite_flight", "kite_alembic_version", "ball_ball", "ball_alembic_version"
    }  # fmt: skip


def test_one_that_is_gone_does_not_stop_the_others(engine, kite, ball):
    migrate.upgrade(engine, [kite, ball])
    shutil.rmtree(kite.folder)
    write(ball.folder, "b2", "b1", 'op.add_column("ball_ball", sa.Column("size", sa.Integer))')
    assert [each.current for each in migrate.upgrade(engine, [ball])] == ["b2"]


def test_down_to_nothing_leaves_neither_tables_nor_version(engine, kite, ball):
    migrate.upgrade(engine, [kite, ball])
    migrate.downgrade(engine, kite)
    assert set(table_names(engine)) == {"ball_ball", "ball_alembic_version"}
    assert status(engine, [kite])[0].current is None


def test_a_table_that_a_migration_copies_keeps_what_refers_to_it(engine, kite):
    migrate.upgrade(engine, [kite])
    with writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO kite_kite (id, colour) VALUES (1, 'red')"))
        connection.execute(text("INSERT INTO kite_flight (id, kite_id) VALUES (1, 1)"))
    write(
        kite.folder,
        "k2",
        "k1",
        'with op.batch_alter_table("kite_kite", recreate="always" if op.get_bind().dialect.name == "sqlite" else "auto")'
        ' as batch:\n        batch.alter_column("colour", existing_type=sa.String(20), nullable=False)',
    )
    migrate.upgrade(engine, [kite])
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM kite_flight")) == 1
        if engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_migration_that_leaves_a_row_without_its_like_is_undone(engine, kite):
    migrate.upgrade(engine, [kite])
    with writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO kite_kite (id) VALUES (1)"))
        connection.execute(text("INSERT INTO kite_flight (id, kite_id) VALUES (1, 1)"))
    write(kite.folder, "k2", "k1", 'op.execute("UPDATE kite_flight SET kite_id = 7")')
    wrong = BrokenReferences if engine.dialect.name == "sqlite" else Exception
    with pytest.raises(wrong, match="kite_flight"):
        migrate.upgrade(engine, [kite])
    assert status(engine, [kite])[0].current == "k1"
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT kite_id FROM kite_flight")) == 1


def test_a_failing_migration_leaves_no_half(engine, kite):
    migrate.upgrade(engine, [kite])
    write(
        kite.folder,
        "k2",
        "k1",
        'op.add_column("kite_kite", sa.Column("tail", sa.Integer))\n    raise ValueError',
    )
    with pytest.raises(ValueError):
        migrate.upgrade(engine, [kite])
    assert [column["name"] for column in inspect(engine).get_columns("kite_kite")] == ["id", "colour"]


@pytest.fixture
def models(monkeypatch):
    """Tables of another metadata, so that no other test sees them."""
    metadata = MetaData()
    monkeypatch.setattr(migrate.Base, "metadata", metadata)
    Table(
        "kite_kite",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("colour", String(20)),
        Column("tail", String(5)),
        info={"owner": "kite"},
    )
    Table(
        "kite_flight",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("kite_id", ForeignKey("kite_kite.id", ondelete="CASCADE")),
    )
    Table("ball_ball", metadata, Column("id", Integer, primary_key=True))
    return metadata


def test_a_revision_holds_what_the_models_changed_and_nothing_of_others(engine, kite, models):
    migrate.upgrade(engine, [kite])
    assert migrate.differences(engine, kite)
    path = migrate.new_revision(engine, kite, "Give kites a tail.")
    text_ = Path(path).read_text(encoding="utf-8")
    assert '"""Give kites a tail.' in text_
    assert "tail" in text_
    assert "ball" not in text_
    assert "info" not in text_
    assert migrate.upgrade(engine, [kite])[0].behind is False
    assert migrate.differences(engine, kite) == []
