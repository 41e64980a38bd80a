"""The checker finds each way in which a promise may be broken; without this, a run that passes says nothing."""

from datetime import UTC, datetime

import kites
import pytest
from kites import Line, Room
from kites_checker import check
from kites_history import History
from sqlalchemy import create_engine, delete, insert, update

ROOM = "r" * 26
NOW = datetime(2026, 11, 22, 21, tzinfo=UTC)


def row(seq, client_id, sender):
    return {
        "id": f"{seq}-{client_id}",
        "conversation_id": ROOM,
        "seq": seq,
        "sender_id": sender,
        "client_id": client_id,
        "body": client_id.encode(),
        "created_at": NOW,
    }


@pytest.fixture
def engine():
    """A room with three messages of Anna and one of Ben."""
    engine = create_engine("sqlite://")
    kites.create(engine)
    rows = [row(1, "a1", "anna"), row(2, "b1", "ben"), row(3, "a2", "anna"), row(4, "a3", "anna")]
    with engine.begin() as connection:
        values = {"id": ROOM, "created_at": NOW, "last_message_at": NOW, "last_seq": 4, "split": False}
        connection.execute(insert(Room), values)
        connection.execute(insert(Line), rows)
    yield engine
    engine.dispose()


class Run:
    """What Anna and Ben did and were told, to be spoilt before it is written down."""

    def __init__(self):
        seen = [[1, "a1"], [2, "b1"], [3, "a2"], [4, "a3"]]
        self.sent = {1: ["a1", "a2", "a3"], 2: ["b1"]}
        self.told = {"a1": 1, "b1": 2, "a2": 3, "a3": 4}
        self.seen = {1: list(seen), 2: list(seen)}

    def check(self, folder, engine):
        """Write it down and have it checked."""
        history = History(folder / "history.jsonl")
        for who, person in ((1, "anna"), (2, "ben")):
            history.note("client", who=who, kind="SocketClient", person=person, room=ROOM)
        history.note("up", port=1, took=1.0, worked=1.0)
        for who, ids in self.sent.items():
            for client_id in ids:
                history.note("send", who=who, id=client_id, text=client_id)
                if client_id in self.told:
                    history.note("told", who=who, id=client_id, seq=self.told[client_id])
        for who, rows in self.seen.items():
            history.note("saw", who=who, rows=rows)
        history.note("quiet")
        history.close()
        return check(history.path, engine)


@pytest.fixture
def run():
    return Run()


def change(engine, *statements):
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_run_in_which_nothing_is_wrong_passes(run, engine, tmp_path):
    figures = run.check(tmp_path, engine)
    assert (figures.messages, figures.acknowledged, figures.kept) == (4, 4, 0)


def test_what_nobody_was_told_may_be_there_or_not(run, engine, tmp_path):
    del run.told["a3"]
    run.sent[2].append("b2")
    assert run.check(tmp_path, engine).kept == 1


def lost(run, engine):
    change(engine, delete(Line).where(Line.client_id == "a3"), update(Room).values(last_seq=3))
    for rows in run.seen.values():
        rows.pop()


def stored_twice(run, engine):
    change(engine, insert(Line).values(row(5, "a3", "other")), update(Room).values(last_seq=5))
    for rows in run.seen.values():
        rows.append([5, "a3"])


def with_a_gap(run, engine):
    change(engine, update(Line).where(Line.client_id == "a3").values(seq=5), update(Room).values(last_seq=5))
    run.told["a3"] = 5
    for rows in run.seen.values():
        rows[-1] = [5, "a3"]


def out_of_order(run, engine):
    run.sent[1] = ["a2", "a1", "a3"]


def under_another_number(run, engine):
    run.told["a3"] = 3


def with_another_text(run, engine):
    change(engine, update(Line).where(Line.client_id == "b1").values(body=b"b9"))
    for rows in run.seen.values():
        rows[1] = [2, "b9"]


def sent_by_nobody(run, engine):
    del run.sent[2][0], run.told["b1"]


def not_seen(run, engine):
    run.seen[2].pop()


def seen_twice(run, engine):
    run.seen[2].append([4, "a3"])


def seen_in_another_order(run, engine):
    run.seen[2].reverse()


WRONG = {
    lost: "acknowledged and lost",
    stored_twice: "stored twice",
    with_a_gap: "a gap",
    out_of_order: "out of the sender's order",
    under_another_number: "another number",
    with_another_text: "another text",
    sent_by_nobody: "sent by nobody",
    not_seen: "sees something else",
    seen_twice: "sees something else",
    seen_in_another_order: "sees something else",
}


@pytest.mark.parametrize("spoil", WRONG, ids=lambda spoil: spoil.__name__)
def test_what_is_wrong_is_found(run, engine, tmp_path, spoil):
    spoil(run, engine)
    with pytest.raises(AssertionError, match=WRONG[spoil]):
        run.check(tmp_path, engine)
