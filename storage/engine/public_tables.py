"""Tables of unit changes, joins, templates, suggestions, figures, broadcasts, erasures, keys."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from storage.engine.tables import META, Id, Who, known, only, people

unit_changes = Table(  # history of directory entries: old and new values, and who changed them
    "unit_changes",
    META,
    Column("id", Id, primary_key=True),
    Column("unit", String(32), ForeignKey("units.code"), nullable=False),
    Column("verb", String(16), nullable=False),
    Column("body", Text, nullable=False),  # JSON: field → [before, after]; it is all public
    Column("changed_by", Who, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Index(None, "unit", "id"),
)

unit_proposals = Table(  # changes of directory entries that wait for a second admin
    "unit_proposals",
    META,
    Column("unit", String(32), primary_key=True),  # of a new unit, too
    Column("body", Text, nullable=False),  # the unit as JSON, as it would be; it is all public
    Column("was", Text),  # as it was when this was proposed; None: a new unit
    Column("who", Who, nullable=False),
    Column("proposed_at", BigInteger, nullable=False),
    Index(None, "proposed_at"),
)

# Who waits to be confirmed as custodian, beside the other changes that need a second person:
Index("ix_people_custodian_by", people.c.custodian_by, **known("custodian_by"))

case_joins = Table(  # what a join changed, for as long as it can be undone
    "case_joins",
    META,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),  # the joined one
    Column("joined_at", BigInteger, nullable=False),
    Column("status", String(24), nullable=False),  # the case's before
    Column("body", Text, nullable=False),  # JSON: deadlines of both cases before, rows of messages
    Index(None, "joined_at"),
)

joined_reports = Table(  # the reports that went over with a joined case
    "joined_reports",
    META,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("report_id", BigInteger, ForeignKey("reports.id"), primary_key=True),
    Column("joined_before", BigInteger),  # when the report had been joined before, if it had
    Index(None, "report_id"),
)

templates = Table(  # prepared texts of a unit's staff
    "templates",
    META,
    Column("id", Id, primary_key=True),
    Column("unit", String(32), ForeignKey("units.code"), nullable=False),
    Column("verb", String(16), nullable=False),  # the move that it may be used for
    Column("locale", String(16), nullable=False),
    Column("title", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("written_by", Who, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False, server_default="text"),  # domain.template.TextKind
    Column("result", String(24)),  # a ground or an outcome; None in texts of release 0.1
    Column("rule", String(64)),  # of a macro
    Column("facts", Text),  # of a macro
    Index(None, "unit", "verb", "locale", "id"),
    Index(None, "unit", "kind", "result", "locale"),
)

suggestions = Table(  # criticism and ideas about the reporting work
    "suggestions",
    META,
    Column("id", Id, primary_key=True),
    Column("uid", String(32), nullable=False, unique=True),  # the draft's id: filed once
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("unit", String(32), ForeignKey("units.code"), nullable=False),
    Column("who", Who),  # None once forgotten
    Column("locale", String(16), nullable=False),
    Column("sealed", LargeBinary),  # JSON: text, and the answer; emptied when forgotten
    Column("filed_at", BigInteger, nullable=False),
    Column("due_at", BigInteger),  # None once answered
    Column("late_at", BigInteger),  # when its unit was told that it is late
    Column("answered_by", Who),
    Column("answered_at", BigInteger),
    Index(None, "unit", "due_at", "id"),
    Index(None, "who", "id"),
    Index(None, "late_at", "due_at"),
    Index("ix_suggestions_unanswered", "id", **known("due_at")),
    Index(None, "answered_at"),
)

figures = Table(  # counts of events, written in the transaction of the event
    "figures",
    META,
    Column("unit", String(32), ForeignKey("units.code"), primary_key=True),
    Column("period", Integer, primary_key=True),  # a day as 20261125, its month as 20261100
    Column("category", String(64), primary_key=True),
    Column("kind", String(24), primary_key=True),  # domain.figures.figures.FigureKind
    Column("bucket", Integer, primary_key=True),  # of a duration or a rating, else 0
    Column("count", BigInteger, nullable=False),
    sqlite_with_rowid=False,  # stored in key order, so that rows that are summed are adjacent
)

pledges = Table(  # units that have signed the promises, when, and who signed; all public
    "pledges",
    META,
    Column("unit", String(32), ForeignKey("units.code"), primary_key=True),
    Column("signed_on", String(10), nullable=False),  # an ISO date, as on the paper
    Column("signed_by", String(200), nullable=False),  # name and post, as published
    Column("source", String(200)),  # where it is said, if it was recorded with others
    Column("entered_by", Who, nullable=False),
    Column("entered_at", BigInteger, nullable=False),
)

broadcasts = Table(
    "broadcasts",
    META,
    Column("id", Id, primary_key=True),
    Column("state", String(16), nullable=False),  # domain.broadcast.BroadcastState
    Column("body", Text, nullable=False),  # JSON: words, picture, buttons, cards, audience
    Column("version", Integer, nullable=False),
    Column("written_by", Who, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("approved_by", Who),
    Column("approved_at", BigInteger),
    Column("start_at", BigInteger),  # once approved: two minutes later at the earliest
    Column("repeats", String(16), nullable=False),  # domain.broadcast.Repeat
    Column("first_at", BigInteger),  # when the first one of its series began
    Column("began_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("filled_to", Who),  # recipients are stored in the order of `people.who`; the last one
    Column("filled", Boolean, nullable=False, server_default=false()),
    Column("totals", Text),  # JSON: outcome → people, once it is over
    Index(None, "state", "start_at", "id"),
    Index(None, "ended_at"),
)

broadcast_people = Table(  # the recipients: each person at most once per broadcast
    "broadcast_people",
    META,
    Column("broadcast", BigInteger, ForeignKey("broadcasts.id"), primary_key=True),
    Column("who", Who, primary_key=True),
    Column("state", Integer, nullable=False),  # domain.broadcast.BroadcastDelivery
    Column("tried_at", BigInteger),
    Index(None, "broadcast", "state", "who"),
    Index(None, "who"),
)

broadcast_cards = Table(  # messages that show a broadcast's progress to staff
    "broadcast_cards",
    META,
    Column("broadcast", BigInteger, ForeignKey("broadcasts.id"), primary_key=True),
    Column("who", Who, primary_key=True),
    Column("message_id", BigInteger, nullable=False),
    Index(None, "who"),
)

follows = Table(  # units and categories that somebody follows
    "follows",
    META,
    Column("who", Who, primary_key=True),
    Column("kind", String(16), primary_key=True),  # unit, category
    Column("what", String(64), primary_key=True),
    Column("followed_at", BigInteger, nullable=False),
    Index(None, "kind", "what", "who"),
)

erasures = Table(  # what was erased or revoked: repeated after a restore
    "erasures",
    META,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),  # storage.engine.erasures.Kind
    Column("key", String(16), nullable=False),  # the ring's key by which the token was made
    Column("token", String(32), nullable=False),  # keyed token of what was erased
    Column("at", BigInteger, nullable=False),
    Column("listed_at", BigInteger),  # when it was written to the list outside the database
    UniqueConstraint("kind", "key", "token", "at"),
    Index(None, "id", **only("listed_at IS NULL")),
)

data_keys = Table(  # keys of cases and of links to reporters, encrypted with a key of the key ring
    "data_keys",
    META,
    Column("id", Id, primary_key=True),  # in the header of what the key encrypts
    Column("holder", String(8), nullable=False),  # storage.engine.data_keys.Holder
    Column("owner", BigInteger, nullable=False),  # the row id of the case or report
    Column("ring", String(16), nullable=False),  # the ring's first key when it was made
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("holder", "owner", "ring"),
)
