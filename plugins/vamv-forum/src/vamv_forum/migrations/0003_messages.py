"""Make the tables for private messages.

Revision: 0003, after: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forum_talk",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("last_message_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asker_id", sa.String(length=26), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["person.id"], name=op.f("fk_forum_talk_asker_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_talk")),
    )
    op.create_index("ix_forum_talk_asked", "forum_talk", ["asker_id", "created_at"], unique=False)
    op.create_index("ix_forum_talk_last_message_at", "forum_talk", ["last_message_at"], unique=False)

    op.create_table(
        "forum_talk_message",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.String(length=26), nullable=True),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conversation_id", sa.String(length=26), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["forum_talk.id"],
            name=op.f("fk_forum_talk_message_conversation_id_forum_talk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"],
            ["person.id"],
            name=op.f("fk_forum_talk_message_sender_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_talk_message")),
        sa.UniqueConstraint("conversation_id", "seq", name=op.f("uq_forum_talk_message_conversation_id")),
        sa.UniqueConstraint(
            "sender_id", "conversation_id", "client_id", name=op.f("uq_forum_talk_message_sender_id")
        ),
    )

    op.create_table(
        "forum_talk_participant",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("read_seq", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conversation_id", sa.String(length=26), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["forum_talk.id"],
            name=op.f("fk_forum_talk_participant_conversation_id_forum_talk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_forum_talk_participant_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "conversation_id", name=op.f("pk_forum_talk_participant")),
    )
    op.create_index(
        op.f("ix_forum_talk_participant_conversation_id"),
        "forum_talk_participant",
        ["conversation_id"],
        unique=False,
    )

    op.create_table(
        "forum_talk_person",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("takes_requests", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_forum_talk_person_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_forum_talk_person")),
    )


def downgrade() -> None:
    op.drop_table("forum_talk_person")
    op.drop_table("forum_talk_participant")
    op.drop_table("forum_talk_message")
    op.drop_table("forum_talk")
