"""Tables of case files for authorities, and of what authorities answered."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.engine.tables import META, Id, Who

case_files = Table(  # case files that are being made, or were handed out
    "case_files",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("who", Who, nullable=False),  # the lead who gets it
    Column("state", String(16), nullable=False),  # domain.case_files.orders.FileState
    Column("sealed", LargeBinary, nullable=False),  # JSON: the recipient's key
    Column("ordered_at", BigInteger, nullable=False),
    Column("due_at", BigInteger),  # the next step; None if there is none
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("message_id", BigInteger),  # the message with the file, to be deleted
    Index(None, "due_at", "id"),
    Index(None, "case_id", "id"),
)

authority_answers = Table(  # an authority's receipt and answers to a referral
    "authority_answers",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # JSON: receipt number, answer
    Column("who", Who, nullable=False),
    Column("entered_at", BigInteger, nullable=False),
    Index(None, "case_id", "id"),
)
