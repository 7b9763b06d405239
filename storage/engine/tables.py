"""The tables of cases, people and the network: times are unix seconds, `sealed` is encrypted.

Tables of templates, suggestions, figures, pledges and broadcasts are in
`storage.engine.public_tables`, those of reported accounts in `storage.engine.account_tables`.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

META = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite assigns ids only in a column declared exactly INTEGER PRIMARY KEY.
Id = BigInteger().with_variant(Integer(), "sqlite")
Who = String(32)  # a keyed fingerprint of an account


def only(condition: str) -> dict[str, Any]:
    """A partial index; see also `for_postgresql`."""
    return {"sqlite_where": text(condition), "info": {"only": condition}}


def known(column: str) -> dict[str, Any]:
    """A partial index of the rows in which this column is not null."""
    return only(f"{column} IS NOT NULL")


_WORKED_ON = only("quarantined_at IS NULL")
_OWED = only("waiting IS TRUE")
_FREE = only("waiting IS TRUE AND assignee IS NULL")
_WAITING = only("state = 0")  # storage.queues.inbox.UpdateState
_IN_HAND = only("state < 2 AND claimed_by IS NOT NULL")
_ADMINS = only("admin IS TRUE")
_STORED = only("stored_as <> ''")
_BY_AGE = ("opened_at", "id", "quarantined_at")


secrets = Table(  # the root secret, encrypted with a key of the key ring
    "secrets",
    META,
    Column("name", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

documents = Table(  # JSON documents of the profile: taxonomy, deadlines, calendar
    "documents",
    META,
    Column("name", String(32), primary_key=True),
    Column("body", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

counters = Table(
    "counters",
    META,
    Column("name", String(64), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

units = Table(
    "units",
    META,
    Column("code", String(32), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),  # the unit as JSON; all public
    Column("group_chat", LargeBinary),  # sealed
    Column("bound_by", Who),  # who bound that group, and must keep the authority to
    Column("topics", Boolean, nullable=False, server_default=false()),  # one per case
    Column("retired_at", BigInteger),
    Column("checked_at", BigInteger),  # when stored; up to 0.4 also when changed or checked
)

people = Table(
    "people",
    META,
    Column("who", Who, primary_key=True),
    Column("address", LargeBinary, nullable=False),  # sealed: where to write to this person
    Column("name", LargeBinary),  # sealed; only staff have one
    Column("locale", String(16), nullable=False),
    Column("locale_chosen", Boolean, nullable=False),
    Column("met_at", BigInteger, nullable=False),
    Column("unreachable_at", BigInteger),
    Column("missed_at", BigInteger),  # notices may be lost since then: resent when they write
    Column("paused_until", BigInteger, nullable=False),
    Column("admin", Boolean, nullable=False),  # by an invitation; not those named by the settings
    Column("custodian", Boolean, nullable=False, server_default=false()),
    Column("custodian_since", BigInteger),  # when a second person confirmed it
    Column("custodian_by", Who),  # who named somebody that waits to be confirmed
    Column("no_broadcasts", Boolean, nullable=False, server_default=false()),
    Index(None, "paused_until"),
    Index(None, "custodian"),
    Index(None, "who", **_ADMINS),
)

grants = Table(
    "grants",
    META,
    Column("who", Who, ForeignKey("people.who"), primary_key=True),
    Column("unit", String(32), ForeignKey("units.code"), primary_key=True),
    Column("role", Integer, nullable=False),
    Column("granted_by", Who, nullable=False),
    Column("granted_at", BigInteger, nullable=False),
    Column("on_call", Boolean, nullable=False, server_default=false()),
    Column("deputy_until", BigInteger),  # acts as lead until then
    Column("deputy_by", Who),  # who appointed the deputy
    Index(None, "unit", "role"),
    Index(None, "deputy_until"),
)

invitations = Table(
    "invitations",
    META,
    Column("token_hash", String(64), primary_key=True),
    Column("unit", String(32)),  # None: an admin's, or a custodian's
    Column("role", Integer, nullable=False),
    Column("created_by", Who, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
)

quotas = Table(  # how often somebody did something in the current window
    "quotas",
    META,
    Column("who", Who, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("used", Integer, nullable=False),
)

inbox = Table(
    "inbox",
    META,
    Column("bot", BigInteger, primary_key=True),
    Column("update_id", BigInteger, primary_key=True),
    Column("lane", Who, nullable=False),  # the person's queue: updates of one lane run in order
    Column("sealed", LargeBinary),  # the update as JSON; emptied when it is done
    Column("state", Integer, nullable=False),  # storage.queues.inbox.UpdateState
    Column("tries", Integer, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("claimed_by", String(32)),  # the worker that has claimed it; None with a single process
    Index(None, "state", "update_id"),
    Index(None, "received_at"),
    # To find the next update of each lane; and at most one update of a lane is claimed, from the
    # claim until it is answered.
    Index(None, "bot", "lane", "update_id", **_WAITING),
    Index(None, "bot", "lane", unique=True, **_IN_HAND),
)

outbox = Table(
    "outbox",
    META,
    Column("id", Id, primary_key=True),
    Column("dedupe", String(96), nullable=False, unique=True),
    Column("rank", Integer, nullable=False),  # storage.queues.outbox.Rank: replies first
    Column("kind", String(32), nullable=False),  # its words are `notice-<kind>`
    Column("recipient", Who),  # a person, or None where it goes to a unit's group
    Column("unit", String(32)),
    Column("report_id", BigInteger),
    Column("case_id", BigInteger),
    Column("way", String(8), nullable=False, server_default="chat"),  # chat or mail
    Column("sealed", LargeBinary),  # parameters as JSON; emptied when settled
    Column("due_at", BigInteger, nullable=False),  # not before; while claimed: end of the claim
    Column("tries", Integer, nullable=False),
    Column("unknowns", Integer, nullable=False),
    Column("fence", BigInteger, nullable=False),  # grows with every claim and every change
    Column("state", Integer, nullable=False),  # storage.queues.outbox.NoticeState
    Column("order_key", String(64), nullable=False),  # notices of one key are sent in order
    Column("created_at", BigInteger, nullable=False),
    Column("settled_at", BigInteger),
    Index(None, "way", "state", "rank", "due_at", "id"),
    Index(None, "order_key", "state", "id"),
    Index(None, "recipient", "state"),
    Index(None, "report_id", "id", **known("report_id")),
)

drafts = Table(
    "drafts",
    META,
    Column("id", String(32), primary_key=True),
    Column("who", Who, nullable=False),
    Column("form", String(32), nullable=False),
    Column("case_id", BigInteger),  # the case that the form is about, if any
    Column("report_id", BigInteger),
    Column("sealed", LargeBinary, nullable=False),  # answers as JSON
    Column("started_at", BigInteger, nullable=False),
    Column("touched_at", BigInteger, nullable=False),
    Column("reminded_at", BigInteger),
    Column("touch", BigInteger, nullable=False),  # sorts drafts touched in the same second
    Column("discarded_at", BigInteger),  # discarded, and restorable for a while
    Index(None, "who", "touch"),
    Index(None, "form", "touched_at"),
    Index(None, "touched_at"),
    Index(None, "discarded_at", **known("discarded_at")),
)

cases = Table(
    "cases",
    META,
    Column("id", Id, primary_key=True),
    Column("number", String(16), nullable=False, unique=True),
    Column("status", String(24), nullable=False),
    Column("came_from", String(24)),
    Column("outcome", String(24)),
    Column("category", String(48), nullable=False),
    Column("subcategory", String(48), nullable=False),
    Column("priority", String(16), nullable=False),
    Column("urgency", Integer, nullable=False),  # 0 (danger to life) sorts before 1
    Column("unit", String(32), ForeignKey("units.code"), nullable=False),
    Column("region", String(32), nullable=False),
    Column("host", String(255), nullable=False),
    Column("assignee", Who),
    Column("version", Integer, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("accepted_at", BigInteger),
    Column("first_action_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("due_at", BigInteger),
    Column("paused_at", BigInteger),
    Column("paused_days", Integer, nullable=False, server_default="0"),  # working days
    Column("evidence_seen_at", BigInteger),
    Column("removed_at", BigInteger),  # when a person saw that the content was gone
    Column("decided_by", Who),
    Column("confirmed_by", Who),
    Column("waiting", Boolean, nullable=False),  # the unit must act: it is in the queue
    Column("remind_at", BigInteger),
    Column("alarm_at", BigInteger),
    Column("word_due_at", BigInteger),
    Column("overdue_level", Integer, nullable=False, server_default="0"),
    Column("escalated_to", String(32)),
    Column("joined_to", BigInteger),
    Column("held_at", BigInteger),
    Column("retain_until", BigInteger),
    Column("quarantined_at", BigInteger),
    Column("quarantine", String(16)),  # domain.misuse.Quarantine: why
    Column("release_at", BigInteger),  # when it is released automatically, if known
    Column("accounts", Integer, nullable=False, server_default="0"),  # rows of case_accounts
    Column("due_from", BigInteger),  # when the deadline was set
    Column("due_days", Integer),  # in working days from there; null: hours or calendar days
    Column("word_days", Integer),  # working days from the opening to word_due_at
    Column("answer_until", BigInteger),  # until when the reporter was told they may answer
    # Cases in quarantine are not in these; the last columns are always null: a covering index.
    # /queue; a search for danger, or for units and ages only:
    Index("ix_cases_queue", "unit", "waiting", "urgency", *_BY_AGE, **_WORKED_ON),
    # Searches by state, by category, for late cases, and for cases on hold:
    Index("ix_cases_by_status", "unit", "status", *_BY_AGE, **_WORKED_ON),
    Index("ix_cases_by_category", "unit", "category", *_BY_AGE, **_WORKED_ON),
    Index(
        "ix_cases_late",
        "unit",
        "waiting",
        "due_at",
        "id",
        "paused_at",
        "quarantined_at",
        **_WORKED_ON,
    ),
    Index("ix_cases_held", "unit", "opened_at", "id", **known("held_at")),
    # The next case of a person: what they may confirm or judge, and what nobody has taken.
    Index("ix_cases_to_judge", "unit", "status", "urgency", "opened_at", "id", **_OWED),
    Index("ix_cases_free", "unit", "urgency", "opened_at", "id", **_FREE),
    # /mine, and a search in one's own cases:
    Index("ix_cases_own", "assignee", "status", "urgency", *_BY_AGE, "unit", **known("assignee")),
    Index(None, "waiting", "due_at"),
    Index("ix_cases_running", "id", **known("due_at")),  # all with a deadline, to count anew
    Index(None, "status", "paused_at", **known("paused_at")),
    Index(None, "status", "closed_at", **known("closed_at")),
    Index(None, "unit", "status", "id"),
    Index(None, "escalated_to", "due_at", **known("escalated_to")),
    Index(None, "remind_at", **known("remind_at")),
    Index(None, "alarm_at", **known("alarm_at")),
    Index(None, "opened_at", "id"),
    Index(None, "word_due_at", **known("word_due_at")),
    Index(None, "retain_until", **known("retain_until")),
    Index(None, "unit", "quarantined_at", "id", **known("quarantined_at")),
    Index(None, "release_at", "quarantined_at", "id", **known("release_at")),
)

case_hosts = Table(  # the hosts of a case's content, and their parent domains
    "case_hosts",
    META,
    Column("host", String(255), primary_key=True),
    Column("unit", String(32), ForeignKey("units.code"), primary_key=True),  # the case's
    Column("opened_at", BigInteger, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Index(None, "case_id"),
    sqlite_with_rowid=False,  # all columns are the key: stored once, in key order
)

reports = Table(
    "reports",
    META,
    Column("id", Id, primary_key=True),
    Column("uid", String(32), nullable=False, unique=True),  # the draft's id: filed once
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("first_unit", String(32), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("category_claimed", String(48), nullable=False),
    Column("subcategory_claimed", String(48), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # the reporter's words, as JSON {"text": …}
    Column("good_faith_at", BigInteger, nullable=False),
    Column("danger", Boolean, nullable=False),
    Column("identity_mode", String(16), nullable=False),
    Column("submitted_at", BigInteger, nullable=False),
    Column("withdrawn_at", BigInteger),
    Column("rating", Integer),
    Column("joined_at", BigInteger),
    Column("entered_by", Who),  # the member of staff, if it came by phone, mail or visit
    Column("untold_at", BigInteger),  # since when there is news for a reporter without an account
    Column("known_case", BigInteger),  # no longer written: the case its reporter was told of
    Column("join_agreed", Boolean, nullable=False, server_default=false()),
    Index(None, "case_id"),
)

reporter_links = Table(  # separate from the report, so that it can be erased alone
    "reporter_links",
    META,
    Column("report_id", BigInteger, ForeignKey("reports.id"), primary_key=True),
    Column("who", Who),
    Column("alias", String(16), nullable=False),  # a random word, unlike the query code
    Column("contact", LargeBinary),  # sealed JSON: name, phone, email
    Column("card_message", BigInteger),  # the status card in the reporter's chat
    Column("consent_version", String(16), nullable=False),
    Column("consent_at", BigInteger, nullable=False),
    Column("unlinked_at", BigInteger),
    Column("staff_mark", String(32)),  # keyed: who of the staff reported it, once unlinked
    Index(None, "who", "report_id"),
)

targets = Table(
    "targets",
    META,
    Column("id", Id, primary_key=True),
    Column("report_id", BigInteger, ForeignKey("reports.id"), nullable=False),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # JSON: raw, normalised, origin, description
    Column("same_as", String(32)),  # keyed fingerprint of the normal form, to find the same target
    Column("host", String(255), nullable=False),
    Column("removed_at", BigInteger),  # when a person saw that it was gone
    Index(None, "report_id"),
    Index(None, "case_id"),
    Index(None, "same_as"),
)

evidence = Table(
    "evidence",
    META,
    Column("id", Id, primary_key=True),
    Column("draft_id", String(32)),  # until filed
    Column("report_id", BigInteger, ForeignKey("reports.id")),
    Column("case_id", BigInteger, ForeignKey("cases.id")),
    Column("who", Who),  # who sent it, to write to their chat about the file
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("refused_reason", String(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # JSON: file_id, name, exact size, SHA-256
    Column("unique_id", String(64), nullable=False),  # keyed fingerprint of Telegram's unique id
    Column("album", String(64), nullable=False),  # keyed fingerprint of Telegram's id
    Column("size", BigInteger, nullable=False),  # rounded up, see `domain.report.rounded`
    Column("mime", String(128), nullable=False),
    Column("sha256", String(64), nullable=False),  # always empty: it is in `sealed`
    Column("stored_as", String(64), nullable=False),  # keyed fingerprint of the SHA-256
    Column("picture", String(160)),  # keyed fingerprints of its perceptual hash
    Column("outgoing", Boolean, nullable=False, server_default=false()),  # from staff
    Column("message_row", BigInteger),  # the row of `messages` that it belongs to
    Column("message_id", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),  # next try at fetching it
    Column("tries", Integer, nullable=False),
    Index(None, "draft_id"),
    Index(None, "report_id", **known("report_id")),
    Index(None, "case_id", **known("case_id")),
    Index(None, "state", "due_at"),
    Index(None, "stored_as", **_STORED),
    Index(None, "message_row", **known("message_row")),
)

decisions = Table(
    "decisions",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("result", String(24), nullable=False),
    Column("rule", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # JSON: facts, feedback
    Column("decided_by", Who, nullable=False),
    Column("decided_at", BigInteger, nullable=False),
    Column("confirmed_by", Who),
    Column("confirmed_at", BigInteger),
    Column("appeal_until", BigInteger),
    Index(None, "case_id", "id"),
)

messages = Table(  # messages between office and reporter, and staff's own notes
    "messages",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("report_id", BigInteger, ForeignKey("reports.id")),
    Column("kind", String(16), nullable=False),  # question, answer, addition, appeal, note, …
    Column("author", Who, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # JSON: text
    Column("written_at", BigInteger, nullable=False),
    Column("version_of", BigInteger),  # an edited message: the row that it is a new version of
    Index(None, "case_id", "id"),
    Index(None, "case_id", "kind", "id"),
)

journal = Table(  # append-only; each entry carries a keyed hash over itself and the one before
    "journal",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger),
    Column("written_at", BigInteger, nullable=False),
    Column("who", Who, nullable=False),
    Column("role", Integer, nullable=False),
    Column("verb", String(32), nullable=False),
    Column("start", String(24), nullable=False),
    Column("to", String(24), nullable=False),
    Column("unit", String(32), nullable=False),
    Column("sealed", LargeBinary),  # JSON: the text of the reason; null once erased
    Column("reason_hash", String(64)),  # keyed hash of the reason, which the chain covers
    Column("chain", String(64), nullable=False),
    Index(None, "case_id", "id"),
    Index(None, "written_at", "id"),
    Index(None, "who", "id"),
)

journal_order = Table(  # one order over the whole journal, each place tied to the one before
    "journal_order",
    META,
    Column("place", Id, primary_key=True),  # 1, 2, 3, …, without a gap
    # No foreign key: if an entry was removed, its place must stay to show it.
    Column("entry", BigInteger, nullable=False, unique=True),
    Column("link", String(64), nullable=False),  # keyed hash
)

journal_head = Table(  # the last place; locked while new places are written
    "journal_head",
    META,
    Column("name", String(16), primary_key=True),
    Column("entries", BigInteger, nullable=False),
    Column("link", String(64), nullable=False),
)

group_cards = Table(  # which message shows a case in a unit's group
    "group_cards",
    META,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("unit", String(32), primary_key=True),
    Column("message_id", BigInteger),  # null if there is only a topic, or a digest named the case
    Column("topic_id", BigInteger),
    Column("topic_title", String(128)),
    Column("topic_closed", Boolean, nullable=False, server_default=false()),
    Column("title_due_at", BigInteger),  # when the hours left in the title must be updated
    Index(None, "unit", "case_id"),
    Index(None, "title_due_at"),
)

leases = Table(  # which process is the only poller, the only sender
    "leases",
    META,
    Column("name", String(32), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("fence", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
)

transfers = Table(  # transfers of a case from unit to unit
    "transfers",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("kind", String(16), nullable=False),  # domain.routing.HandoverKind
    Column("start", String(32), nullable=False),
    Column("to", String(32), nullable=False),
    Column("who", Who, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # JSON: reason
    Column("moved_at", BigInteger, nullable=False),
    Index(None, "case_id", "id"),
)

referrals = Table(  # to an authority outside the network
    "referrals",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("authority", String(32), nullable=False),  # domain.case.Authority
    Column("sealed", LargeBinary, nullable=False),  # JSON: name, basis, sent
    Column("with_identity", Boolean, nullable=False),
    Column("who", Who, nullable=False),
    Column("referred_at", BigInteger, nullable=False),
    Index(None, "case_id", "id"),
)

appeals = Table(  # appeals of a reporter, or of the affected party, against one decision
    "appeals",
    META,
    Column("id", Id, primary_key=True),
    Column("decision_id", BigInteger, ForeignKey("decisions.id"), nullable=False),
    Column("side", BigInteger, nullable=False),  # the report's id; 0 is the affected party
    Column("entered_by", Who, nullable=False),
    Column("entered_at", BigInteger, nullable=False),
    UniqueConstraint("decision_id", "side"),
)

likenesses = Table(  # traits by which similar cases are found, as keyed fingerprints
    "likenesses",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("report_id", BigInteger, ForeignKey("reports.id"), nullable=False),
    Column("kind", String(8), nullable=False),  # url, origin, file, picture, text
    Column("value", String(32), nullable=False),
    UniqueConstraint("value", "case_id"),  # a case has each trait once
    Index(None, "case_id"),
    Index(None, "report_id"),
)

said = Table(  # message index: what a chat message answered, while it can be edited
    "said",
    META,
    Column("who", Who, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("draft_id", String(32), nullable=False),
    Column("step", String(16), nullable=False),
    Column("words", String(32), nullable=False),  # keyed fingerprint of the text: detects edits
    Column("report_id", BigInteger),  # once filed
    Column("message_row", BigInteger),
    Column("said_at", BigInteger, nullable=False),
    Index(None, "draft_id"),
    Index(None, "said_at"),
)

told_messages = Table(  # which message of a chat told its reporter about which report
    "told_messages",
    META,
    Column("who", Who, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("report_id", BigInteger, nullable=False),
    Column("told_at", BigInteger, nullable=False),
    Index(None, "report_id"),
    Index(None, "told_at"),
)

identity_requests = Table(  # requests to see a contact: by whom, why, and the answer
    "identity_requests",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("report_id", BigInteger, ForeignKey("reports.id"), nullable=False),
    Column("unit", String(32), nullable=False),
    Column("asked_by", Who, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("purpose", String(16), nullable=False),  # contact, or referral
    Column("sealed", LargeBinary, nullable=False),  # JSON: reason, and the custodian's answer
    Column("state", String(16), nullable=False),  # domain.identity.RequestState
    Column("answered_by", Who),
    Column("answered_at", BigInteger),
    Column("shown", Integer, nullable=False, server_default="0"),  # how often
    Column("shown_at", BigInteger),
    Index(None, "case_id", "id"),
    Index(None, "state", "asked_at", "id"),
    Index(None, "asked_at"),
)

sanctions = Table(  # warnings and pauses for misuse, and the appeals against them
    "sanctions",
    META,
    Column("id", Id, primary_key=True),
    Column("who", Who, nullable=False),
    Column("kind", String(16), nullable=False),  # warning, pause
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("report_id", BigInteger, ForeignKey("reports.id"), nullable=False),
    Column("unit", String(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # JSON: reason, appeal, judgement
    Column("imposed_by", Who, nullable=False),
    Column("imposed_at", BigInteger, nullable=False),
    Column("until", BigInteger),
    Column("appealed_at", BigInteger),
    Column("judged_by", Who),
    Column("judged_at", BigInteger),
    Column("result", String(16)),  # domain.misuse.Result
    Index(None, "who", "id"),
    Index(None, "case_id"),
    Index(None, "report_id"),
)

arrivals = Table(  # arrivals of reports per unit, to detect a flood
    "arrivals",
    META,
    Column("unit", String(32), ForeignKey("units.code"), primary_key=True),
    Column("since", BigInteger, nullable=False),  # when the current minute began
    Column("came", Integer, nullable=False),  # reports in the current minute
    Column("busy_at", BigInteger, nullable=False),  # last minute with half a flood or more
    Column("flood_since", BigInteger),
    Column("release_until", BigInteger),  # cases that came in until then are being released
    Index(None, "flood_since"),
    Index(None, "release_until"),
)

tasks = Table(  # things a unit has to do besides its cases
    "tasks",
    META,
    Column("id", Id, primary_key=True),
    Column("dedupe", String(96), nullable=False, unique=True),
    Column("unit", String(32), nullable=False),
    Column("kind", String(32), nullable=False),  # the words are `task-<kind>`
    Column("about", String(32), nullable=False),  # the unit that it is about
    Column("case_id", BigInteger),
    Column("opened_at", BigInteger, nullable=False),
    Column("done_at", BigInteger),
    Column("done_by", Who),
    Index(None, "unit", "done_at", "id"),
)

filters = Table(  # searches that somebody is viewing or has saved
    "filters",
    META,
    Column("id", Id, primary_key=True),
    Column("who", Who, nullable=False),
    Column("name", String(64), nullable=False),
    Column("body", Text, nullable=False),  # JSON: the filter
    Column("kept_at", BigInteger, nullable=False),
    Index(None, "who", "id"),
)


def for_postgresql() -> MetaData:
    """All tables, with the conditions of partial indexes set for PostgreSQL, too.

    Not done at import, since it loads a dialect and would slow down every start on SQLite.
    """
    for table in META.tables.values():
        for index in table.indexes:
            if "only" in index.info:
                index.dialect_options["postgresql"]["where"] = text(index.info["only"])
    return META
