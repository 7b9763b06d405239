"""A word that is sent alone with nothing open, such as "report", "hello" or "submit"."""

from conversation.form import Given
from domain.report import Report
from domain.status import OPEN
from storage.reporting import drafts, reports
from usecases.core.outcomes import DialogOutcome, Idle
from usecases.core.request import Request
from usecases.dialogs import dialogs
from usecases.dialogs.typed import ReadPress
from usecases.reporting import filing, forms, own_reports
from usecases.reporting.held import LOOKED_AT

JUST_FILED = 600  # seconds: "submit" in this time after a report was submitted is a second press


def heard(req: Request, given: Given, read_press: ReadPress) -> DialogOutcome | None:
    """What such a word does; None for every other message, and while a form is open.

    None also while an office waits for an answer: any word may be that answer.
    """
    if not given.is_plain_text or given.left_out:
        return None
    if drafts.active(req.tx, req.actor.who) is not None:
        return None
    word = read_press(Idle(), given.text)
    if word is None:
        return None
    own = reports.of_person(req.tx, req.actor.who, before=None, size=LOOKED_AT)
    if any(own_reports.owes_answer(req.tx, each) for each in own):
        return None
    return _done(req, word, own)


def _done(req: Request, word: Given, own: tuple[Report, ...]) -> DialogOutcome | None:
    is_open = any(each.status in OPEN for each in own)
    match word.command:
        case "report":
            return forms.start(req)
        case "go":
            return Idle(place=word.choice or "")
        case "hello" | "thanks":
            return Idle(note=f"talk-{word.command}")
        case "submit":
            return _filed_again(req, own) or Idle(note="talk-nothing-open")
        case "cancel":
            return Idle(note="talk-cancel-filed") if is_open else dialogs.cancel(req)
        case _:  # with a report under way it may be something to add to it
            return None if is_open else Idle(note="talk-nothing-open")


def _filed_again(req: Request, own: tuple[Report, ...]) -> DialogOutcome | None:
    """The receipt once more, as after a second press, if a report was submitted just now."""
    if not own or req.now - own[0].submitted_at > JUST_FILED:
        return None
    return filing.filed_before(req, reports.uid_of(req.tx, own[0].id))
