"""News around filing: the receipt, files kept and received; a form begun, and its question."""

from collections.abc import Sequence

from msgspec.structs import replace

from domain.notices.other_notices import (
    DraftDiscardedNotice,
    DraftReminderNotice,
    OpenQuestionNotice,
)
from domain.notices.reporter_notices import FilesNotice, FingerprintsNotice, ReceiptNotice
from domain.report import MAX_LINKS
from handlers.core.services import Services
from handlers.dialogs import home, question_screen, render
from handlers.notices import reporter
from handlers.reporting import receipt
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, lines, paragraphs
from usecases.delivery.notice_facts import (
    NoticeFacts,
    QuestionFacts,
)
from usecases.delivery.outbox_delivery import FilesFacts, ProofFacts


def receipt_of(localizer: Localizer, _: ReceiptNotice, facts: ProofFacts) -> Screen:
    """The receipt, where the reply to "Submit" did not come through."""
    return receipt.receipt(localizer, facts.standing.report, facts.code, facts.proof)


def fingerprints(
    localizer: Localizer, notice: FingerprintsNotice, facts: ProofFacts
) -> Screen | None:
    """By what files can be recognised; nothing where none is kept."""
    proof = facts.proof
    refused = receipt.not_kept(localizer, proof.refused)
    if not proof.fingerprints and not refused:
        return None
    head = reporter.head(localizer, notice, facts.standing)
    said = localizer.say("notice-fingerprints") if proof.fingerprints else None
    return Screen(text=paragraphs(head, said, receipt.listed(localizer, proof), refused))


def files(localizer: Localizer, _: FilesNotice, facts: FilesFacts) -> Screen | None:
    """What stands under each file that an office sent along."""
    if not facts.files:
        return None
    return Screen(text=lines(localizer.say("notice-files", tail=facts.standing.report.tail)))


def unsent_files(localizer: Localizer, places: Sequence[int]) -> Screen:
    """Which files of an office did not reach the reporter, by their numbers."""
    listed = ", ".join(map(str, sorted(places)))
    return Screen(
        text=lines(localizer.say("notice-files-unsent", count=len(places), places=listed))
    )


def open_question(
    services: Services, localizer: Localizer, notice: OpenQuestionNotice, facts: QuestionFacts
) -> Screen:
    """The question that is open: after an album, or an answer that got lost."""
    counts = {"most": MAX_LINKS, "files": question_screen.files(facts.asked)}
    first, *others = notice.remarks or ("",)
    asked = replace(facts.asked, note=first)
    shown = render.replaceable(services.screens.question(localizer, asked), asked)
    shown = shown.led_by("\n".join(localizer.say(key, **counts) for key in others))
    shown = shown.led_by(render.unkept(localizer, notice.unkept))
    shown = shown.led_by(render.not_kept(localizer, notice.not_kept))
    if notice.note:
        said = localizer.say(notice.note, files=question_screen.files(facts.asked))
        shown = shown.led_by(said)
    return shown.led_by(localizer.say("own-left-out")) if notice.left_out else shown


def draft_reminder(localizer: Localizer, _: DraftReminderNotice, __: NoticeFacts) -> Screen:
    """A report was begun; it can be finished or given up."""
    clocks = localizer.profile.clocks
    days = max(1, clocks.draft_days - clocks.draft_reminder_days)
    go_on = Key(label=localizer.say("button-continue"), button=Go(where="continue"))
    stop = Key(label=localizer.say("button-cancel"), button=Go(where="cancel"))
    return Screen(
        text=lines(localizer.say("notice-draft_reminder", days=days)), rows=((go_on, stop),)
    )


def draft_discarded(localizer: Localizer, _: DraftDiscardedNotice, __: NoticeFacts) -> Screen:
    """A report that was begun is gone."""
    key = home.report_key(localizer)
    return Screen(text=lines(localizer.say("notice-draft_discarded")), rows=((key,),))
