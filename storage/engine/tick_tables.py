"""The table of cases that staff have ticked in a list, to do the same with all of them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table

from storage.engine.tables import META, Who

ticks = Table(
    "ticks",
    META,
    Column("who", Who, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("seen", Integer, nullable=False),  # the version of the case that the list showed
    Column("ticked_at", BigInteger, nullable=False, index=True),
)
