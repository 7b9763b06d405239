"""Private messages, before they are taken as an answer to an open question."""

from msgspec.structs import replace

from conversation.form import Given
from domain.codes import code_alone, codes_in, possible_code
from domain.suggestion import Suggestion
from storage.reporting import drafts, message_index, reports, told_messages
from usecases.core.outcomes import Asked, Collecting, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import dialogs
from usecases.dialogs.attachments import QUIET_SECONDS
from usecases.dialogs.dialogs import ReadChoice, Shown, not_known
from usecases.reporting import held, own_reports
from usecases.reporting.standing import Standing

BLANKED = "····"  # stands for a query code in what is kept of a message


class Tracked(DialogOutcome, frozen=True, kw_only=True):
    """The result of a message that is only a query code; None if the code opens nothing."""

    found: Standing | Suggestion | None


def hear(
    req: Request, given: Given, read_choice: ReadChoice, *, shown: Shown = not_known
) -> DialogOutcome:
    """Handle a message: a reply to a notice about a report, a query code, or an answer.

    A reply about a report that accepts nothing more is kept like any message, and the reason is
    said. `shown` finds the message with a draft's question, which a later reply replaces.
    """
    about = _replied_about(req, given)
    why_not = "" if about is None else held.why_closed(req, about)
    if about is not None and not why_not:
        return held.reply(req, about, without_codes(req, given))
    if given.is_plain_text and (tracked := _tracked(req, given.text)) is not None:
        return tracked
    given = without_codes(req, given)
    goes_on = _continues_addition(req, given)
    if goes_on is not None:
        added = held.reply(req, goes_on, given)
        is_whole = not (added.not_kept or given.unkept or given.left_out)
        return Collecting() if is_whole else added
    outcome = dialogs.answer(req, given, read_choice, shown=shown)
    if why_not and isinstance(outcome, Asked):
        return replace(outcome, note=why_not)
    return outcome


def without_codes(req: Request, given: Given) -> Given:
    """The message with the query codes of reports blanked: staff could open them."""
    text = given.text
    for written, code in codes_in(text):
        if reports.by_code(req.tx, code) is not None:
            text = text.replace(written, BLANKED)
    return given if text == given.text else replace(given, text=text)


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
