"""The verdict over a run: it reads the clients' history and the database, and nothing else.

What has been acknowledged is stored once, under the number that was told. What has not is stored once or not at
all. Numbers have no gap, nobody's messages change their order, and everybody has seen exactly what is stored.
"""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

import kites_history
from kites import Line, Room
from sqlalchemy import select

CONFIDENT = 0.99  # share of the deliveries that a promise about their time is made for


@dataclass(frozen=True)
class Figures:
    """What was measured. Times in seconds.

    `kept`: how many of those given up were stored. `starts`: from the start of a server that had been killed to
    its first answer, each; `worked`: how much of that it had a processor, all of it where nothing else runs.
    `convergence`: from the last start, the end of a disturbance, or the acknowledgement of a message, whichever
    came last, until the last one saw it. `visible`: from the acknowledgement until another one saw it, disturbed
    or not, in 99 of 100 cases; `slowest`: at most.
    """

    messages: int
    acknowledged: int
    given_up: int
    kept: int
    kills: int
    starts: list[float]
    worked: list[float]
    convergence: float
    visible: float
    slowest: float
    seconds: float

    def __str__(self):
        return (
            f"{self.messages} messages in {self.seconds:.0f} s, {self.acknowledged} acknowledged; of {self.given_up}"
            f" given up {self.kept} were stored; {self.kills} signals; first answers after"
            f" {', '.join(f'{each:.1f}' for each in self.starts) or 'no'} s (of work: {median(self.worked or [0]):.1f} s);"
            f" in the end everybody had everything after {self.convergence:.1f} s; visible to others after"
            f" {self.visible:.2f} s (99 %), at most {self.slowest:.1f} s"
        )


def check(history, engine):
    """Compare what clients were told with what is stored, and return the figures."""
    lines = kites_history.read(history)
    clients = {line["who"]: line for line in lines if line["what"] == "client"}
    told, sent, views, seen = _told(lines, clients)
    rooms = sorted({client["room"] for client in clients.values()})
    stored = {room: _stored(engine, room) for room in rooms}
    total = 0
    for room, (last_seq, rows) in stored.items():
        total += len(rows)
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1)), "a gap"
        assert last_seq == len(rows), "the room does not know its last number"
        by_id = {row.client_id: row for row in rows}
        assert len(by_id) == len(rows), "stored twice"
        here = [who for who, client in clients.items() if client["room"] == room]
        _check_senders(by_id, {clients[who]["person"]: sent[who] for who in here}, told)
        expected = [(row.seq, row.body.decode()) for row in rows]
        for who in here:
            assert views[who] == expected, f"client {who} ({clients[who]['kind']}) sees something else"
    return _figures(lines, clients, told, seen, total)


def _told(lines, clients):
    """Return what was told, sent and seen: by message, by client, by client, by room and number."""
    told, sent, views = {}, defaultdict(list), defaultdict(list)
    seen = defaultdict(dict)
    for line in lines:
        if line["what"] == "told":
            known = told.setdefault(line["id"], line)
            assert known["seq"] == line["seq"], "told two numbers"
        elif line["what"] == "send":
            sent[line["who"]].append((line["id"], line["text"]))
        elif line["what"] == "saw":
            views[line["who"]] += [(seq, text) for seq, text in line["rows"]]
            for seq, _text in line["rows"]:
                seen[clients[line["who"]]["room"], seq][line["who"]] = line["at"]
    return told, sent, views, seen


def _stored(engine, room):
    chosen = select(Line.seq, Line.body, Line.client_id, Line.sender_id).where(Line.conversation_id == room)
    with engine.connect() as connection:
        last_seq = connection.scalar(select(Room.last_seq).where(Room.id == room))
        return last_seq, connection.execute(chosen.order_by(Line.seq)).all()


def _check_senders(by_id, senders, told):
    for person, messages in senders.items():
        for client_id, text in messages:
            row = by_id.get(client_id)
            if client_id in told:
                assert row is not None, "acknowledged and lost"
                assert row.seq == told[client_id]["seq"], "another number"
            assert row is None or (row.body.decode(), row.sender_id) == (text, person), "another text"
        own = [by_id[client_id].seq for client_id, _text in messages if client_id in by_id]
        assert own == sorted(own), "out of the sender's order"
    of_somebody = {client_id for messages in senders.values() for client_id, _text in messages}
    assert by_id.keys() <= of_somebody, "stored, but sent by nobody"


def _figures(lines, clients, told, seen, total):
    by_kind = defaultdict(list)
    for line in lines:
        by_kind[line["what"]].append(line)
    calm = max(line["at"] for what in ("up", "quiet") for line in by_kind[what])
    acknowledged = {(clients[line["who"]]["room"], line["seq"]): line for line in told.values()}
    seen_at = [
        (acknowledged[place]["at"], at)
        for place, whos in seen.items()
        if place in acknowledged
        for who, at in whos.items()
        if who != acknowledged[place]["who"]
    ]
    delays = sorted(at - before for before, at in seen_at)
    ports = {line["port"] for line in by_kind["up"]}
    again = by_kind["up"][len(ports) :]
    return Figures(
        messages=total,
        acknowledged=len(told),
        given_up=len(by_kind["gave up"]),
        kept=total - len(told),
        kills=len(by_kind["signal"]),
        starts=[line["took"] for line in again],
        worked=[line["worked"] for line in again],
        convergence=max(0.0, *(at - max(before, calm) for before, at in seen_at)),
        visible=delays[int(CONFIDENT * len(delays))],
        slowest=delays[-1],
        seconds=lines[-1]["at"] - next(line["at"] for line in lines if line["what"] == "send"),
    )
