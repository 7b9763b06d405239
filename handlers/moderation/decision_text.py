"""The text of the decision on a case."""

from msgspec.structs import replace

from conversation.forms.decisions import SELF
from domain.case import Decision, cites
from domain.core.scripts import is_foreign_to
from domain.status import Status
from handlers.moderation.report_text import Extent
from handlers.reported_accounts import screens as account_screens
from handlers.ui.labels import LONGEST_NAME, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, own
from handlers.ui.markup import bold
from handlers.ui.sanitize import line
from usecases.core.views import Card

_TOLD = {Status.CLOSED, Status.NOT_ACCEPTED, Status.APPEALED, Status.ARCHIVED}


def decision(localizer: Localizer, card: Card, extent: Extent) -> Block:
    """The latest decision: result, rule, who took it, facts and words; all of it if it waits."""
    found, status = card.decision, card.case.status
    if found is None:
        return ()
    if status is Status.FEEDBACK_PENDING:
        extent = replace(extent, folds=False)  # who confirms it reads all of it
    key = "staff-decision" if status in _TOLD else "staff-decision-earlier"
    if status is Status.FEEDBACK_PENDING:
        key = "staff-decision-waiting"
    return (
        bold(localizer.say(key)),
        *own(_result(localizer, found), _rule(localizer, found), _line(localizer, found)),
        *own(
            account_screens.measure_of_decision(localizer, card.measure, card.measured)
            if card.measure
            else None
        ),
        *own(
            localizer.say(
                "staff-by", name=colleague(localizer, card.names.get(found.decided_by, ""))
            ),
            localizer.when(found.decided_at),
        ),
        *headed(localizer, "staff-facts", extent.words(found.facts)),
        *own(_seen_gone(localizer, card, found)),
        *_feedback(localizer, card, found, extent),
        *own(_language_warning(localizer, card, found)),
    )


def _seen_gone(localizer: Localizer, card: Card, found: Decision) -> str | None:
    """Who saw that the content is gone, where the unit itself removed it; for staff alone."""
    if not found.seen_gone:
        return None
    name = found.seen_gone
    if name == SELF:
        name = colleague(localizer, card.names.get(found.decided_by, ""))
    return localizer.say("staff-seen-gone", name=line(name, LONGEST_NAME))


def _language_warning(localizer: Localizer, card: Card, found: Decision) -> str | None:
    """For the confirming person: a warning that a reporter may not read the decision's language."""
    if card.case.status is not Status.FEEDBACK_PENDING:
        return None
    told = {view.report.locale: _told(found, view.report.locale) for view in card.reports}
    is_foreign = any(is_foreign_to(text, (locale,)) for locale, text in told.items())
    return localizer.say("staff-feedback-foreign") if is_foreign else None


def _feedback(localizer: Localizer, card: Card, found: Decision, extent: Extent) -> Block:
    """What reporters are told, in each language in which one of them is told it."""
    read = dict.fromkeys(view.report.locale for view in card.reports if found.feedback_in)
    texts = dict.fromkeys(_told(found, locale) for locale in read) or (found.feedback,)
    first, *others = (headed(localizer, "staff-feedback", extent.words(text)) for text in texts)
    return (*first, *(part for other in others for part in other[1:]))


def _told(found: Decision, locale: str) -> str:
    return found.feedback_in.get(locale, found.feedback)


def _rule(localizer: Localizer, found: Decision) -> str | None:
    return localizer.rule(found.rule) if found.rule and cites(found.result) else None


def _line(localizer: Localizer, found: Decision) -> str | None:
    """The bottom line that the cited rule serves."""
    served = localizer.line_of(found.rule) if found.rule and cites(found.result) else ""
    return localizer.say("bottom-line", line=served) if served else None


def _result(localizer: Localizer, found: Decision) -> str:
    if found.kind == "triage":
        return localizer.say(f"ground-{found.result}")
    if found.result == "dismissed":
        return localizer.say("staff-appeal-dismissed")
    return localizer.say(f"outcome-{found.result}")


def headed(localizer: Localizer, key: str, words: Block) -> Block:
    """A passage with our words above it; empty without one."""
    return (*own(localizer.say(key)), *words) if words else ()
