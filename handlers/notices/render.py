"""The table of renderers, one per type of notice."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from markupsafe import Markup
from msgspec.structs import replace

from domain.notices import authority_notices as authorities
from domain.notices import case_notices as case
from domain.notices import contact_notices as contacts
from domain.notices import other_notices as others
from domain.notices import removal_notices as removals
from domain.notices import reporter_notices as report
from domain.notices import staff_notices as staff
from domain.notices.notice import Notice
from domain.notices.reporter_notices import ReporterNotice
from handlers.broadcasts import screens as broadcast_screens
from handlers.categories import screens as category_screens
from handlers.core.services import Services
from handlers.directory import check_screens, proposal_screens
from handlers.moderation import tasks
from handlers.notices import (
    authority,
    digest,
    filing,
    identity,
    misuse,
    removal_news,
    reporter,
    staff_notices,
)
from handlers.removals import screens as removal_screens
from handlers.reporting import screens as report_screens
from handlers.suggestions import screens as suggestion_screens
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, paragraphs
from usecases.delivery.card_facts import PrivateCardFacts
from usecases.delivery.digest_facts import DigestFacts
from usecases.delivery.notice_facts import (
    BroadcastFacts,
    CaseFacts,
    ContactFacts,
    GroupCardFacts,
    NoticeFacts,
    RemovalFacts,
    RequestFacts,
    SuggestionFacts,
    UnitFacts,
    WipeFacts,
)
from usecases.delivery.outbox_delivery import Delivery, FilesFacts, ProofFacts, ReportFacts
from usecases.delivery.reply_facts import QuestionFacts, ReplyLostFacts
from usecases.reporting.standing import Standing

ROOM = 4000  # of the 4096 characters of a message

N = TypeVar("N", bound=Notice)
R = TypeVar("R", bound=ReporterNotice)
F = TypeVar("F", bound=NoticeFacts)
Renderer = Callable[[Services, Localizer, Notice, NoticeFacts], Screen | None]
Row = tuple[type[Notice], Renderer]


def screen(services: Services, delivery: Delivery) -> Screen | None:
    """Render a notice; None if there is nothing to send any more.

    What staff get cannot be forwarded: a press may show a case in the same message, and an edit
    cannot forbid forwarding later.
    """
    if delivery.withheld or delivery.facts is None:
        return None
    notice = delivery.notice
    localizer = services.localizer(delivery.locale)
    shown = RENDERERS[type(notice)](services, localizer, notice, delivery.facts)
    if shown is None or isinstance(notice, ReporterNotice | others.PersonNotice):
        return shown
    return replace(shown, protect=True)


def _row(notice: type[N], facts: type[F], words: Callable[[Localizer, N, F], Screen | None]) -> Row:
    """One entry of the table: type of notice, type of its loaded facts, and render function."""
    return _with_services(notice, facts, lambda _, localizer, *about: words(localizer, *about))


def _with_services(
    notice: type[N], facts: type[F], words: Callable[[Services, Localizer, N, F], Screen | None]
) -> Row:
    def render(
        services: Services, localizer: Localizer, found: Notice, loaded: NoticeFacts
    ) -> Screen | None:
        if not isinstance(found, notice) or not isinstance(loaded, facts):
            raise TypeError(f"{found.kind} with {type(loaded).__name__}")
        return words(services, localizer, found, loaded)

    return notice, render


def _news(
    notice: type[R],
    text: Callable[[Localizer, R, Standing, int], Markup],
    *buttons: Callable[[Localizer, R, Standing], tuple[Key, ...]],
) -> Row:
    """An entry for a notice about a report.

    The first line is neutral: the end of the query code and the status, never the content. Buttons
    are shown only while they can be used; the last one opens the report.
    """

    def words(localizer: Localizer, found: R, facts: ReportFacts) -> Screen:
        standing = facts.standing
        words_shown = shortened(
            lambda most: paragraphs(
                reporter.head(localizer, found, standing),
                text(localizer, found, standing, most),
            ),
            ROOM,
        )
        rows = (button(localizer, found, standing) for button in buttons)
        last = reporter.see_report(localizer, standing)
        return Screen(text=words_shown, rows=(*(row for row in rows if row), last))

    return _row(notice, ReportFacts, words)


RENDERERS: Mapping[type[Notice], Renderer] = MappingProxyType(
    dict(
        (
            # For reporters.
            _row(report.ReceiptNotice, ProofFacts, filing.receipt_of),
            _row(report.FingerprintsNotice, ProofFacts, filing.fingerprints),
            _row(report.FilesNotice, FilesFacts, filing.files),
            _row(report.StatusCardNotice, ReportFacts, report_screens.status_card),
            _news(report.AcceptedNotice, reporter.accepted),
            _news(report.NotAcceptedNotice, reporter.not_accepted, reporter.appeal),
            _news(report.QuestionNotice, reporter.question, reporter.answer),
            _news(report.QuestionReminderNotice, reporter.question_reminder, reporter.answer),
            _news(report.ToldNotice, reporter.told, reporter.reply),
            _news(report.AnsweredNotice, reporter.plain),
            _news(report.VerifyingNotice, reporter.plain),
            _news(report.ActingNotice, removal_news.asked),
            _news(removals.RemovalToldNotice, removal_news.told),
            _news(report.ReferredNotice, reporter.referred),
            _news(report.TransferredNotice, reporter.transferred),
            _news(report.TakenOverNotice, reporter.of_unit),
            _news(report.UnitRetiredNotice, reporter.of_unit),
            _news(report.OrderedNotice, reporter.of_unit),
            _news(report.LateNotice, reporter.late),
            _news(report.NewTimeNotice, reporter.new_time),
            _news(report.ClosedNotice, reporter.closed, reporter.rate, reporter.appeal),
            _news(report.AppealedNotice, reporter.plain),
            _news(report.AppealResultNotice, reporter.appeal_result, reporter.rate),
            _news(report.AppealRemittedNotice, reporter.appeal_remitted),
            _news(report.LapsedNotice, reporter.lapsed, reporter.appeal, reporter.report_anew),
            _news(report.WithdrawnNotice, reporter.withdrawn, reporter.report_anew),
            _news(report.JoinedNotice, reporter.joined),
            _news(report.DecidedBeforeNotice, reporter.decided_before),
            _news(report.WarnedNotice, misuse.warned),
            _news(report.PausedNotice, misuse.paused, misuse.appeal),
            _news(report.PauseJudgedNotice, misuse.judged),
            _news(report.UnpausedNotice, misuse.unpaused),
            _news(report.ReleasedNotice, misuse.released),
            # For everybody.
            _with_services(others.OpenQuestionNotice, QuestionFacts, filing.open_question),
            _row(others.ReplyLostNotice, ReplyLostFacts, filing.reply_lost),
            _row(others.DraftReminderNotice, NoticeFacts, filing.draft_reminder),
            _row(others.DraftDiscardedNotice, NoticeFacts, filing.draft_discarded),
            _row(others.SuggestionAnsweredNotice, SuggestionFacts, suggestion_screens.answered),
            _row(others.SuggestionNewTimeNotice, SuggestionFacts, suggestion_screens.new_time),
            # For staff, about a case.
            _row(case.NewCaseNotice, CaseFacts, staff_notices.with_card),
            _row(case.CaseCameNotice, CaseFacts, staff_notices.with_card),
            _row(case.ReporterAddedNotice, CaseFacts, staff_notices.repeated),
            _row(case.ReporterAnsweredNotice, CaseFacts, staff_notices.with_card),
            _row(case.ReporterEditedNotice, CaseFacts, staff_notices.repeated),
            _row(case.ReporterWithdrewNotice, CaseFacts, staff_notices.with_card),
            _row(case.ReporterJoinedNotice, CaseFacts, staff_notices.with_card),
            _row(case.SentBackNotice, CaseFacts, staff_notices.with_card),
            _row(case.RemittedNotice, CaseFacts, staff_notices.with_card),
            _row(case.OrderNotice, CaseFacts, staff_notices.with_card),
            _row(case.WordWantedNotice, CaseFacts, staff_notices.with_card),
            _row(case.LateHereNotice, CaseFacts, staff_notices.with_card),
            _row(case.LateAboveNotice, CaseFacts, staff_notices.with_card),
            _row(case.ConfirmWantedNotice, CaseFacts, staff_notices.to_review),
            _row(case.AppealEnteredNotice, CaseFacts, staff_notices.to_review),
            _row(case.PauseAppealedNotice, CaseFacts, staff_notices.to_review),
            _row(case.ReminderNotice, CaseFacts, staff_notices.to_review),
            _row(case.LateAgainNotice, CaseFacts, staff_notices.to_review),
            _row(case.AlarmNotice, CaseFacts, staff_notices.alarm),
            _row(case.AlarmOverNotice, CaseFacts, staff_notices.alarm_over),
            _row(case.AssignedNotice, CaseFacts, staff_notices.assigned),
            _row(case.MeasureEndedNotice, CaseFacts, staff_notices.measure_ended),
            _row(case.CaseFileTooLargeNotice, CaseFacts, staff_notices.with_card),
            _row(case.CaseFileUncertainNotice, CaseFacts, staff_notices.with_card),
            _row(case.CaseFileFailedNotice, CaseFacts, staff_notices.with_card),
            _row(case.CaseFileNotRemovedNotice, CaseFacts, staff_notices.with_card),
            _row(case.TakenFromYouNotice, CaseFacts, staff_notices.taken),
            _row(case.TaskNotice, CaseFacts, tasks.news),
            # About removal requests.
            _row(removals.RemovalAskedNotice, RemovalFacts, removal_screens.asked),
            _row(removals.RemovalNewsNotice, RemovalFacts, removal_screens.news),
            _row(removals.RemovalStuckNotice, RemovalFacts, removal_screens.stuck),
            # For staff, about a unit.
            _row(staff.OnCallNotice, UnitFacts, staff_notices.of_unit),
            _row(staff.OffCallNotice, UnitFacts, staff_notices.of_unit),
            _row(staff.DeputyNamedNotice, UnitFacts, staff_notices.deputy_named),
            _row(staff.DeputyEndedNotice, UnitFacts, staff_notices.of_unit),
            _row(staff.DeputyOverNotice, UnitFacts, staff_notices.deputy_over),
            _row(staff.CasesCameNotice, UnitFacts, staff_notices.cases_came),
            _row(staff.FloodNotice, UnitFacts, staff_notices.quarantine),
            _row(staff.QuarantineLeftNotice, UnitFacts, staff_notices.quarantine),
            _row(staff.GroupLostNotice, UnitFacts, staff_notices.of_unit),
            _row(staff.GroupReleasedNotice, UnitFacts, staff_notices.of_unit),
            _row(staff.TopicsLostNotice, UnitFacts, staff_notices.of_unit),
            _row(staff.CaseDigestNotice, DigestFacts, digest.digest),
            _row(staff.PrivateCardNotice, PrivateCardFacts, staff_notices.private_card),
            # For a unit's group.
            _row(others.GroupCardNotice, GroupCardFacts, staff_notices.group_card),
            _row(others.GroupDigestNotice, NoticeFacts, staff_notices.group_digest),
            # About contacts.
            _row(contacts.IdentityWantedNotice, RequestFacts, identity.wanted),
            _row(contacts.IdentityGrantedNotice, RequestFacts, identity.answered),
            _row(contacts.IdentityRefusedNotice, RequestFacts, identity.answered),
            _row(contacts.IdentityLapsedNotice, RequestFacts, identity.answered),
            _row(contacts.IdentityUncertainNotice, RequestFacts, identity.answered),
            _row(contacts.IdentityNotWipedNotice, RequestFacts, identity.answered),
            _row(contacts.IdentityNotice, ContactFacts, identity.contact),
            _row(contacts.WipeNotice, WipeFacts, identity.wipe),
            _row(contacts.IdentityDigestNotice, NoticeFacts, identity.digest),
            # About authority.
            _row(authorities.RoleGivenNotice, NoticeFacts, authority.role_given),
            _row(authorities.CustodianNamedNotice, NoticeFacts, authority.named),
            _row(authorities.CustodianConfirmedNotice, NoticeFacts, authority.confirmed),
            _row(authorities.CustodianDismissedNotice, NoticeFacts, authority.dismissed),
            _row(authorities.ContactOpenedNotice, NoticeFacts, authority.opened),
            # About suggestions and broadcasts.
            _row(staff.SuggestionCameNotice, SuggestionFacts, suggestion_screens.for_leads),
            _row(staff.SuggestionLateNotice, SuggestionFacts, suggestion_screens.for_leads),
            _row(staff.BroadcastWantedNotice, BroadcastFacts, broadcast_screens.news),
            _row(staff.BroadcastMovedNotice, BroadcastFacts, broadcast_screens.news),
            _row(staff.BroadcastEndedNotice, BroadcastFacts, broadcast_screens.news),
            _row(staff.BroadcastStumbledNotice, BroadcastFacts, broadcast_screens.news),
            _row(staff.BroadcastLapsedNotice, BroadcastFacts, broadcast_screens.news),
            _row(staff.BroadcastCardNotice, BroadcastFacts, broadcast_screens.progress),
            # For admins.
            _row(staff.JournalHeadNotice, NoticeFacts, staff_notices.journal_head),
            _row(staff.TroubleNotice, NoticeFacts, staff_notices.trouble),
            _row(staff.TroubleOverNotice, NoticeFacts, staff_notices.trouble_over),
            _row(staff.PutAsideNotice, NoticeFacts, staff_notices.put_aside),
            _row(staff.HotlineProposedNotice, NoticeFacts, proposal_screens.proposed),
            _row(staff.HotlineChangedNotice, NoticeFacts, proposal_screens.changed),
            _row(staff.CategoryProposedNotice, NoticeFacts, category_screens.proposed),
            _row(staff.CategoryChangedNotice, NoticeFacts, category_screens.changed),
            _row(staff.HotlinesStaleNotice, NoticeFacts, check_screens.reminder),
        )
    )
)
"""The renderer of each type of notice."""
