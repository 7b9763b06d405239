"""The end of a query code is no longer stored, and a reporter's alias is another word.

The end of the code stood in clear, so that a copy of the database showed which report a code
belongs to; it is derived now, like the code. It was the alias as well, so that a look at a
reporter's screen was enough to find the report on the screen of staff. Old reports get a new alias.
"""

from secrets import choice

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

PAGE = 1000
SYLLABLES = [one + two for one in "bdfghjklmnprstvw" for two in "iou"]  # as in domain.codes

links = sa.table("reporter_links", sa.column("report_id", sa.BigInteger), sa.column("alias"))


def upgrade() -> None:
    for table in ("reporter_links", "suggestions"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("tail")
    _rename()


def downgrade() -> None:
    for table in ("reporter_links", "suggestions"):
        tail = sa.Column("tail", sa.String(length=8), nullable=False, server_default="")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(tail)


def _rename() -> None:
    sql, after = op.get_bind(), -1
    change = (
        sa.update(links)
        .where(links.c.report_id == sa.bindparam("of"))
        .values(alias=sa.bindparam("word"))
    )
    page = (
        sa.select(links.c.report_id)
        .where(links.c.report_id > sa.bindparam("after"))
        .order_by(links.c.report_id)
        .limit(PAGE)
    )
    while found := sql.execute(page, {"after": after}).scalars().all():
        words = ("".join(choice(SYLLABLES) for _ in range(4)).capitalize() for _ in found)
        sql.execute(
            change, [{"of": of, "word": word} for of, word in zip(found, words, strict=True)]
        )
        after = found[-1]
