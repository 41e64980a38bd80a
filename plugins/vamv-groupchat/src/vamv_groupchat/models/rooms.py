"""Where people meet: rooms, when they are open, who looks after them, who belongs to a closed group."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.orm import Base, Id, UTCDateTime, new_id
from vamv_groupchat.models.record import table_info, where_filled

SCHEDULED = "scheduled"
STANDING = "standing"
GROUP = "group"
KINDS = (SCHEDULED, STANDING, GROUP)

MODERATOR = "moderator"
SUBSTITUTE = "substitute"
PARTS = (MODERATOR, SUBSTITUTE)

ALIAS_KIND = "groupchat.alias"
INVITATION_KIND = "groupchat.invitation"


class Room(Base):
    """A room: `scheduled` (dates), `standing` (opening hours) or `group` (for those who were invited).

    `places`: how many take part at most, moderators left aside; None for any number. `once_a_day`: one such
    session per person and day. `from_entry`: whoever comes late sees nothing of before. `slow_seconds`: the
    pause between two messages of a person, with which a session begins. `invitation_sealed`: the secret in
    the link of a group, found by `invitation_key`.
    """

    __tablename__ = "groupchat_room"
    __table_args__ = (
        CheckConstraint("kind IN ('scheduled', 'standing', 'group')", name="kind"),
        table_info("metadata", "the rooms of the group chat", "until the portal closes"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20), default=SCHEDULED)
    title: Mapped[str] = mapped_column(String(80))
    announcement: Mapped[str] = mapped_column(Text, default="")
    announcement_html: Mapped[str] = mapped_column(Text, default="")
    places: Mapped[int | None]
    once_a_day: Mapped[bool] = mapped_column(default=False)
    from_entry: Mapped[bool] = mapped_column(default=False)
    slow_seconds: Mapped[int] = mapped_column(default=0)
    invitation_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    invitation_key: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    archived_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class Hours(Base):
    """When a room is open again and again: from `first_day` on, every `every_weeks` weeks on that weekday.

    `minute_of_day`: when it opens, in the time of the house. `minutes`: for how long.
    """

    __tablename__ = "groupchat_hours"
    __table_args__ = (table_info("metadata", "when rooms open again and again", "as long as the room"),)

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    room_id: Mapped[str] = mapped_column(ForeignKey("groupchat_room.id", ondelete="CASCADE"), index=True)
    first_day: Mapped[date]
    minute_of_day: Mapped[int]
    minutes: Mapped[int]
    every_weeks: Mapped[int] = mapped_column(default=1)


class RoomStaff(Base):
    """Who usually looks after a room (`moderator`), and who is called when nobody is there (`substitute`)."""

    __tablename__ = "groupchat_room_staff"
    __table_args__ = (
        CheckConstraint("part IN ('moderator', 'substitute')", name="part"),
        table_info("metadata", "who looks after a room", "as long as the duty"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    room_id: Mapped[str] = mapped_column(
        ForeignKey("groupchat_room.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    part: Mapped[str] = mapped_column(String(20))


class Member(Base):
    """Somebody who was invited into a closed group and came."""

    __tablename__ = "groupchat_member"
    __table_args__ = (table_info("S2", "who belongs to a closed group", "as long as the membership"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    room_id: Mapped[str] = mapped_column(
        ForeignKey("groupchat_room.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    joined_at: Mapped[datetime] = mapped_column(UTCDateTime())


class Alias(Base):
    """The other name somebody uses in one room. `name_key` keeps it unique there."""

    __tablename__ = "groupchat_alias"
    __table_args__ = (
        UniqueConstraint("person_id", "room_id"),
        UniqueConstraint("room_id", "name_key", name="uq_groupchat_alias_name_key"),
        table_info("S2", "another name in one room", "as long as the account or the room"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    room_id: Mapped[str] = mapped_column(ForeignKey("groupchat_room.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    name_key: Mapped[bytes] = mapped_column(LargeBinary)


class Sanction(Base):
    """What a moderator has decided about somebody: `mute` or `remove` in a session, `ban` from a room.

    `reason`: a code of the moderation desk. `until`: the end of a ban, None for none. `lifted_at`: taken
    back.
    """

    __tablename__ = "groupchat_sanction"
    __table_args__ = (
        CheckConstraint("kind IN ('mute', 'remove', 'ban')", name="kind"),
        where_filled("groupchat_sanction", "by_id"),
        table_info("S2", "keeping order in rooms, and saying why", "180 days after it ended"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    room_id: Mapped[str] = mapped_column(ForeignKey("groupchat_room.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[str | None] = mapped_column(
        ForeignKey("groupchat_session.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    until: Mapped[datetime | None] = mapped_column(UTCDateTime())
    by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
