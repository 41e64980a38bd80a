"""Make the tables for following, thanking, asking and waiting.

Revision: 0002, after: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forum_category_watch",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("category_id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["forum_category.id"],
            name=op.f("fk_forum_category_watch_category_id_forum_category"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_forum_category_watch_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "category_id", name=op.f("pk_forum_category_watch")),
    )
    op.create_index(
        "ix_forum_category_watch_told", "forum_category_watch", ["category_id", "person_id"], unique=False
    )

    op.create_table(
        "forum_poll",
        sa.Column("discussion_id", sa.String(length=26), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("multiple", sa.Boolean(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["forum_discussion.id"],
            name=op.f("fk_forum_poll_discussion_id_forum_discussion"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("discussion_id", name=op.f("pk_forum_poll")),
    )
    op.create_index("ix_forum_poll_closes_at", "forum_poll", ["closes_at"], unique=False)

    op.create_table(
        "forum_subscription",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("discussion_id", sa.String(length=26), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("told_seq", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["forum_discussion.id"],
            name=op.f("fk_forum_subscription_discussion_id_forum_discussion"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_forum_subscription_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "discussion_id", name=op.f("pk_forum_subscription")),
    )
    op.create_index(
        "ix_forum_subscription_told", "forum_subscription", ["discussion_id", "person_id"], unique=False
    )
    op.create_index(
        "ix_forum_subscription_list",
        "forum_subscription",
        ["person_id", "created_at", "discussion_id"],
        unique=False,
    )

    op.create_table(
        "forum_poll_option",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("discussion_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["forum_poll.discussion_id"],
            name=op.f("fk_forum_poll_option_discussion_id_forum_poll"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_poll_option")),
    )
    op.create_index(
        op.f("ix_forum_poll_option_discussion_id"), "forum_poll_option", ["discussion_id"], unique=False
    )

    op.create_table(
        "forum_bookmark",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_bookmark_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["forum_post.id"],
            name=op.f("fk_forum_bookmark_post_id_forum_post"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "post_id", name=op.f("pk_forum_bookmark")),
    )
    op.create_index(
        "ix_forum_bookmark_list", "forum_bookmark", ["person_id", "created_at", "post_id"], unique=False
    )
    op.create_index(op.f("ix_forum_bookmark_post_id"), "forum_bookmark", ["post_id"], unique=False)

    op.create_table(
        "forum_held_post",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("category_id", sa.String(length=26), nullable=False),
        sa.Column("discussion_id", sa.String(length=26), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("content_warning", sa.String(length=120), nullable=False),
        sa.Column("alias_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("quoted_id", sa.String(length=26), nullable=True),
        sa.Column("quoted_text", sa.String(length=600), nullable=False),
        sa.Column("legal", sa.Boolean(), nullable=False),
        sa.Column("follow", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_forum_held_post_author_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["forum_category.id"],
            name=op.f("fk_forum_held_post_category_id_forum_category"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["forum_discussion.id"],
            name=op.f("fk_forum_held_post_discussion_id_forum_discussion"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["quoted_id"],
            ["forum_post.id"],
            name=op.f("fk_forum_held_post_quoted_id_forum_post"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_held_post")),
        sa.UniqueConstraint("author_id", "client_id", name=op.f("uq_forum_held_post_author_id")),
    )
    op.create_index(op.f("ix_forum_held_post_category_id"), "forum_held_post", ["category_id"], unique=False)
    op.create_index(
        "ix_forum_held_post_waiting", "forum_held_post", ["refused_at", "created_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_forum_held_post_discussion_id"), "forum_held_post", ["discussion_id"], unique=False
    )
    op.create_index(op.f("ix_forum_held_post_quoted_id"), "forum_held_post", ["quoted_id"], unique=False)

    op.create_table(
        "forum_mention",
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_mention_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["forum_post.id"],
            name=op.f("fk_forum_mention_post_id_forum_post"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("post_id", "person_id", name=op.f("pk_forum_mention")),
    )
    op.create_index(op.f("ix_forum_mention_person_id"), "forum_mention", ["person_id"], unique=False)

    op.create_table(
        "forum_poll_vote",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("option_id", sa.String(length=26), nullable=False),
        sa.Column("discussion_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["forum_poll.discussion_id"],
            name=op.f("fk_forum_poll_vote_discussion_id_forum_poll"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["option_id"],
            ["forum_poll_option.id"],
            name=op.f("fk_forum_poll_vote_option_id_forum_poll_option"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_poll_vote_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "option_id", name=op.f("pk_forum_poll_vote")),
    )
    op.create_index(
        op.f("ix_forum_poll_vote_discussion_id"), "forum_poll_vote", ["discussion_id"], unique=False
    )
    op.create_index(op.f("ix_forum_poll_vote_option_id"), "forum_poll_vote", ["option_id"], unique=False)

    op.create_table(
        "forum_thanks",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_thanks_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["forum_post.id"],
            name=op.f("fk_forum_thanks_post_id_forum_post"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "post_id", name=op.f("pk_forum_thanks")),
    )
    op.create_index(op.f("ix_forum_thanks_post_id"), "forum_thanks", ["post_id"], unique=False)


def downgrade() -> None:
    op.drop_table("forum_thanks")
    op.drop_table("forum_poll_vote")
    op.drop_table("forum_mention")
    op.drop_table("forum_held_post")
    op.drop_table("forum_bookmark")
    op.drop_table("forum_poll_option")
    op.drop_table("forum_subscription")
    op.drop_table("forum_poll")
    op.drop_table("forum_category_watch")
