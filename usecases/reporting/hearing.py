"""Private messages, before they are taken as an answer to an open question."""

from msgspec.structs import replace

from conversation.form import Given
from conversation.forms.held import HELD
from conversation.forms.report import ANSWER, REPORT, locates
from domain.codes import code_alone, codes_in, possible_code
from domain.draft import Draft
from domain.report import Report
from domain.status import OPEN
from domain.suggestion import Suggestion
from storage.reporting import drafts, message_index, reports, told_messages
from usecases.core.outcomes import Asked, Collecting, DialogOutcome, Idle, ReadPress
from usecases.core.request import Request
from usecases.dialogs import dialogs, draft_lifecycle, questions
from usecases.dialogs.attachments import QUIET_SECONDS
from usecases.dialogs.dialogs import Shown, not_known
from usecases.reporting import filing, forms, held, own_reports
from usecases.reporting.standing import Standing

_SHOWN_BEFORE_SENT = frozenset({REPORT.name, HELD.name})
"""Forms that show everything once more before anything of it is sent."""

JUST_FILED = 600  # seconds: "submit" in this time after a report was submitted is a second press


class Tracked(DialogOutcome, frozen=True, kw_only=True):
    """The result of a message that is only a query code; None if the code opens nothing."""

    found: Standing | Suggestion | None


def hear(
    req: Request, given: Given, read_press: ReadPress, *, shown: Shown = not_known
) -> DialogOutcome:
    """Handle a message: a reply to a notice about a report, a query code, or an answer.

    A reply about a report that accepts nothing more is kept like any message, and the reason is
    said. Where an office wrote after a form was left open, a message may be for either: it is held,
    with both choices. `shown` finds the message with a draft's question, which a later reply
    replaces.
    """
    about = _replied_about(req, given)
    why_not = "" if about is None else held.why_closed(req, about)
    if about is not None and not why_not:
        return held.reply(req, about, held.without_codes(req, given))
    if given.is_plain_text and (tracked := _tracked(req, given.text)) is not None:
        return tracked
    if codes_in(given.text):
        given = held.without_codes(req, given)
    goes_on = _continues_addition(req, given)
    if goes_on is not None:
        added = held.reply(req, goes_on, given)
        is_whole = not (added.not_kept or given.unkept or given.left_out)
        return Collecting(added=added) if is_whole else added
    word = None if why_not else _lone_word(req, given, read_press)
    if word is not None:
        return word
    is_held = _hold_instead(req, given, read_press)
    outcome = dialogs.answer(req, given, read_press, shown=shown)
    if is_held and isinstance(outcome, Asked):
        return replace(outcome, note=why_not or "held-form-left-open")
    if why_not and isinstance(outcome, Asked):
        return replace(outcome, note=why_not)
    return outcome


def _hold_instead(req: Request, given: Given, read_press: ReadPress) -> bool:
    """Open the form that holds messages if the form left open may not be what this one is for.

    Returns whether it was opened.
    """
    left = drafts.active(req.tx, req.actor.who)
    if left is None or left.form == HELD.name or not _is_overtaken(req, left):
        return False
    if not draft_lifecycle.is_theirs(req, left):
        return False
    if questions.as_press(questions.ask(req, left), given, read_press, is_read=False).command:
        return False  # a typed "Cancel" or "Submit"
    context = held.begun_by(req, given)
    if context is None or not (context.asked or context.open):
        return False
    holding = draft_lifecycle.new(req.actor, req, HELD.name)
    drafts.save(req.tx, holding.opened_by(replace(context, left=left.id)), req.now)
    return True


def _is_overtaken(req: Request, left: Draft) -> bool:
    """Whether somebody was told of a report since, to which words are a likely answer.

    A question is one for every form; other news only for a form of a reporter that sends at once.
    """
    told = drafts.told_since_touched(req.tx, left)
    if not told:
        return False
    sends_at_once = req.flow(left.form).is_material and left.form not in _SHOWN_BEFORE_SENT
    for report in reports.of_person(req.tx, req.actor.who, before=None, size=held.LOOKED_AT):
        if report.id not in told:
            continue
        is_same = report.id == left.report_id
        if own_reports.owes_answer(req.tx, report):
            if not (is_same and left.form == ANSWER.name):
                return True
        elif sends_at_once and not is_same and report.status in OPEN:
            return True
    return False


def after_command(
    req: Request, given: Given, read_press: ReadPress, *, shown: Shown = not_known
) -> DialogOutcome:
    """Handle what stands behind a command that does not take it, like a message of its own.

    In a form that would send the words at once they are not taken, and the note says so. They
    are never a button of the open question. Of staff only what clearly starts a report is taken.
    """
    if req.actor.is_staff and not locates(given):
        return Idle()
    draft = drafts.active(req.tx, req.actor.who)
    if draft is not None and draft.form not in _SHOWN_BEFORE_SENT:
        return dialogs.resume(req, note="command-words-left")
    alone = replace(given, replies_to=None, replies_about="")
    return hear(req, alone, _only_at_home(read_press), shown=shown)


def _only_at_home(read_press: ReadPress) -> ReadPress:
    """The same `ReadPress`, but for the start screen only: no text is a button of a question."""

    def read(shown: DialogOutcome, text: str) -> Given | None:
        return None if isinstance(shown, Asked) else read_press(shown, text)

    return read


def _lone_word(req: Request, given: Given, read_press: ReadPress) -> DialogOutcome | None:
    """What a word sent alone with nothing open does, such as "report", "hello" or "submit".

    None for every other message, and while an office waits for an answer: any word may be that.
    """
    if not given.is_plain_text or given.left_out:
        return None
    if drafts.active(req.tx, req.actor.who) is not None:
        return None
    word = read_press(Idle(), given.text)
    if word is None:
        return None
    own = reports.of_person(req.tx, req.actor.who, before=None, size=held.LOOKED_AT)
    if any(own_reports.owes_answer(req.tx, each) for each in own):
        return None
    return _done_by_word(req, word, own)


def _done_by_word(req: Request, word: Given, own: tuple[Report, ...]) -> DialogOutcome | None:
    is_open = any(each.status in OPEN for each in own)
    match word.command:
        case "report":
            return forms.start(req)
        case "go":
            return Idle(place=word.choice or "")
        case "hello":
            return Idle(note="talk-hello")
        case "thanks":
            return Idle(note="talk-thanks")
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


def _tracked(req: Request, text: str) -> Tracked | None:
    """What a code opens that is sent alone; a message that may be one must open something."""
    code = code_alone(text)
    if code is not None:
        return Tracked(found=own_reports.track(req, code))
    code = possible_code(text)
    found = own_reports.track(req, code) if code is not None else None
    return Tracked(found=found) if found is not None else None


def _replied_about(req: Request, given: Given) -> int | None:
    if given.replies_to is None:
        return None
    known = told_messages.about(req.tx, req.actor.who, given.replies_to)
    return known if known is not None else own_reports.with_tail(req, given.replies_about)


def _continues_addition(req: Request, given: Given) -> int | None:
    """The report that was just added to, if this message was sent together with that addition."""
    newest = message_index.newest(req.tx, req.actor.who)
    if newest is None or not newest.was_added or req.now - newest.said_at >= QUIET_SECONDS:
        return None
    if not given.is_message or drafts.active(req.tx, req.actor.who) is not None:
        return None
    return newest.report_id
