"""A small chat for tests: its tables, and its namespace `/kite`."""

from markupsafe import escape
from sqlalchemy import ForeignKey, MetaData, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from vamv.conversations.changes import edit, targets
from vamv.conversations.models import ChangingMessageMixin, ConversationMixin, message_constraints
from vamv.conversations.queries import rows_after
from vamv.conversations.services import append
from vamv.db.base import NAMING_CONVENTION, Base
from vamv.realtime.conversation import Batch, ConversationNamespace, Entered
from vamv.realtime.directives import Declared
from vamv.realtime.fragments import tree
from vamv.realtime.portal import Refused


class Own(DeclarativeBase):
    """Tables of these tests only, beside the portal's."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


Base.metadata.tables["person"].to_metadata(Own.metadata)


class Room(ConversationMixin, Own):
    __tablename__ = "kite_room"

    closed_to: Mapped[str | None] = mapped_column(default=None)
    split: Mapped[bool] = mapped_column(default=False)
    word: Mapped[str] = mapped_column(default="")


class Line(ChangingMessageMixin, Own):
    __tablename__ = "kite_line"
    __table_args__ = message_constraints()

    conversation_id: Mapped[str] = mapped_column(ForeignKey("kite_room.id", ondelete="CASCADE"))


def create(engine):
    """Make the tables."""
    Own.metadata.create_all(engine, tables=[Room.__table__, Line.__table__])


def rendered(line):
    """Return a row as the page has it."""
    day = line.created_at.date()
    return (
        f'<li class="bubble" data-seq="{line.seq}" data-by="{line.sender_id}" data-day="{day}"'
        f' data-day-word="{day}"><b data-name="">{(line.sender_id or "")[:4]}</b>'
        f' <p data-text="">{escape(line.body.decode())}</p></li>'
    )


class Kites(ConversationNamespace):
    """Rooms that everybody may enter, but for one. `loads`: how often rows were read."""

    conversation = Room
    writes = frozenset({"send", "edit"})
    listening = frozenset({"listen"})
    loads = 0

    def enter(self, request, conversation_id):
        room = request.dbsession.get(Room, conversation_id)
        if room is None or room.closed_to == request.identity.person_id:
            raise Refused("not_found")
        return Entered(room.last_seq, request.identity.person_id if room.split else "", room.word)

    def rows(self, request, conversation_id, after, limit):
        Kites.loads += 1
        found = rows_after(request.dbsession, Line, conversation_id, after, limit)
        lines = targets(request.dbsession, Line, found)
        rows = [
            {
                "seq": row.seq,
                "target": row.target_seq,
                "text": lines[row.target_seq or row.seq].body.decode(),
                "node": tree(rendered(lines[row.target_seq or row.seq])),
            }
            for row in found
        ]
        return Batch(rows, found[-1].seq if found else after, len(found) == limit)

    def on_send(self, request, data):
        room = request.dbsession.get_one(Room, data["conversation"])
        if data["text"] == "zu laut":
            raise Refused("too_loud")
        sent = append(
            request.dbsession,
            room,
            Line,
            sender_id=request.identity.person_id,
            client_id=data["client_id"],
            close=lambda _id: data["text"].encode(),
            now=request.now,
        )
        if data["text"] == "kaputt":
            raise RuntimeError("kaputt: ein Geheimnis")
        return {"seq": sent.message.seq}

    def on_edit(self, request, data):
        session = request.dbsession
        room = session.get_one(Room, data["conversation"])
        line = session.scalar(select(Line).where(Line.conversation_id == room.id, Line.seq == data["seq"]))
        changed = edit(
            session,
            room,
            line,
            actor_id=request.identity.person_id,
            client_id=data["client_id"],
            close=lambda _id: data["text"].encode(),
            now=request.now,
        )
        return {"seq": changed.message.seq}

    def on_listen(self, request, data):
        return {}

    def on_act(self, request, data):
        return {}


DECLARED = {"/kite": Declared(Kites, "/kite", "tiny.read")}
