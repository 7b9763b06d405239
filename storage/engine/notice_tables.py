"""Tables of what staff are told and shown: their choices, what waits, and their open cards."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table

from storage.engine.tables import META, Who, known

notice_preferences = Table(
    "notice_preferences",
    META,
    Column("who", Who, primary_key=True),
    Column("mode", String(8), nullable=False),  # domain.notices.preferences; empty: not chosen
    Column("times", String(80), nullable=False),  # minutes after midnight, with spaces
    Column("quiet_from", Integer),  # minutes after midnight
    Column("quiet_to", Integer),
    Column("due_at", BigInteger),  # when the next digest is due
    Column("told_at", BigInteger),  # when the last one was sent
    Column("changed_at", BigInteger, nullable=False),  # when the person last chose; 0: never
    Index(None, "due_at", "who", **known("due_at")),
)

pending_news = Table(  # news about cases that a person gets with the next digest, or once for many
    "pending_news",
    META,
    Column("who", Who, primary_key=True),
    Column("case_id", BigInteger, primary_key=True),
    Column("kind", String(32), primary_key=True),  # of the notice
    Column("came_at", BigInteger, nullable=False),
    Column("told_at", BigInteger),  # when it was told, or will be; kept of what is not repeated
)

shown_cards = Table(  # the messages in private chats of staff that show the card of a case
    "shown_cards",
    META,
    Column("who", Who, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("content", String(32), nullable=False),  # a keyed fingerprint of what it shows
    Column("back", String(64), nullable=False),  # its button back to a search; empty: none
    Column("unfolded", Boolean, nullable=False),  # with all its further actions
    Column("shown_at", BigInteger, nullable=False),
    Index(None, "case_id", "who", "message_id"),
    Index(None, "shown_at"),
)
