"""Make the tables.

Revision: c8ad83425f7f, after: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "c8ad83425f7f"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tiny_slip",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("hidden_reason", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_tiny_slip_author_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tiny_slip")),
    )
    with op.batch_alter_table("tiny_slip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tiny_slip_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_tiny_slip_created", ["created_at", "id"], unique=False)

    op.create_table(
        "tiny_thanks",
        sa.Column("slip_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_tiny_thanks_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["tiny_slip.id"], name=op.f("fk_tiny_thanks_slip_id_tiny_slip"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("slip_id", "person_id", name=op.f("pk_tiny_thanks")),
    )
    with op.batch_alter_table("tiny_thanks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tiny_thanks_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("tiny_thanks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tiny_thanks_person_id"))

    op.drop_table("tiny_thanks")
    with op.batch_alter_table("tiny_slip", schema=None) as batch_op:
        batch_op.drop_index("ix_tiny_slip_created")
        batch_op.drop_index(batch_op.f("ix_tiny_slip_author_id"))

    op.drop_table("tiny_slip")
