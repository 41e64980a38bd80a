"""Make the tables of the group chat.

Revision: 0001, after: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "groupchat_room",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("announcement", sa.Text(), nullable=False),
        sa.Column("announcement_html", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("once_a_day", sa.Boolean(), nullable=False),
        sa.Column("from_entry", sa.Boolean(), nullable=False),
        sa.Column("slow_seconds", sa.Integer(), nullable=False),
        sa.Column("invitation_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("invitation_key", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('scheduled', 'standing', 'group')", name=op.f("ck_groupchat_room_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupchat_room")),
        sa.UniqueConstraint("invitation_key", name=op.f("uq_groupchat_room_invitation_key")),
    )
    op.create_table(
        "groupchat_alias",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("room_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("name_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_groupchat_alias_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["groupchat_room.id"],
            name=op.f("fk_groupchat_alias_room_id_groupchat_room"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupchat_alias")),
        sa.UniqueConstraint("person_id", "room_id", name=op.f("uq_groupchat_alias_person_id")),
        sa.UniqueConstraint("room_id", "name_key", name="uq_groupchat_alias_name_key"),
    )
    op.create_table(
        "groupchat_hours",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("room_id", sa.String(length=26), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("minute_of_day", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["groupchat_room.id"],
            name=op.f("fk_groupchat_hours_room_id_groupchat_room"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupchat_hours")),
    )
    with op.batch_alter_table("groupchat_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groupchat_hours_room_id"), ["room_id"], unique=False)

    op.create_table(
        "groupchat_member",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("room_id", sa.String(length=26), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_groupchat_member_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["groupchat_room.id"],
            name=op.f("fk_groupchat_member_room_id_groupchat_room"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "room_id", name=op.f("pk_groupchat_member")),
    )
    with op.batch_alter_table("groupchat_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groupchat_member_room_id"), ["room_id"], unique=False)

    op.create_table(
        "groupchat_room_staff",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("room_id", sa.String(length=26), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.CheckConstraint("part IN ('moderator', 'substitute')", name=op.f("ck_groupchat_room_staff_part")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_groupchat_room_staff_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["groupchat_room.id"],
            name=op.f("fk_groupchat_room_staff_room_id_groupchat_room"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "room_id", name=op.f("pk_groupchat_room_staff")),
    )
    with op.batch_alter_table("groupchat_room_staff", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groupchat_room_staff_room_id"), ["room_id"], unique=False)

    op.create_table(
        "groupchat_session",
        sa.Column("room_id", sa.String(length=26), nullable=False),
        sa.Column("hours_id", sa.String(length=26), nullable=True),
        sa.Column("planned_day", sa.Date(), nullable=True),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("slow_seconds", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.String(length=26), nullable=True),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.String(length=30), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("last_message_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hours_id"],
            ["groupchat_hours.id"],
            name=op.f("fk_groupchat_session_hours_id_groupchat_hours"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["person.id"], name=op.f("fk_groupchat_session_lead_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["groupchat_room.id"],
            name=op.f("fk_groupchat_session_room_id_groupchat_room"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupchat_session")),
        sa.UniqueConstraint("hours_id", "planned_day", name=op.f("uq_groupchat_session_hours_id")),
    )
    with op.batch_alter_table("groupchat_session", schema=None) as batch_op:
        batch_op.create_index("ix_groupchat_session_ends_at", ["ends_at"], unique=False)
        batch_op.create_index(
            "ix_groupchat_session_lead_id",
            ["lead_id"],
            unique=False,
            sqlite_where=sa.text("lead_id IS NOT NULL"),
            postgresql_where=sa.text("lead_id IS NOT NULL"),
        )
        batch_op.create_index("ix_groupchat_session_list", ["room_id", "ends_at"], unique=False)

    op.create_table(
        "groupchat_backroom",
        sa.Column("session_id", sa.String(length=26), nullable=False),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("last_message_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["groupchat_session.id"],
            name=op.f("fk_groupchat_backroom_session_id_groupchat_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupchat_backroom")),
        sa.UniqueConstraint("session_id", name=op.f("uq_groupchat_backroom_session_id")),
    )
    op.create_table(
        "groupchat_duty",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("session_id", sa.String(length=26), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.CheckConstraint("part IN ('moderator', 'substitute')", name=op.f("ck_groupchat_duty_part")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_groupchat_duty_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["groupchat_session.id"],
            name=op.f("fk_groupchat_duty_session_id_groupchat_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "session_id", name=op.f("pk_groupchat_duty")),
    )
    with op.batch_alter_table("groupchat_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groupchat_duty_session_id"), ["session_id"], unique=False)

    op.create_table(
        "groupchat_message",
        sa.Column("conversation_id", sa.String(length=26), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.String(length=20), nullable=True),
        sa.Column("target_seq", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.String(length=26), nullable=True),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["groupchat_session.id"],
            name=op.f("fk_groupchat_message_conversation_id_groupchat_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"],
            ["person.id"],
            name=op.f("fk_groupchat_message_sender_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupchat_message")),
        sa.UniqueConstraint("conversation_id", "seq", name=op.f("uq_groupchat_message_conversation_id")),
        sa.UniqueConstraint(
            "sender_id", "conversation_id", "client_id", name=op.f("uq_groupchat_message_sender_id")
        ),
    )
    op.create_table(
        "groupchat_participant",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("conversation_id", sa.String(length=26), nullable=False),
        sa.Column("ref", sa.String(length=26), nullable=False),
        sa.Column("from_seq", sa.Integer(), nullable=False),
        sa.Column("moderating", sa.Boolean(), nullable=False),
        sa.Column("listening", sa.Boolean(), nullable=False),
        sa.Column("alias_id", sa.String(length=26), nullable=True),
        sa.Column("masked", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hand_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("writing_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("aside_seq", sa.Integer(), nullable=False),
        sa.Column("read_seq", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["alias_id"],
            ["groupchat_alias.id"],
            name=op.f("fk_groupchat_participant_alias_id_groupchat_alias"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["groupchat_session.id"],
            name=op.f("fk_groupchat_participant_conversation_id_groupchat_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_groupchat_participant_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "conversation_id", name=op.f("pk_groupchat_participant")),
        sa.UniqueConstraint("ref", name=op.f("uq_groupchat_participant_ref")),
    )
    with op.batch_alter_table("groupchat_participant", schema=None) as batch_op:
        batch_op.create_index(
            "ix_groupchat_participant_alias_id",
            ["alias_id"],
            unique=False,
            sqlite_where=sa.text("alias_id IS NOT NULL"),
            postgresql_where=sa.text("alias_id IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_groupchat_participant_conversation_id"), ["conversation_id"], unique=False
        )

    op.create_table(
        "groupchat_reminder",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("session_id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_groupchat_reminder_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["groupchat_session.id"],
            name=op.f("fk_groupchat_reminder_session_id_groupchat_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "session_id", name=op.f("pk_groupchat_reminder")),
    )
    with op.batch_alter_table("groupchat_reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groupchat_reminder_session_id"), ["session_id"], unique=False)

    op.create_table(
        "groupchat_sanction",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("room_id", sa.String(length=26), nullable=False),
        sa.Column("session_id", sa.String(length=26), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.String(length=26), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('mute', 'remove', 'ban')", name=op.f("ck_groupchat_sanction_kind")),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_groupchat_sanction_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_groupchat_sanction_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["groupchat_room.id"],
            name=op.f("fk_groupchat_sanction_room_id_groupchat_room"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["groupchat_session.id"],
            name=op.f("fk_groupchat_sanction_session_id_groupchat_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupchat_sanction")),
    )
    with op.batch_alter_table("groupchat_sanction", schema=None) as batch_op:
        batch_op.create_index(
            "ix_groupchat_sanction_by_id",
            ["by_id"],
            unique=False,
            sqlite_where=sa.text("by_id IS NOT NULL"),
            postgresql_where=sa.text("by_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_groupchat_sanction_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_groupchat_sanction_room_id"), ["room_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_groupchat_sanction_session_id"), ["session_id"], unique=False)

    op.create_table(
        "groupchat_waiting",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("session_id", sa.String(length=26), nullable=False),
        sa.Column("listening", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_groupchat_waiting_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["groupchat_session.id"],
            name=op.f("fk_groupchat_waiting_session_id_groupchat_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "session_id", name=op.f("pk_groupchat_waiting")),
    )
    with op.batch_alter_table("groupchat_waiting", schema=None) as batch_op:
        batch_op.create_index(
            "ix_groupchat_waiting_order", ["session_id", "created_at", "person_id"], unique=False
        )

    op.create_table(
        "groupchat_aside",
        sa.Column("conversation_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about_id", sa.String(length=26), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.String(length=26), nullable=True),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('team', 'whisper', 'held')", name=op.f("ck_groupchat_aside_kind")),
        sa.ForeignKeyConstraint(
            ["about_id"], ["person.id"], name=op.f("fk_groupchat_aside_about_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["groupchat_backroom.id"],
            name=op.f("fk_groupchat_aside_conversation_id_groupchat_backroom"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"],
            ["person.id"],
            name=op.f("fk_groupchat_aside_sender_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupchat_aside")),
        sa.UniqueConstraint("conversation_id", "seq", name=op.f("uq_groupchat_aside_conversation_id")),
        sa.UniqueConstraint(
            "sender_id", "conversation_id", "client_id", name=op.f("uq_groupchat_aside_sender_id")
        ),
    )
    with op.batch_alter_table("groupchat_aside", schema=None) as batch_op:
        batch_op.create_index(
            "ix_groupchat_aside_about", ["about_id", "conversation_id", "seq"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("groupchat_aside", schema=None) as batch_op:
        batch_op.drop_index("ix_groupchat_aside_about")

    op.drop_table("groupchat_aside")
    with op.batch_alter_table("groupchat_waiting", schema=None) as batch_op:
        batch_op.drop_index("ix_groupchat_waiting_order")

    op.drop_table("groupchat_waiting")
    with op.batch_alter_table("groupchat_sanction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_groupchat_sanction_session_id"))
        batch_op.drop_index(batch_op.f("ix_groupchat_sanction_room_id"))
        batch_op.drop_index(batch_op.f("ix_groupchat_sanction_person_id"))
        batch_op.drop_index(
            "ix_groupchat_sanction_by_id",
            sqlite_where=sa.text("by_id IS NOT NULL"),
            postgresql_where=sa.text("by_id IS NOT NULL"),
        )

    op.drop_table("groupchat_sanction")
    with op.batch_alter_table("groupchat_reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_groupchat_reminder_session_id"))

    op.drop_table("groupchat_reminder")
    with op.batch_alter_table("groupchat_participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_groupchat_participant_conversation_id"))
        batch_op.drop_index(
            "ix_groupchat_participant_alias_id",
            sqlite_where=sa.text("alias_id IS NOT NULL"),
            postgresql_where=sa.text("alias_id IS NOT NULL"),
        )

    op.drop_table("groupchat_participant")
    op.drop_table("groupchat_message")
    with op.batch_alter_table("groupchat_duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_groupchat_duty_session_id"))

    op.drop_table("groupchat_duty")
    op.drop_table("groupchat_backroom")
    with op.batch_alter_table("groupchat_session", schema=None) as batch_op:
        batch_op.drop_index("ix_groupchat_session_list")
        batch_op.drop_index(
            "ix_groupchat_session_lead_id",
            sqlite_where=sa.text("lead_id IS NOT NULL"),
            postgresql_where=sa.text("lead_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_groupchat_session_ends_at")

    op.drop_table("groupchat_session")
    with op.batch_alter_table("groupchat_room_staff", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_groupchat_room_staff_room_id"))

    op.drop_table("groupchat_room_staff")
    with op.batch_alter_table("groupchat_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_groupchat_member_room_id"))

    op.drop_table("groupchat_member")
    with op.batch_alter_table("groupchat_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_groupchat_hours_room_id"))

    op.drop_table("groupchat_hours")
    op.drop_table("groupchat_alias")
    op.drop_table("groupchat_room")
