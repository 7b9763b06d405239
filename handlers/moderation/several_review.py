"""What is sent for several cases, shown in full before: the texts that each gets, and for which."""

from collections.abc import Iterable

from markupsafe import Markup

from conversation.contexts import Presets, SeveralContext, TickedCase, WaitingDecision
from conversation.forms import presets, shared_texts
from conversation.forms.decisions import SELF
from conversation.forms.several import foreign
from domain.reported_accounts.measures import AccountMeasure, MeasureTaken
from handlers.moderation import decision_review
from handlers.reported_accounts import screens as account_screens
from handlers.ui.labels import LONGEST_NAME
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import bold, lines, paragraphs, quote
from handlers.ui.sanitize import harmless, line
from usecases.core.outcomes import Asked

ROOM = 3000  # of the 4096 characters of a message, for the words that are to be sent
Lines = tuple[Markup | str | None, ...]


def review(localizer: Localizer, asked: Asked) -> Lines:
    """What will be sent: the waiting decisions in full, or the answers of this form."""
    context = SeveralContext.of(asked.sheet.draft)
    return (
        *_sent(localizer, asked, context),
        localizer.say("several-own-number")
        if shared_texts.names_number(asked.sheet.draft)
        else None,
        _foreign(localizer, asked),
    )


def _sent(localizer: Localizer, asked: Asked, context: SeveralContext) -> Lines:
    if context.waiting:
        return tuple(_waiting(localizer, each) for each in context.waiting)
    unseen = shared_texts.left_out(asked.sheet.draft)
    cases = [case for case in context.cases if case.number not in unseen]
    numbers = ", ".join(case.number for case in cases)
    if presets.result_of(asked.sheet.draft):
        return (numbers, shortened(lambda most: _whole(localizer, asked, cases, most), ROOM))
    to = asked.sheet.answer("case")
    return (numbers, bold(localizer.say("several-to", number=to)) if to else None)


def _whole(localizer: Localizer, asked: Asked, cases: list[TickedCase], most: int) -> Markup:
    """A decision, or a refusal: what only colleagues see, then what reporters read."""
    sheet = asked.sheet
    texts = shared_texts.all_of(sheet.draft)
    shown = [name for name in decision_review.parts(asked) if name not in {"rule", "feedback"}]
    own_facts = sheet.answer("facts") is not None
    internal = [
        decision_review.internal(localizer, asked, name, most)
        for name in shown
        if name != "facts" or own_facts
    ]
    facts = [] if own_facts else shared_texts.by_facts(texts, cases)
    words = shared_texts.by_words(texts, cases)
    if sheet.answer("feedback") is not None:
        words = [(Presets(feedback=str(sheet.answer("feedback"))), tuple(cases))]
    result, rule = presets.result_of(sheet.draft), presets.said(sheet, "rule") or ""
    return paragraphs(
        *internal,
        *(
            lines(_numbers(of, facts), decision_review.facts(localizer, found.facts, most))
            for found, of in facts
            if found.facts
        ),
        localizer.say("several-reporters-read"),
        *(
            lines(
                _numbers(of, words),
                *decision_review.as_read(
                    localizer,
                    shared_texts.languages(of),
                    result,
                    rule,
                    decision_review.said_in(found),
                    most,
                ),
            )
            for found, of in words
        ),
    )


def _numbers(of: Iterable[TickedCase], found: list[shared_texts.Shown]) -> Markup | None:
    """For which cases a text is, where not all get the same."""
    return bold(", ".join(case.number for case in of)) if len(found) > 1 else None


def _waiting(localizer: Localizer, found: WaitingDecision) -> Markup:
    """A decision that waits, in full, with the numbers of the cases that it is for."""
    result = localizer.say(f"{'ground' if found.refusal else 'outcome'}-{found.result}")
    earlier = ", ".join(dict.fromkeys(filter(None, found.earlier)))
    return lines(
        bold(", ".join(found.numbers)),
        localizer.say("several-earlier", numbers=earlier) if earlier else None,
        bold(result),
        localizer.rule(found.rule) if found.rule else None,
        _measure(localizer, found.measure, found.days) if found.measure else None,
        _seen_gone(localizer, found.seen_gone) if found.seen_gone else None,
        *_headed(localizer.say("staff-facts"), found.facts),
        *(part for text in found.said for part in _headed(localizer.say("staff-feedback"), text)),
    )


def _headed(head: str, text: str) -> tuple[str | Markup, ...]:
    return (head, quote(harmless(text))) if text.strip() else ()


def _measure(localizer: Localizer, measure: str, days: int | None) -> str:
    taken = MeasureTaken(measure=AccountMeasure(measure), days=days)
    return account_screens.measure(localizer, taken)


def _seen_gone(localizer: Localizer, value: str) -> str:
    """Who saw that the content is gone."""
    if value == SELF:
        return localizer.say("several-seen-by-decider")
    return localizer.say("staff-seen-gone", name=line(value, LONGEST_NAME))


def _foreign(localizer: Localizer, asked: Asked) -> str | None:
    numbers = ", ".join(foreign(asked.sheet))
    return localizer.say("several-foreign", numbers=numbers) if numbers else None
