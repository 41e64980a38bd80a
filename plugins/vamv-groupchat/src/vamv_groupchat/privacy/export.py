"""Everything the group chat has about a person."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.plugin import ExportSection
from vamv.api.vault import Vault
from vamv_groupchat import _
from vamv_groupchat.models import (
    Alias,
    Aside,
    Backroom,
    ChatSession,
    Duty,
    Member,
    Message,
    Participant,
    Reminder,
    Room,
    RoomStaff,
    Sanction,
    Waiting,
)
from vamv_groupchat.queries.people import alias_name
from vamv_groupchat.services.keys import open_text

ROOM = _("export-room", default="Raum")
AT = _("export-at", default="Wann")
TEXT = _("export-text", default="Text")
PART = _("export-part", default="Aufgabe")
NUMBER = _("export-number", default="Nummer")


def export_person(session: Session, vault: Vault, person_id: str) -> list[ExportSection]:
    """Return what somebody said as long as it is there, where they were, and what was decided about them."""
    return [
        _said(session, vault, person_id),
        _beside(session, vault, person_id),
        _was_there(session, person_id),
        _places(session, vault, person_id),
        _decided(session, person_id),
        _work(session, person_id),
    ]


def _said(session: Session, vault: Vault, person_id: str) -> ExportSection:
    found = session.execute(
        select(Message, ChatSession)
        .join(ChatSession, ChatSession.id == Message.conversation_id)
        .where(Message.sender_id == person_id)
        .order_by(Message.created_at, Message.seq)
    )
    return ExportSection(
        "groupchat.messages",
        _("export-messages", default="Was Sie in Gruppenchats geschrieben haben"),
        [
            {AT: str(row.created_at), NUMBER: row.seq, TEXT: open_text(vault, chat, row) or ""}
            for row, chat in found
        ],
    )


def _beside(session: Session, vault: Vault, person_id: str) -> ExportSection:
    found = session.execute(
        select(Aside, ChatSession)
        .join(Backroom, Backroom.id == Aside.conversation_id)
        .join(ChatSession, ChatSession.id == Backroom.session_id)
        .where((Aside.sender_id == person_id) | (Aside.about_id == person_id))
        .order_by(Aside.created_at, Aside.seq)
    )
    return ExportSection(
        "groupchat.asides",
        _("export-asides", default="Was Sie und die Moderation einander geschrieben haben"),
        [
            {AT: str(row.created_at), NUMBER: row.seq, TEXT: open_text(vault, chat, row) or ""}
            for row, chat in found
        ],
    )


def _was_there(session: Session, person_id: str) -> ExportSection:
    found = session.execute(
        select(Participant, Room.title)
        .join(ChatSession, ChatSession.id == Participant.conversation_id)
        .join(Room, Room.id == ChatSession.room_id)
        .where(Participant.person_id == person_id)
        .order_by(Participant.joined_at)
    )
    return ExportSection(
        "groupchat.meetings",
        _("export-meetings", default="Gruppenchats, an denen Sie teilgenommen haben"),
        [
            {
                ROOM: title,
                AT: str(row.joined_at),
                _("export-seen", default="Zuletzt da"): str(row.seen_at),
                _("export-left", default="Verlassen"): str(row.left_at or ""),
            }
            for row, title in found
        ],
    )


def _places(session: Session, vault: Vault, person_id: str) -> ExportSection:
    what = _("export-what", default="Was")
    groups = session.execute(
        select(Room.title, Member.joined_at)
        .join(Member, Member.room_id == Room.id)
        .where(Member.person_id == person_id)
    )
    member = _("export-member", default="Mitglied der Gruppe")
    rows = [{what: member, ROOM: title, AT: str(at)} for title, at in groups]
    for table, words in (
        (Waiting, _("export-waiting", default="Warteliste")),
        (Reminder, _("export-reminder", default="Erinnerung gewünscht")),
    ):
        rows += [
            {what: words, ROOM: title, AT: str(at)}
            for title, at in session.execute(
                select(Room.title, table.created_at)
                .join(ChatSession, ChatSession.room_id == Room.id)
                .join(table, table.session_id == ChatSession.id)
                .where(table.person_id == person_id)
            )
        ]
    aliases = session.execute(
        select(Alias, Room).join(Room, Room.id == Alias.room_id).where(Alias.person_id == person_id)
    )
    rows += [
        {
            what: _("export-alias", default="Ihr anderer Name dort"),
            ROOM: room.title,
            _("export-name", default="Name"): alias_name(vault, alias),
            _("export-key", default="Kennung"): f"{room.id}/{alias.id}",
        }
        for alias, room in aliases
    ]
    return ExportSection(
        "groupchat.places",
        _("export-places", default="Ihre Gruppen, Namen, Wartelisten und Erinnerungen"),
        rows,
    )


def _decided(session: Session, person_id: str) -> ExportSection:
    found = session.execute(
        select(Sanction, Room.title)
        .join(Room, Room.id == Sanction.room_id)
        .where((Sanction.person_id == person_id) | (Sanction.by_id == person_id))
        .order_by(Sanction.created_at)
    )
    return ExportSection(
        "groupchat.sanctions",
        _("export-sanctions", default="Was die Moderation in Gruppenchats entschieden hat"),
        [
            {
                ROOM: title,
                AT: str(row.created_at),
                _("export-kind", default="Entscheidung"): row.kind,
                _("export-reason", default="Grund"): row.reason,
                _("export-until", default="Bis"): str(row.until or ""),
                _("export-by", default="Von Ihnen entschieden"): str(row.by_id == person_id),
            }
            for row, title in found
        ],
    )


def _work(session: Session, person_id: str) -> ExportSection:
    usual = session.execute(
        select(RoomStaff, Room)
        .join(Room, Room.id == RoomStaff.room_id)
        .where(RoomStaff.person_id == person_id)
    )
    rows = [{ROOM: room.title, PART: row.part, NUMBER: room.id} for row, room in usual]
    duties = session.execute(
        select(Duty, ChatSession)
        .join(ChatSession, ChatSession.id == Duty.session_id)
        .where(Duty.person_id == person_id)
        .order_by(ChatSession.starts_at)
    )
    rows += [{AT: str(chat.starts_at), PART: duty.part, NUMBER: chat.id} for duty, chat in duties]
    leads = session.scalars(
        select(ChatSession).where(ChatSession.lead_id == person_id).order_by(ChatSession.starts_at)
    )
    rows += [
        {AT: str(chat.starts_at), PART: _("export-lead", default="Leitung"), NUMBER: chat.id}
        for chat in leads
    ]
    return ExportSection("groupchat.work", _("export-work", default="Räume, in denen Sie moderieren"), rows)
