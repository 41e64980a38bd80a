"""The audit log: no tampering goes unnoticed."""

import random
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import sessionmaker

from vamv.audit.export import append_head, read_heads
from vamv.audit.health import check
from vamv.audit.models import AuditActor, AuditEntry, AuditHead
from vamv.audit.services import AuditBroken, Head, current_head, prune, record, verify
from vamv.db.engine import writing
from vamv.db.types import new_id
from vamv.security.models import Person
from vamv.vault.server_key import KeyRing, ServerKey
from vamv.vault.vault import Vault

NOW = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
MUTATIONS = 1_000


@pytest.fixture
def vault():
    return Vault(KeyRing(ServerKey(1, bytes(range(32)))))


@pytest.fixture
def write(real_engine):
    return sessionmaker(writing(real_engine), expire_on_commit=False).begin


@pytest.fixture
def people(write):
    with write() as session:
        people = [Person(created_at=NOW) for _ in range(3)]
        session.add_all(people)
    return [person.id for person in people]


@pytest.fixture
def log(write, vault, people):
    """A log of thirty entries."""
    with write() as session:
        for number in range(30):
            record(
                session,
                vault,
                actor_id=[*people, None][number % 4],
                action=["accounts.role.granted", "moderation.hidden"][number % 2],
                object_id=[None, new_id()][number % 2],
                result=["ok", "refused"][number % 5 == 0],
                now=NOW + timedelta(days=number),
            )


def table(session):
    return [list(row) for row in session.execute(select(AuditEntry.__table__).order_by(AuditEntry.number))]


def put(session, rows):
    session.execute(delete(AuditEntry))
    names = AuditEntry.__table__.columns.keys()
    session.execute(insert(AuditEntry.__table__), [dict(zip(names, row, strict=True)) for row in rows])


def changed(rows, draw):
    row, column = draw.choice(rows), draw.randrange(1, 7)
    other = {
        1: lambda old: old + timedelta(microseconds=draw.randrange(1, 10**9)),
        2: lambda old: draw.choice([new_id(), None if old else new_id()]),
        3: lambda old: old + draw.choice("abc"),
        4: lambda old: draw.choice([new_id(), None if old else ""]),
        5: lambda old: "ok" if old == "refused" else "refused",
        6: lambda old: bytes([*old[:-1], old[-1] ^ draw.randrange(1, 256)]),
    }[column]
    row[column] = other(row[column])
    return rows


def removed(rows, draw):
    rows.remove(draw.choice(rows))
    return rows


def cut(rows, draw):
    return rows[: -draw.randrange(1, len(rows) - 1)]


def swapped(rows, draw):
    one, other = draw.sample(rows, 2)
    one[1:], other[1:] = other[1:], one[1:]
    return rows


def renumbered(rows, draw):
    draw.choice(rows)[0] = draw.choice([0, -7, 18, 31, 100])
    return rows


def inserted(rows, draw):
    place = draw.randrange(len(rows) + 1)
    copy = list(draw.choice(rows))
    copy[0] = rows[0][0] + place
    for row in rows[place:]:
        row[0] += 1
    return [*rows[:place], copy, *rows[place:]]


def removed_and_closed_up(rows, draw):
    place = draw.randrange(len(rows))
    del rows[place]
    for row in rows[place:]:
        row[0] -= 1
    return rows


TRICKS = (changed, removed, cut, swapped, renumbered, inserted, removed_and_closed_up)


def test_a_thousand_of_a_thousand_manipulations_are_found(log, write, vault):
    found = 0
    with write() as session:
        prune(session, vault, NOW + timedelta(days=18))  # a log that begins at 19, and is quick to read
        assert verify(session, vault) is None
        before = table(session)
        for seed in range(MUTATIONS):
            draw = random.Random(seed)
            trick = TRICKS[seed % len(TRICKS)]
            after = trick([list(row) for row in before], draw)
            assert after != before, (seed, trick)
            savepoint = session.begin_nested()
            put(session, after)
            found += verify(session, vault) is not None
            savepoint.rollback()
        assert table(session) == before
        assert verify(session, vault) is None
    assert found == MUTATIONS


def test_the_first_broken_entry_is_named(log, write, vault):
    with write() as session:
        session.execute(update(AuditEntry).where(AuditEntry.number == 17).values(result="refused"))
        assert verify(session, vault) == 17
        session.execute(delete(AuditEntry).where(AuditEntry.number == 9))
        assert verify(session, vault) == 9


@pytest.mark.parametrize(
    "values",
    [
        {"number": 29},
        {"number": 31},
        {"mac": b"x" * 34},
        {"base_number": 1},
        {"base_mac": b"y"},
        {"base_seal": b"z"},
    ],
)
def test_a_head_that_was_tampered_with_is_found(log, write, vault, values):
    with write() as session:
        session.execute(update(AuditHead).values(**values))
        assert verify(session, vault) is not None


def test_a_missing_head_is_found(log, write, vault):
    with write() as session:
        session.execute(delete(AuditHead))
        assert verify(session, vault) == 1


def test_a_clever_cut_at_the_end_is_found_with_the_head_kept_elsewhere(log, write, vault, tmp_path):
    heads = tmp_path / "heads"
    with write() as session:
        append_head(heads, current_head(session))
        append_head(heads, current_head(session))
        assert len(read_heads(heads)) == 1
        session.execute(delete(AuditEntry).where(AuditEntry.number > 20))
        mac = session.scalar(select(AuditEntry.mac).where(AuditEntry.number == 20))
        session.execute(update(AuditHead).values(number=20, mac=mac))
        assert verify(session, vault) is None
        assert verify(session, vault, read_heads(heads)) == 30


def test_a_log_written_anew_is_found_with_the_head_kept_elsewhere(log, write, vault):
    with write() as session:
        kept = current_head(session)
        session.execute(delete(AuditEntry))
        session.execute(delete(AuditHead))
        assert verify(session, vault, [kept]) == 30
        for _ in range(31):
            record(session, vault, actor_id=None, action="a", now=NOW)
        assert verify(session, vault) is None
        assert verify(session, vault, [kept]) == 30


def test_without_the_key_no_entry_can_be_added(log, write, vault):
    thief = Vault(KeyRing(ServerKey(1, bytes(32))))
    with write() as session:
        record(session, thief, actor_id=None, action="a", now=NOW)
        assert verify(session, vault) == 31


def test_an_empty_log_is_whole(write, vault):
    with write() as session:
        assert verify(session, vault) is None
        assert current_head(session) is None
        assert prune(session, vault, NOW) == 0


def test_what_is_rolled_back_leaves_no_gap(log, write, vault):
    with write() as session:
        record(session, vault, actor_id=None, action="a", now=NOW)
        session.rollback()
    with write() as session:
        record(session, vault, actor_id=None, action="b", now=NOW)
    with write() as session:
        assert verify(session, vault) is None
        assert current_head(session).number == 31


def test_many_writers_leave_one_chain_without_gaps(write, vault, people):
    failures = []

    def work(person_id):
        try:
            for _ in range(15):
                with write() as session:
                    record(session, vault, actor_id=person_id, action="a", now=NOW)
        except Exception as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work, args=(person_id,)) for person_id in [*people, people[0]]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with write() as session:
        assert verify(session, vault) is None
        assert list(session.scalars(select(AuditEntry.number).order_by(AuditEntry.number))) == list(
            range(1, 61)
        )
        assert session.scalar(select(func.count()).select_from(AuditActor)) == 3


def test_a_person_who_leaves_takes_the_link_along_and_the_log_stays_whole(log, write, vault, people):
    with write() as session:
        (ref,) = session.scalars(select(AuditActor.ref).where(AuditActor.person_id == people[0]))
        assert ref != people[0]
        session.execute(delete(Person).where(Person.id == people[0]))
    with write() as session:
        assert session.scalar(select(func.count()).select_from(AuditActor)) == 2
        assert session.scalar(select(func.count()).where(AuditEntry.actor_ref == ref)) == 8
        assert verify(session, vault) is None


def test_what_is_old_goes_and_the_rest_can_still_be_checked(log, write, vault):
    with write() as session:
        assert prune(session, vault, NOW + timedelta(days=10)) == 10
        assert verify(session, vault) is None
        assert prune(session, vault, NOW + timedelta(days=10)) == 0
        record(session, vault, actor_id=None, action="a", now=NOW)
        assert verify(session, vault) is None
        session.execute(delete(AuditEntry).where(AuditEntry.number == 11))
        assert verify(session, vault) == 11


def test_everything_may_be_pruned(log, write, vault):
    with write() as session:
        assert prune(session, vault, NOW + timedelta(days=100)) == 30
        assert verify(session, vault) is None
        record(session, vault, actor_id=None, action="a", now=NOW)
        assert current_head(session).number == 31
        assert verify(session, vault) is None


def test_pruning_does_not_sweep_away_the_traces_of_tampering(log, write, vault):
    with write() as session:
        session.execute(update(AuditEntry).where(AuditEntry.number == 3).values(action="nothing"))
        with pytest.raises(AuditBroken, match="3"):
            prune(session, vault, NOW + timedelta(days=10))
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 30


def test_the_file_with_heads_is_read_back_as_written(tmp_path):
    heads = [Head(1, b"\x00\x01abc"), Head(12, b"\xff" * 34)]
    for head in heads:
        append_head(tmp_path / "heads", head)
    assert read_heads(tmp_path / "heads") == heads
    assert read_heads(tmp_path / "none") == []


def test_the_operator_is_told_what_is_wrong_with_the_log(log, write, vault, tmp_path):
    heads = tmp_path / "heads"

    def levels(session, place=str(heads)):
        return [finding.level for finding in check(session, vault, place)]

    with write() as session:
        append_head(heads, current_head(session))
        assert levels(session) == ["ok"]
        assert levels(session, "") == ["ok", "warning"]
        session.execute(update(AuditEntry).where(AuditEntry.number == 17).values(result="refused"))
        assert "17" in check(session, vault, "")[0].title
        assert levels(session) == ["error"]
    heads.write_text("what is this\n")
    with write() as session:
        assert levels(session) == ["error"]
