"""News to reporters: neutral first, complete after, every kind in every language."""

import pytest
from msgspec.structs import replace

from domain.case import Said
from domain.misuse import Result
from domain.notices.kinds import KINDS
from domain.notices.notice import Notice, kind_of
from domain.notices.other_notices import (
    DraftDiscardedNotice,
    DraftReminderNotice,
    OpenQuestionNotice,
    ReplyLostNotice,
)
from domain.notices.removal_notices import News, RemovalToldNotice
from domain.notices.reporter_notices import (
    AcceptedNotice,
    ActingNotice,
    AnsweredNotice,
    AppealedNotice,
    AppealRemittedNotice,
    AppealResultNotice,
    ClosedNotice,
    DecidedBeforeNotice,
    FilesNotice,
    FingerprintsNotice,
    JoinedNotice,
    LapsedNotice,
    LateNotice,
    NewTimeNotice,
    NewTimeReason,
    NotAcceptedNotice,
    OrderedNotice,
    PausedNotice,
    PauseJudgedNotice,
    QuestionNotice,
    QuestionReminderNotice,
    ReceiptNotice,
    ReferredNotice,
    ReleasedNotice,
    ReporterNotice,
    StatusCardNotice,
    TakenOverNotice,
    ToldNotice,
    TransferredNotice,
    UnitRetiredNotice,
    UnpausedNotice,
    VerifyingNotice,
    WarnedNotice,
    WithdrawnNotice,
)
from domain.status import Status
from handlers.core.services import Services
from handlers.notices import render
from handlers.renderers import SCREENS
from handlers.reporting.callbacks import OpenReport
from handlers.ui.callbacks import Go
from storage.queues.outbox import Owed, Rank
from storage.queues.outbox_claims import Claimed
from tests.support.chat import catalog
from tests.support.filed import DAY, a_report, a_standing, an_asked
from tests.support.life import NOON
from tests.support.looks import look
from usecases.core.outcomes import Proof
from usecases.delivery import notice_facts
from usecases.delivery.notice_facts import (
    NoticeFacts,
    UnitFacts,
)
from usecases.delivery.outbox_delivery import Delivery, ProofFacts, ReportFacts
from usecases.delivery.reply_facts import QuestionFacts, ReplyLostFacts
from usecases.notify import entitlement

WORDS = catalog()
LATER = NOON + DAY
NEWS = (
    AcceptedNotice(category="gambling", due_at=LATER),
    NotAcceptedNotice(ground="out_of_remit", feedback="Ask 12345.", appeal_until=LATER),
    QuestionNotice(question="Which account?", until=LATER),
    QuestionReminderNotice(until=LATER),
    ToldNotice(text="We are on it."),
    AnsweredNotice(),
    VerifyingNotice(due_at=LATER),
    ActingNotice(due_at=LATER, ask="remove", unit="rednet", by=LATER),
    ActingNotice(due_at=LATER),  # as release 0.1 stored it
    *(
        RemovalToldNotice(news=news, ask=ask, unit="rednet", removed_at=LATER)
        for news in News
        for ask in ("remove", "mute")
    ),
    ClosedNotice(
        outcome="removed", rule="criminal-266", feedback="It was fraud.", appeal_until=LATER
    ),
    AppealedNotice(due_at=LATER),
    AppealResultNotice(result="dismissed", rule="", feedback="It stays."),
    AppealRemittedNotice(feedback="Look again.", due_at=LATER),
    LapsedNotice(appeal_until=LATER),
    JoinedNotice(due_at=LATER),
    DecidedBeforeNotice(said=Said.GONE, decided_at=NOON),
    WithdrawnNotice(),
    TransferredNotice(unit="rednet", how="transfer", reason="It is on their site.", due_at=LATER),
    TakenOverNotice(unit="hunan", due_at=LATER),
    UnitRetiredNotice(unit="hunan", due_at=LATER),
    OrderedNotice(unit="changsha", due_at=LATER),
    ReferredNotice(authority="police", due_at=LATER),
    LateNotice(unit="hunan", due_at=LATER),
    NewTimeNotice(due_at=LATER, cause=NewTimeReason.CALENDAR),
    NewTimeNotice(due_at=LATER, cause=NewTimeReason.CLOCK),
    WarnedNotice(reason="Please send one report for one thing."),
    PausedNotice(reason="The same was sent forty times.", until=LATER, sanction=3),
    UnpausedNotice(),
    PauseJudgedNotice(result=Result.KEEP, reason="It was the same again.", until=LATER),
    ReleasedNotice(due_at=LATER),
)
OF_FILING = {ReceiptNotice, FingerprintsNotice, FilesNotice, StatusCardNotice}
"""What is no news of a report."""
SAID = {"feedback", "question", "reason", "text"}


@pytest.fixture
def services(profile):
    return Services(
        db=None, words=WORDS, profile=profile, now=lambda: NOON, read_file=None, screens=SCREENS
    )


def owed(notice, facts=None, locale="en"):
    owed = Owed(notice=notice, recipient="x", rank=Rank.NEWS, order_key="x")
    claimed = Claimed(id=1, owed=owed, tries=1, unknowns=0, fence=1)
    return Delivery(claimed=claimed, chat=1, locale=locale, facts=facts)


def a_case_at(notice):
    report = a_report(status=notice.state or Status.SUBMITTED, appeal_until=LATER)
    question = "Which account?" if isinstance(notice, QuestionReminderNotice) else ""
    return ReportFacts(standing=a_standing(report, question=question))


def said_by(notice):
    return SAID & set(notice.__struct_fields__)


def by_kind(notice):
    return notice.kind


def test_every_notice_has_a_renderer_and_every_renderer_a_notice():
    assert set(render.RENDERERS) == set(KINDS.values())


def test_every_kind_of_news_is_tried_here():
    assert {type(each) for each in NEWS} == {
        each for each in KINDS.values() if issubclass(each, ReporterNotice)
    } - OF_FILING


@pytest.mark.parametrize("notice", list(KINDS.values()), ids=kind_of)
def test_what_every_notice_needs_is_known_and_so_is_who_may_be_told(notice):
    assert notice_facts.load.dispatch(notice) is not notice_facts.load.dispatch(Notice)
    known = entitlement._may.dispatch(notice) is not entitlement._may.dispatch(Notice)
    assert known is notice.guarded


def test_a_notice_with_what_another_needs_is_a_bug_and_not_a_blank(services):
    with pytest.raises(TypeError):
        render.screen(services, owed(VerifyingNotice(), UnitFacts(unit="changsha")))


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
@pytest.mark.parametrize("notice", NEWS, ids=by_kind)
def test_news_begins_with_the_tail_and_the_state_and_says_its_sentence(services, notice, locale):
    seen = look(render.screen(services, owed(notice, a_case_at(notice), locale)))
    first = seen.text.splitlines()[0]
    assert "2XTA" in first
    if notice.state is not None:
        assert WORDS.say(locale, f"status-{notice.state}") in first
    for name in said_by(notice):
        assert getattr(notice, name) in seen.kinds("blockquote")


@pytest.mark.parametrize("notice", NEWS, ids=by_kind)
def test_the_state_said_is_the_news_own_even_where_the_case_has_moved_on(services, notice):
    moved_on = ReportFacts(standing=a_standing(a_report(status=Status.WITHDRAWN)))
    first = look(render.screen(services, owed(notice, moved_on))).text.splitlines()[0]
    state = notice.state or Status.WITHDRAWN
    assert WORDS.say("en", f"status-{state}") in first


@pytest.mark.parametrize("notice", list(filter(said_by, NEWS)), ids=by_kind)
def test_the_longest_words_of_an_office_are_never_cut_unless_they_cannot_fit(services, notice):
    [name] = said_by(notice)
    for text, whole in (("字" * 2000, True), ("😀" * 2000, False)):
        long = replace(notice, **{name: text})
        seen = look(render.screen(services, owed(long, a_case_at(long))))
        assert (text in seen.text) == whole


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("accepted", []),
        ("not_accepted", ["Appeal"]),
        ("question", ["Answer the office"]),
        ("question_reminder", ["Answer the office"]),
        ("told", ["Reply"]),
        ("closed", ["1 ★", "2 ★", "3 ★", "4 ★", "5 ★", "Appeal"]),
        ("lapsed", ["Appeal", "Report content"]),
        ("withdrawn", ["Report content"]),
    ],
)
def test_news_carries_what_it_asks_for(services, kind, labels):
    [notice] = (each for each in NEWS if each.kind == kind)
    screen = render.screen(services, owed(notice, a_case_at(notice)))
    assert look(screen).labels == [*labels, "See report"]


@pytest.mark.parametrize("notice", NEWS, ids=by_kind)
def test_all_news_leads_to_its_report(services, notice):
    facts = a_case_at(notice)
    [*_, last] = render.screen(services, owed(notice, facts)).rows
    assert [key.button for key in last] == [OpenReport(report_id=facts.standing.report.id)]


def test_what_can_no_longer_be_done_has_no_button(services):
    answered = ReportFacts(standing=a_standing(a_report(status=Status.VERIFYING)))
    question = QuestionNotice(question="Which account?", until=LATER)
    assert look(render.screen(services, owed(question, answered))).labels == ["See report"]


@pytest.mark.parametrize("notice", [*NEWS, ReceiptNotice(), FingerprintsNotice()], ids=by_kind)
def test_news_of_a_report_that_is_gone_is_not_said(services, notice):
    assert render.screen(services, owed(notice)) is None


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_lateness_says_who_knows_of_it_where_anybody_is_above(services, profile, locale):
    late = LateNotice(unit="hunan", due_at=LATER)
    up = look(render.screen(services, owed(late, a_case_at(late), locale))).text
    assert profile.unit("hunan").name(locale) in up
    top = owed(LateNotice(due_at=LATER), a_case_at(late), locale)
    said = look(render.screen(services, top)).text
    assert WORDS.say(locale, "notice-late", unit="none") in said
    assert "none" not in said


def proof(*fingerprints, pending=0):
    return ProofFacts(
        standing=a_standing(),
        code="K7F3-9QWM-2XTA",
        proof=Proof(fingerprints=fingerprints, pending=pending),
    )


def test_the_receipt_comes_with_the_code(services):
    screen = render.screen(services, owed(ReceiptNotice(), proof(pending=1)))
    assert look(screen).kinds("code") == ["K7F3-9QWM-2XTA"]


def test_fingerprints_follow_once_there_are_any(services):
    assert render.screen(services, owed(FingerprintsNotice(), proof())) is None
    full = owed(FingerprintsNotice(), proof("ab" * 32))
    assert look(render.screen(services, full)).kinds("code") == ["ab" * 32]


def test_the_card_is_how_the_report_stands(services):
    card = owed(StatusCardNotice(), ReportFacts(standing=a_standing()))
    assert WORDS.say("en", "about-submitted") in look(render.screen(services, card)).text


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
@pytest.mark.parametrize("notice", [DraftReminderNotice(), DraftDiscardedNotice()], ids=by_kind)
def test_news_of_a_draft_says_what_becomes_of_it(services, notice, locale):
    seen = look(render.screen(services, owed(notice, NoticeFacts(), locale)))
    assert seen.text == WORDS.say(locale, f"notice-{notice.kind}", days=1)
    assert seen.labels


@pytest.mark.parametrize(("is_staff", "where"), [(False, ["cases"]), (True, ["queue", "mine"])])
def test_a_lost_reply_leads_to_where_its_effect_can_be_seen(services, is_staff, where):
    facts = ReplyLostFacts(is_staff=is_staff)
    screen = render.screen(services, owed(ReplyLostNotice(), facts))
    assert look(screen).text == WORDS.say("en", "notice-reply_lost")
    assert [key.button for row in screen.rows for key in row] == [Go(where=each) for each in where]


def test_the_open_question_is_asked_again_with_its_note(services, profile):
    facts = QuestionFacts(asked=an_asked(profile, "report", "evidence"))
    seen = look(render.screen(services, owed(OpenQuestionNotice(note="files-kept"), facts)))
    assert seen.text.startswith(WORDS.say("en", "files-kept", files=0))
    assert WORDS.say("en", "report-evidence-ask") in seen.text


def test_a_question_that_is_not_open_any_more_is_not_asked_again(services):
    assert render.screen(services, owed(OpenQuestionNotice())) is None
