"""Tables of categories and bottom lines: history, proposals, what was counted for each line."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.engine.tables import META, Id, Who

category_changes = Table(  # history of categories: old and new values, and who changed them
    "category_changes",
    META,
    Column("id", Id, primary_key=True),
    Column("category", String(64), nullable=False),
    Column("verb", String(32), nullable=False),
    Column("body", Text, nullable=False),  # JSON: field → [before, after]; it is all public
    Column("changed_by", Who, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Index(None, "category", "id"),
)

category_proposals = Table(  # changes of categories that wait for a second admin
    "category_proposals",
    META,
    Column("category", String(64), primary_key=True),  # of a new category, too
    Column("body", Text, nullable=False),  # the category as JSON, as it would be; all public
    Column("was", Text),  # as it was when this was proposed; None: a new category
    Column("who", Who, nullable=False),
    Column("proposed_at", BigInteger, nullable=False),
    Index(None, "proposed_at"),
)

line_counts = Table(  # upheld cases by the bottom line of the cited rule
    "line_counts",
    META,
    Column("unit", String(32), ForeignKey("units.code"), primary_key=True),
    Column("period", Integer, primary_key=True),  # a day as 20261125, its month as 20261100
    Column("line", String(64), primary_key=True),  # domain.taxonomy.BottomLine
    Column("count", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
