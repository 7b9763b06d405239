"""Notices about filing: receipt, file fingerprints, an office's files, open and dropped drafts."""

from collections.abc import Sequence

from msgspec.structs import replace

from domain.notices.other_notices import (
    DraftDiscardedNotice,
    DraftReminderNotice,
    OpenQuestionNotice,
    ReplyLostNotice,
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
from usecases.delivery.notice_facts import NoticeFacts
from usecases.delivery.outbox_delivery import FilesFacts, ProofFacts
from usecases.delivery.reply_facts import QuestionFacts, ReplyLostFacts


def receipt_of(localizer: Localizer, _: ReceiptNotice, facts: ProofFacts) -> Screen:
    """The receipt, sent as a notice if the reply to "Submit" failed."""
    return receipt.receipt(localizer, facts.standing.report, facts.code, facts.proof)


def fingerprints(
    localizer: Localizer, notice: FingerprintsNotice, facts: ProofFacts
) -> Screen | None:
    """The fingerprints of the stored files, or the receipt; None if there are none."""
    proof = facts.proof
    if facts.edits is not None:
        return receipt.receipt(localizer, facts.standing.report, facts.code, proof)
    refused = receipt.not_kept(localizer, proof.refused)
    if not proof.fingerprints and not refused:
        return None
    head = reporter.head(localizer, notice, facts.standing)
    words = localizer.say("notice-fingerprints") if proof.fingerprints else None
    return Screen(text=paragraphs(head, words, receipt.listed(localizer, proof), refused))


def files(localizer: Localizer, _: FilesNotice, facts: FilesFacts) -> Screen | None:
    """The caption of the files that an office sent with a message."""
    if not facts.files:
        return None
    return Screen(text=lines(localizer.say("notice-files", tail=facts.standing.report.tail)))


def unsent_files(localizer: Localizer, places: Sequence[int]) -> Screen:
    """Which files of an office could not be sent to the reporter, by their numbers."""
    listed = ", ".join(map(str, sorted(places)))
    return Screen(
        text=lines(localizer.say("notice-files-unsent", count=len(places), places=listed))
    )


def open_question(
    services: Services, localizer: Localizer, notice: OpenQuestionNotice, facts: QuestionFacts
) -> Screen:
    """The open question, after an album has arrived or a reply has failed."""
    counts = {"most": MAX_LINKS, "files": question_screen.files(facts.asked)}
    first, *others = notice.remarks or ("",)
    asked = replace(facts.asked, note=first)
    shown = render.replaceable(services.screens.question(localizer, asked), asked)
    shown = render.beside_answer(localizer, shown, asked)
    shown = shown.led_by("\n".join(localizer.say(key, **counts) for key in others))
    shown = shown.led_by(render.unkept(localizer, notice.unkept))
    shown = shown.led_by(render.not_kept(localizer, notice.not_kept))
    if notice.note:
        words = localizer.say(notice.note, files=question_screen.files(facts.asked))
        shown = shown.led_by(words)
    return shown.led_by(localizer.say("own-left-out")) if notice.left_out else shown


def reply_lost(localizer: Localizer, _: ReplyLostNotice, facts: ReplyLostFacts) -> Screen:
    """A reply may not have arrived: where to look, before the same is done a second time."""
    keys = home.staff_keys(localizer) if facts.is_staff else (home.cases_key(localizer),)
    return Screen(text=lines(localizer.say("notice-reply_lost")), rows=(keys,))


def draft_reminder(localizer: Localizer, _: DraftReminderNotice, __: NoticeFacts) -> Screen:
    """Reminder of an unfinished report, with buttons to go on or to end it."""
    clocks = localizer.profile.clocks
    days = max(1, clocks.draft_days - clocks.draft_reminder_days)
    go_on = Key(label=localizer.say("button-continue"), button=Go(where="continue"))
    stop = Key(label=localizer.say("button-cancel"), button=Go(where="cancel"))
    return Screen(
        text=lines(localizer.say("notice-draft_reminder", days=days)), rows=((go_on, stop),)
    )


def draft_discarded(localizer: Localizer, _: DraftDiscardedNotice, __: NoticeFacts) -> Screen:
    """An unfinished report was deleted."""
    key = home.report_key(localizer)
    return Screen(text=lines(localizer.say("notice-draft_discarded")), rows=((key,),))
