"""Admins of the settings are no longer stored.

Before, a row of `people` was marked as admin when the settings named its account, and stayed so.
Now the settings are read each time, and only invited admins are marked. This migration keeps the
mark of people who were invited: the journal has their "join" without a unit in the second in which
an admin's invitation was used. If a custodian joined in the same second, the two cannot be told
apart, and neither stays an admin.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ADMIN = 5  # domain.people.Role
COPIES = "admin_copies"
NOBODY_KNOWN = "unknown"

people = sa.table("people", sa.column("who"), sa.column("admin", sa.Boolean))
invitations = sa.table(
    "invitations", sa.column("unit"), sa.column("role", sa.Integer), sa.column("used_at")
)
journal = sa.table(
    "journal",
    sa.column("id"),
    sa.column("case_id"),
    sa.column("who"),
    sa.column("verb"),
    sa.column("unit"),
    sa.column("written_at"),
)
units = sa.table("units", sa.column("code"), sa.column("group_chat"), sa.column("bound_by"))
counters = sa.table("counters", sa.column("name"), sa.column("value"))


def upgrade() -> None:
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bound_by", sa.String(length=32), nullable=True))
    only = sa.text("admin IS TRUE")
    name = op.f("ix_people_who")
    op.create_index(name, "people", ["who"], sqlite_where=only, postgresql_where=only)
    _forget_copies()
    _note_who_bound()


def downgrade() -> None:
    op.get_bind().execute(sa.delete(counters).where(counters.c.name == COPIES))
    op.drop_index(op.f("ix_people_who"), "people")
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_column("bound_by")


def _forget_copies() -> None:
    """Remove the admin mark of people without a certain invitation; store how many."""
    sql = op.get_bind()
    marked = set(sql.execute(sa.select(people.c.who).where(people.c.admin)).scalars())
    copies = marked - _invited(sql)
    for who in copies:
        sql.execute(sa.update(people).where(people.c.who == who).values(admin=False))
    if copies:
        sql.execute(sa.insert(counters).values(name=COPIES, value=len(copies)))


def _invited(sql: sa.Connection) -> set[str]:
    used = sql.execute(
        sa.select(invitations.c.used_at, invitations.c.role).where(
            invitations.c.unit.is_(None), invitations.c.used_at.is_not(None)
        )
    ).all()
    surely = {row.used_at for row in used if row.role == ADMIN}
    surely -= {row.used_at for row in used if row.role != ADMIN}
    joined = sql.execute(
        sa.select(journal.c.who, journal.c.written_at).where(
            journal.c.case_id == 0, journal.c.verb == "join", journal.c.unit == ""
        )
    )
    return {row.who for row in joined if row.written_at in surely}


def _note_who_bound() -> None:
    """Set who bound each unit's group, by the journal; NOBODY_KNOWN, without rights, if unknown."""
    sql = op.get_bind()
    bound = sql.execute(sa.select(units.c.code).where(units.c.group_chat.is_not(None))).scalars()
    for code in bound.all():
        who = sql.execute(
            sa.select(journal.c.who)
            .where(journal.c.case_id == 0, journal.c.verb == "bind", journal.c.unit == code)
            .order_by(journal.c.id.desc())
            .limit(1)
        ).scalar()
        values = {"bound_by": who or NOBODY_KNOWN}
        sql.execute(sa.update(units).where(units.c.code == code).values(**values))
