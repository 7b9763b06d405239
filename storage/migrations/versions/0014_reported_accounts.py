"""Reported accounts and measures against them.

`cases.accounts` counts the rows of `case_accounts` of a case, so that most cases read none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "case_accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("same_as", sa.String(length=32), nullable=False),
        sa.Column("named_at", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("upheld_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_accounts_case_id_cases")
        ),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_case_accounts_unit_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_accounts")),
        sa.UniqueConstraint("case_id", "same_as", name=op.f("uq_case_accounts_case_id_same_as")),
    )
    with op.batch_alter_table("case_accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_accounts_named_at"), ["named_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_case_accounts_same_as_named_at_upheld_at"),
            ["same_as", "named_at", "upheld_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_case_accounts_same_as_unit_opened_at_case_id"),
            ["same_as", "unit", "opened_at", "case_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_case_accounts_unit_upheld_at_same_as"),
            ["unit", "upheld_at", "same_as"],
            unique=False,
            sqlite_where=sa.text("upheld_at IS NOT NULL"),
            postgresql_where=sa.text("upheld_at IS NOT NULL"),
        )

    op.create_table(
        "account_measures",
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("measure", sa.String(length=16), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.BigInteger(), nullable=True),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_account_measures_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name=op.f("fk_account_measures_decision_id_decisions"),
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_account_measures")),
    )
    with op.batch_alter_table("account_measures", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_measures_case_id_decision_id"),
            ["case_id", "decision_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_account_measures_ends_at"),
            ["ends_at"],
            unique=False,
            sqlite_where=sa.text("reminded_at IS NULL"),
            postgresql_where=sa.text("reminded_at IS NULL"),
        )

    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("accounts", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("accounts")

    with op.batch_alter_table("account_measures", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_account_measures_ends_at"),
            sqlite_where=sa.text("reminded_at IS NULL"),
            postgresql_where=sa.text("reminded_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_account_measures_case_id_decision_id"))

    op.drop_table("account_measures")
    with op.batch_alter_table("case_accounts", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_case_accounts_unit_upheld_at_same_as"),
            sqlite_where=sa.text("upheld_at IS NOT NULL"),
            postgresql_where=sa.text("upheld_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_case_accounts_same_as_unit_opened_at_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_accounts_same_as_named_at_upheld_at"))
        batch_op.drop_index(batch_op.f("ix_case_accounts_named_at"))

    op.drop_table("case_accounts")
