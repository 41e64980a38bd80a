"""Make the first tables.

Revision: 0001, after: nothing
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# The search of SQLite: an index of words over `forum_search_entry`, and one of three-letter parts over
# `forum_search_word`. Triggers keep both in step.
FORGET_ENTRY = (
    "INSERT INTO forum_search_fts(forum_search_fts, rowid, folded) VALUES('delete', old.number, old.folded);"
)
KEEP_ENTRY = "INSERT INTO forum_search_fts(rowid, folded) VALUES (new.number, new.folded);"
FORGET_WORD = (
    "INSERT INTO forum_search_word_fts(forum_search_word_fts, rowid, word)"
    " VALUES('delete', old.number, old.word);"
)
KEEP_WORD = "INSERT INTO forum_search_word_fts(rowid, word) VALUES (new.number, new.word);"
SQLITE = (
    "CREATE VIRTUAL TABLE forum_search_fts USING fts5(folded, content='forum_search_entry',"
    " content_rowid='number', tokenize='unicode61 remove_diacritics 0')",
    "INSERT INTO forum_search_fts(forum_search_fts, rank) VALUES('secure-delete', 1)",
    f"CREATE TRIGGER forum_search_fts_insert AFTER INSERT ON forum_search_entry BEGIN {KEEP_ENTRY} END",
    f"CREATE TRIGGER forum_search_fts_delete AFTER DELETE ON forum_search_entry BEGIN {FORGET_ENTRY} END",
    "CREATE TRIGGER forum_search_fts_update AFTER UPDATE OF folded ON forum_search_entry"
    f" BEGIN {FORGET_ENTRY} {KEEP_ENTRY} END",
    "CREATE VIRTUAL TABLE forum_search_word_fts USING fts5(word, content='forum_search_word',"
    " content_rowid='number', tokenize='trigram case_sensitive 1')",
    "INSERT INTO forum_search_word_fts(forum_search_word_fts, rank) VALUES('secure-delete', 1)",
    f"CREATE TRIGGER forum_search_word_fts_insert AFTER INSERT ON forum_search_word BEGIN {KEEP_WORD} END",
    f"CREATE TRIGGER forum_search_word_fts_delete AFTER DELETE ON forum_search_word BEGIN {FORGET_WORD} END",
)


def upgrade() -> None:
    op.create_table(
        "forum_category",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("access", sa.String(length=20), nullable=False),
        sa.Column("region", sa.String(length=60), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("rules_html", sa.Text(), nullable=False),
        sa.Column("premoderated", sa.Boolean(), nullable=False),
        sa.Column("legal", sa.Boolean(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("access IN ('public', 'members', 'group')", name=op.f("ck_forum_category_access")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_category")),
        sa.UniqueConstraint("slug", name=op.f("uq_forum_category_slug")),
    )

    op.create_table(
        "forum_category_member",
        sa.Column("category_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["forum_category.id"],
            name=op.f("fk_forum_category_member_category_id_forum_category"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_forum_category_member_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("category_id", "person_id", name=op.f("pk_forum_category_member")),
    )
    op.create_index(
        op.f("ix_forum_category_member_person_id"), "forum_category_member", ["person_id"], unique=False
    )

    op.create_table(
        "forum_category_change",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=26), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["person.id"],
            name=op.f("fk_forum_category_change_actor_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_category_change")),
    )
    op.create_index(
        op.f("ix_forum_category_change_actor_id"), "forum_category_change", ["actor_id"], unique=False
    )
    op.create_index("ix_forum_category_change_at", "forum_category_change", ["at", "id"], unique=False)

    op.create_table(
        "forum_discussion",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("category_id", sa.String(length=26), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_post_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("post_count", sa.Integer(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("legal", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.String(length=26), nullable=True),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_note", sa.String(length=200), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["person.id"],
            name=op.f("fk_forum_discussion_author_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["forum_category.id"],
            name=op.f("fk_forum_discussion_category_id_forum_category"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["forum_discussion.id"],
            name=op.f("fk_forum_discussion_merged_into_id_forum_discussion"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_discussion")),
    )
    op.create_index(op.f("ix_forum_discussion_author_id"), "forum_discussion", ["author_id"], unique=False)
    op.create_index("ix_forum_discussion_latest", "forum_discussion", ["last_post_at", "id"], unique=False)
    op.create_index(
        "ix_forum_discussion_list",
        "forum_discussion",
        ["category_id", "pinned", "last_post_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_forum_discussion_unanswered",
        "forum_discussion",
        ["category_id", "pinned", "last_post_at", "id"],
        unique=False,
        sqlite_where=sa.text("post_count = 1"),
        postgresql_where=sa.text("post_count = 1"),
    )
    op.create_index(
        "ix_forum_discussion_merged_into_id",
        "forum_discussion",
        ["merged_into_id"],
        unique=False,
        sqlite_where=sa.text("merged_into_id IS NOT NULL"),
        postgresql_where=sa.text("merged_into_id IS NOT NULL"),
    )

    op.create_table(
        "forum_alias",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("discussion_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("name_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["forum_discussion.id"],
            name=op.f("fk_forum_alias_discussion_id_forum_discussion"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_alias_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_alias")),
        sa.UniqueConstraint("discussion_id", "name_key", name="uq_forum_alias_name_key"),
        sa.UniqueConstraint("discussion_id", "person_id", name=op.f("uq_forum_alias_discussion_id")),
    )
    op.create_index(op.f("ix_forum_alias_person_id"), "forum_alias", ["person_id"], unique=False)

    op.create_table(
        "forum_post",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("discussion_id", sa.String(length=26), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=True),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("content_warning", sa.String(length=120), nullable=False),
        sa.Column("role_mark", sa.String(length=20), nullable=True),
        sa.Column("alias_id", sa.String(length=26), nullable=True),
        sa.Column("masked", sa.Boolean(), nullable=False),
        sa.Column("quoted_id", sa.String(length=26), nullable=True),
        sa.Column("quoted_text", sa.String(length=600), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.String(length=26), nullable=True),
        sa.Column("thanks", sa.Integer(), nullable=False),
        sa.Column("moved_to_id", sa.String(length=26), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["alias_id"],
            ["forum_alias.id"],
            name=op.f("fk_forum_post_alias_id_forum_alias"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_forum_post_author_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["forum_discussion.id"],
            name=op.f("fk_forum_post_discussion_id_forum_discussion"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["moved_to_id"],
            ["forum_discussion.id"],
            name=op.f("fk_forum_post_moved_to_id_forum_discussion"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["quoted_id"],
            ["forum_post.id"],
            name=op.f("fk_forum_post_quoted_id_forum_post"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"],
            ["person.id"],
            name=op.f("fk_forum_post_signed_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_post")),
        sa.UniqueConstraint("author_id", "client_id", name=op.f("uq_forum_post_author_id")),
        sa.UniqueConstraint("discussion_id", "seq", name=op.f("uq_forum_post_discussion_id")),
    )
    op.create_index(
        "ix_forum_post_alias_id",
        "forum_post",
        ["alias_id"],
        unique=False,
        sqlite_where=sa.text("alias_id IS NOT NULL"),
        postgresql_where=sa.text("alias_id IS NOT NULL"),
    )
    op.create_index("ix_forum_post_author", "forum_post", ["author_id", "created_at"], unique=False)
    op.create_index(
        "ix_forum_post_hidden_at",
        "forum_post",
        ["hidden_at"],
        unique=False,
        sqlite_where=sa.text("hidden_at IS NOT NULL"),
        postgresql_where=sa.text("hidden_at IS NOT NULL"),
    )
    op.create_index(
        "ix_forum_post_moved_to_id",
        "forum_post",
        ["moved_to_id"],
        unique=False,
        sqlite_where=sa.text("moved_to_id IS NOT NULL"),
        postgresql_where=sa.text("moved_to_id IS NOT NULL"),
    )
    op.create_index(
        "ix_forum_post_quoted_id",
        "forum_post",
        ["quoted_id"],
        unique=False,
        sqlite_where=sa.text("quoted_id IS NOT NULL"),
        postgresql_where=sa.text("quoted_id IS NOT NULL"),
    )
    op.create_index(
        "ix_forum_post_removed_at",
        "forum_post",
        ["removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NOT NULL"),
        postgresql_where=sa.text("removed_at IS NOT NULL"),
    )
    op.create_index(
        "ix_forum_post_signed_by_id",
        "forum_post",
        ["signed_by_id"],
        unique=False,
        sqlite_where=sa.text("signed_by_id IS NOT NULL"),
        postgresql_where=sa.text("signed_by_id IS NOT NULL"),
    )

    op.create_table(
        "forum_post_version",
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content_warning", sa.String(length=120), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["forum_post.id"],
            name=op.f("fk_forum_post_version_post_id_forum_post"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("post_id", "number", name=op.f("pk_forum_post_version")),
    )
    op.create_index("ix_forum_post_version_replaced_at", "forum_post_version", ["replaced_at"], unique=False)

    op.create_table(
        "forum_reader",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("read_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_reader_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_forum_reader")),
    )

    op.create_table(
        "forum_read_mark",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("discussion_id", sa.String(length=26), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["forum_discussion.id"],
            name=op.f("fk_forum_read_mark_discussion_id_forum_discussion"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_read_mark_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "discussion_id", name=op.f("pk_forum_read_mark")),
    )
    op.create_index(
        op.f("ix_forum_read_mark_discussion_id"), "forum_read_mark", ["discussion_id"], unique=False
    )

    op.create_table(
        "forum_search_entry",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("folded", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["forum_post.id"],
            name=op.f("fk_forum_search_entry_post_id_forum_post"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_forum_search_entry")),
        sa.UniqueConstraint("post_id", name=op.f("uq_forum_search_entry_post_id")),
    )
    op.create_table(
        "forum_search_word",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "word",
            sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("entry_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_number"],
            ["forum_search_entry.number"],
            name=op.f("fk_forum_search_word_entry_number_forum_search_entry"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_forum_search_word")),
        sa.UniqueConstraint("word", name=op.f("uq_forum_search_word_word")),
    )
    op.create_index(
        op.f("ix_forum_search_word_entry_number"), "forum_search_word", ["entry_number"], unique=False
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.create_index(
            "ix_forum_search_entry_folded", "forum_search_entry", ["folded"], postgresql_using="gin"
        )
        op.create_index(
            "ix_forum_search_word_parts",
            "forum_search_word",
            ["word"],
            postgresql_using="gin",
            postgresql_ops={"word": "gin_trgm_ops"},
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE forum_search_word_fts")
        op.execute("DROP TABLE forum_search_fts")
    op.drop_table("forum_search_word")
    op.drop_table("forum_search_entry")
    op.drop_table("forum_read_mark")
    op.drop_table("forum_reader")
    op.drop_table("forum_post_version")
    op.drop_table("forum_post")
    op.drop_table("forum_alias")
    op.drop_table("forum_discussion")
    op.drop_table("forum_category_change")
    op.drop_table("forum_category_member")
    op.drop_table("forum_category")
