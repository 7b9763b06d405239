"""Every column of the database is one of three: sealed, keyed, or harmless for a stated reason.

The question for each is: can somebody who has a copy of the database, and a copy of something else
(a file, a link, a query code, an account's id), test here whether they belong together? A new
column is refused until it is listed.
"""

import hashlib

from sqlalchemy import LargeBinary, select

from conversation.form import Given
from domain.report import EvidenceState
from storage.backup.rotation import SEALED
from storage.engine import public_tables
from storage.engine.tables import Who
from storage.evidence import evidence, evidence_reading
from storage.evidence.evidence import Offer
from storage.network import people
from storage.suggestions import suggestions
from tests.support.life import NOON, Life
from usecases.evidence import fetching
from usecases.session import by_system

ACCOUNT = 7_123_456_789
PICTURE = b"a picture that only one person has" * 35_000
DIGEST = hashlib.sha256(PICTURE).hexdigest()
LINK = "https://example.org/only-one-person-has-this"
OFFER = Offer(
    kind="photo",
    file_id="AgACAgUAAxkBAAIB",
    unique_id="AQADvbYxG2xxyz",
    size=len(PICTURE),
    mime="image/png",
    name="shop-window.png",
    album="13748291038471",
    message_id=4,
)
TABLES = public_tables.META.sorted_tables

KEYED = """
    invitations.token_hash reports.code_hash suggestions.code_hash
    journal.reason_hash journal.chain journal_order.link journal_head.link
    said.words targets.same_as likenesses.value
    reporter_links.staff_mark
    case_accounts.same_as
    shown_cards.content
    evidence.unique_id evidence.album evidence.stored_as evidence.picture erasures.token
"""
"""Hashes with a secret key; besides these, all columns of type `Who`."""

HARMLESS = {
    "always empty": "evidence.sha256",
    "rounded, so that many files share it": "evidence.size",
    "a random number of this database, told to nobody or only to its owner": """
        drafts.id reports.uid suggestions.uid said.draft_id evidence.draft_id
        reporter_links.alias
    """,
    "a number that this database counts": """
        cases.id cases.number reports.id targets.id evidence.id decisions.id messages.id journal.id
        transfers.id referrals.id appeals.id likenesses.id templates.id identity_requests.id
        category_changes.id
        sanctions.id tasks.id case_files.id case_files.case_id authority_answers.id
        authority_answers.case_id data_keys.id data_keys.owner erasures.id filters.id outbox.id
        unit_changes.id suggestions.id broadcasts.id
        journal.case_id journal_order.place journal_order.entry journal_head.entries
        outbox.report_id outbox.case_id drafts.case_id drafts.report_id case_hosts.case_id
        pending_news.case_id
        reports.case_id reports.known_case reporter_links.report_id targets.report_id
        targets.case_id evidence.report_id evidence.case_id evidence.message_row decisions.case_id
        messages.case_id messages.report_id messages.version_of transfers.case_id referrals.case_id
        appeals.decision_id appeals.side likenesses.case_id likenesses.report_id said.report_id
        said.message_row told_messages.report_id identity_requests.case_id
        identity_requests.report_id sanctions.case_id sanctions.report_id tasks.case_id
        removals.id removals.case_id ticks.case_id shown_cards.case_id
        case_joins.case_id joined_reports.case_id joined_reports.report_id
        cases.joined_to group_cards.case_id broadcast_people.broadcast broadcast_cards.broadcast
        case_accounts.id case_accounts.case_id account_measures.decision_id account_measures.case_id
        account_measures.account
    """,
    "a count or an order, of this database alone": """
        documents.version counters.value quotas.used inbox.tries outbox.rank outbox.tries
        case_files.tries outbox.unknowns outbox.fence drafts.touch cases.version cases.paused_days
        cases.overdue_level evidence.tries leases.fence identity_requests.shown arrivals.came
        removals.back removals.overdue_level removals.version removals.days
        ticks.seen
        units.position broadcasts.version figures.bucket figures.count reports.rating
        line_counts.count
        cases.accounts account_measures.days cases.due_days cases.word_days removals.due_days
    """,
    "made of numbers, fingerprints and names of this database": """
        shown_cards.back
        case_joins.body counters.name outbox.dedupe outbox.order_key tasks.dedupe quotas.kind
        data_keys.ring erasures.key inbox.claimed_by leases.name leases.holder journal_head.name
        secrets.name documents.name
    """,
    "a number by which Telegram tells the bot alone a chat's messages and updates apart": """
        inbox.bot inbox.update_id said.message_id told_messages.message_id evidence.message_id
        reporter_links.card_message group_cards.message_id group_cards.topic_id
        broadcast_cards.message_id case_files.message_id shown_cards.message_id
    """,
    "one of a few words or numbers of the code or the profile": """
        people.locale people.locale_chosen people.admin people.custodian people.no_broadcasts
        grants.unit grants.role grants.on_call invitations.unit invitations.role inbox.state
        outbox.kind outbox.unit outbox.way outbox.state drafts.form cases.status cases.came_from
        cases.outcome cases.category cases.subcategory cases.priority cases.urgency cases.unit
        cases.region cases.waiting cases.escalated_to cases.quarantine case_hosts.unit
        reports.first_unit reports.channel reports.locale reports.category_claimed
        reports.subcategory_claimed reports.danger reports.identity_mode reports.join_agreed
        reporter_links.consent_version evidence.kind evidence.state evidence.refused_reason
        evidence.mime evidence.outgoing decisions.kind decisions.result decisions.rule
        messages.kind journal.role journal.verb journal.start journal.to journal.unit
        group_cards.unit group_cards.topic_closed transfers.kind transfers.start transfers.to
        referrals.authority referrals.with_identity likenesses.kind said.step templates.unit
        templates.verb templates.locale templates.kind templates.result templates.rule
        identity_requests.unit identity_requests.purpose
        identity_requests.state sanctions.kind sanctions.unit sanctions.result arrivals.unit
        tasks.unit tasks.kind tasks.about units.code units.topics unit_changes.unit
        unit_changes.verb suggestions.unit suggestions.locale figures.unit figures.period
        figures.category figures.kind pledges.unit broadcasts.state broadcasts.repeats
        line_counts.unit line_counts.period line_counts.line
        category_changes.category category_changes.verb category_proposals.category
        shown_cards.unfolded
        broadcasts.filled broadcast_people.state follows.kind follows.what data_keys.holder
        erasures.kind unit_proposals.unit removals.unit removals.kind removals.addressee
        removals.ask removals.rule removals.state removals.waiting removals.answer removals.seen
        case_accounts.platform case_accounts.unit
        account_measures.measure
        case_joins.status
        case_files.state
        notice_preferences.mode notice_preferences.times notice_preferences.quiet_from
        notice_preferences.quiet_to pending_news.kind
    """,
    "public, or written by staff about the work and not about a report": """
        documents.body units.body unit_changes.body pledges.signed_by broadcasts.body
        pledges.source
        unit_proposals.body unit_proposals.was
        category_changes.body category_proposals.body category_proposals.was
        broadcasts.totals templates.title templates.body templates.facts group_cards.topic_title
    """,
    # The threat model says what these give: docs/threat-model.md, "What a stolen X gives".
    "a site, without the rest of its link, by which staff search and export": """
        cases.host targets.host case_hosts.host filters.name filters.body
    """,
    "a time": """
        case_joins.joined_at joined_reports.joined_before
        documents.changed_at units.retired_at units.checked_at people.met_at people.unreachable_at
        people.missed_at people.paused_until grants.granted_at grants.deputy_until
        invitations.expires_at invitations.used_at quotas.since inbox.received_at outbox.due_at
        outbox.created_at outbox.settled_at drafts.started_at drafts.touched_at drafts.reminded_at
        drafts.discarded_at cases.opened_at cases.accepted_at cases.first_action_at cases.closed_at
        cases.due_at cases.paused_at cases.evidence_seen_at cases.remind_at cases.alarm_at
        cases.word_due_at cases.held_at cases.retain_until cases.quarantined_at cases.release_at
        cases.due_from removals.due_from cases.answer_until
        case_hosts.opened_at reports.good_faith_at reports.submitted_at reports.withdrawn_at
        reports.joined_at reports.untold_at reporter_links.consent_at reporter_links.unlinked_at
        evidence.received_at evidence.due_at decisions.decided_at decisions.confirmed_at
        decisions.appeal_until messages.written_at journal.written_at group_cards.title_due_at
        leases.until transfers.moved_at referrals.referred_at appeals.entered_at said.said_at
        told_messages.told_at templates.written_at identity_requests.asked_at
        identity_requests.answered_at identity_requests.shown_at sanctions.imposed_at
        sanctions.until sanctions.appealed_at sanctions.judged_at arrivals.since arrivals.busy_at
        arrivals.flood_since arrivals.release_until tasks.opened_at tasks.done_at filters.kept_at
        unit_changes.changed_at suggestions.filed_at suggestions.due_at suggestions.late_at
        suggestions.answered_at pledges.signed_on pledges.entered_at broadcasts.written_at
        broadcasts.approved_at broadcasts.start_at broadcasts.first_at broadcasts.began_at
        broadcasts.ended_at broadcast_people.tried_at follows.followed_at
        removals.asked_at removals.sent_at removals.due_at removals.answered_at removals.checked_at
        removals.remind_at
        people.custodian_since erasures.at erasures.listed_at unit_proposals.proposed_at
        cases.removed_at targets.removed_at ticks.ticked_at
        category_changes.changed_at category_proposals.proposed_at
        case_accounts.named_at case_accounts.opened_at case_accounts.upheld_at
        account_measures.began_at account_measures.ends_at account_measures.reminded_at
        notice_preferences.due_at notice_preferences.told_at notice_preferences.changed_at
        pending_news.came_at pending_news.told_at
        shown_cards.shown_at case_files.ordered_at case_files.due_at authority_answers.entered_at
    """,
}


def classes():
    """Every listed column with its class, each once."""
    found = {str(column): "sealed" for column in SEALED}
    typed = (f"{t.name}.{c.name}" for t in TABLES for c in t.columns if c.type is Who)
    listed = [*((each, "keyed") for each in (*typed, *KEYED.split()))]
    listed += [(each, why) for why, names in HARMLESS.items() for each in names.split()]
    for name, why in listed:
        assert name not in found, f"{name} is both {found[name]} and {why}"
        found[name] = why
    return found


def test_every_column_has_a_class():
    there = {f"{table.name}.{column.name}" for table in TABLES for column in table.columns}
    listed = set(classes())
    assert there - listed == set(), "say for each: sealed, keyed, or harmless and why"
    assert listed - there == set(), "these columns are gone"


def test_what_is_encrypted_has_the_type_of_encrypted_values():
    encrypted = {
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert {name for name, why in classes().items() if why == "sealed"} == encrypted


async def filed_with_a_file(life):
    """A report with a link and a file, and a suggestion, whose codes are returned."""
    filed = await life.files(ACCOUNT, link=Given(text=LINK))
    report = filed.report

    def take(tx):
        who = people.who_is(tx, ACCOUNT)
        evidence.offer(tx, OFFER, draft_id="d", who=who, state=EvidenceState.WANTED, now=NOON)
        evidence.attach(tx, "d", report.id, report.case_id)
        text = {"who": who, "locale": "en", "text": "t", "now": NOON, "due_at": NOON}
        said = suggestions.file(tx, uid="u" * 32, unit="changsha", **text)
        return evidence.due(tx, NOON, limit=1, lease=1)[0], suggestions.code_of(tx, said.id)

    wanted, other = await life.db.run(take)
    stored = {"sha256": DIGEST, "size": len(PICTURE), "mime": "image/png", "looks": 0x1234567812345}
    name = life.db.cipher.fingerprint("file", DIGEST)
    await life.db.run(
        by_system, life.conditions, fetching.file_kept, wanted, **stored, stored_as=name
    )
    return filed, other


async def test_a_copy_of_what_was_sent_is_confirmed_by_no_column(db, profile):
    filed, other = await filed_with_a_file(Life(db, profile))
    copies = (DIGEST, OFFER.file_id, OFFER.unique_id, OFFER.album, OFFER.name, LINK, filed.code)
    plain = {*copies, other, filed.code[-4:], other[-4:], str(len(PICTURE)), str(ACCOUNT)}
    hashed = {
        hashlib.new(kind, text.encode()).hexdigest()
        for kind in ("md5", "sha1", "sha256")
        for text in plain
    }
    hashed |= {hashlib.new(kind, PICTURE).hexdigest() for kind in ("md5", "sha1", "sha256")}

    def everything(tx):
        for table in TABLES:
            for row in tx.execute(select(table)).mappings():
                for column, value in row.items():
                    yield f"{table.name}.{column}", str(value)

    for column, value in await db.read(lambda tx: list(everything(tx))):
        assert value not in plain | hashed, column
        long = {each for each in plain | hashed if len(each) > 8}
        assert not any(each in value for each in long), column


async def test_its_reporter_and_the_backup_still_get_the_digest(db, profile):
    filed, _ = await filed_with_a_file(Life(db, profile))
    [found] = await db.run(evidence_reading.of_report, filed.report.id)
    assert (found.sha256, found.size) == (DIGEST, len(PICTURE))
