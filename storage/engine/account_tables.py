"""Tables of reported accounts and of the measures against them."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from storage.engine.tables import META, Id, known, only

case_accounts = Table(  # the accounts that a case is about, by their public names
    "case_accounts",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("platform", String(32), nullable=False),  # its code in the profile
    Column("sealed", LargeBinary, nullable=False),  # JSON: name
    Column("same_as", String(32), nullable=False),  # keyed fingerprint of platform and name
    Column("named_at", BigInteger, nullable=False),
    # Copied from the case: its unit, when it was opened, and when it was closed as upheld.
    Column("unit", String(32), ForeignKey("units.code"), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("upheld_at", BigInteger),
    UniqueConstraint("case_id", "same_as"),
    Index(None, "same_as", "unit", "opened_at", "case_id"),  # an account's cases in some units
    Index(None, "same_as", "named_at", "upheld_at"),  # the figures of one account
    # Accounts with several upheld cases:
    Index(None, "unit", "upheld_at", "same_as", **known("upheld_at")),
    Index(None, "named_at"),
)

account_measures = Table(  # the measure of a decision whose result is a measure
    "account_measures",
    META,
    Column("decision_id", BigInteger, ForeignKey("decisions.id"), primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("account", BigInteger),  # the row of case_accounts that it is against; None: all
    Column("measure", String(16), nullable=False),  # domain.reported_accounts.measures
    Column("days", Integer),
    Column("began_at", BigInteger),  # when the decision was confirmed
    Column("ends_at", BigInteger),
    Column("reminded_at", BigInteger),  # when the unit was told that it has ended
    Index(None, "case_id", "decision_id"),
    Index(None, "ends_at", **only("reminded_at IS NULL")),
)
