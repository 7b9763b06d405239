"""Tables of the categories and the bottom lines: what was counted for each line."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from storage.engine.tables import META

line_counts = Table(  # upheld cases by the bottom line of the cited rule
    "line_counts",
    META,
    Column("unit", String(32), ForeignKey("units.code"), primary_key=True),
    Column("period", Integer, primary_key=True),  # a day as 20261125, its month as 20261100
    Column("line", String(64), primary_key=True),  # domain.taxonomy.BottomLine
    Column("count", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
