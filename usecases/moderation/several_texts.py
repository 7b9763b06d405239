"""The texts kept for a result, for several cases: shown before, and filled in for each."""

from collections.abc import Sequence

from msgspec.structs import replace

from conversation.contexts import LeftCase, Presets, SeveralContext, SharedTexts, TickedCase
from conversation.form import Step
from conversation.forms import presets, shared_texts
from domain.case import Case
from domain.core.errors import MovedOn, NotFound
from domain.draft import Draft
from domain.template import SUBJECTS
from storage.cases import cases
from storage.reporting import reports
from usecases.core.request import Request
from usecases.moderation import ready_texts

ROOM = 2600  # characters of texts that the review shows in full
HEADS = 120  # of them for the lines around each text


def prepare(req: Request, draft: Draft, _: Step) -> Draft:
    """The draft with what is answered beforehand for the result just chosen.

    It is read once, so what is sent is what was shown. A case that has changed since it was ticked
    is left; MovedOn where all have.
    """
    context, result = SeveralContext.of(draft), presets.result_of(draft)
    if result not in SUBJECTS or result in context.offered:
        return draft
    found = {each.id: _as_ticked(req, each) for each in context.cases}
    there = [(each, case) for each in context.cases if (case := found[each.id]) is not None]
    if not there:
        raise MovedOn("case-moved-on")
    gone = tuple(
        LeftCase(id=each.id, number=each.number, key="case-moved-on")
        for each in context.cases
        if found[each.id] is None
    )
    context = replace(context, cases=tuple(each for each, _ in there), left=(*context.left, *gone))
    texts = shared(req, [case for _, case in there], context.cases, result)
    if texts:
        context = replace(
            context,
            offered={**context.offered, result: _offered(texts)},
            texts={**context.texts, result: texts},
        )
    return draft.opened_by(context)


def shared(
    req: Request, of: Sequence[Case], ticked: Sequence[TickedCase], result: str
) -> tuple[SharedTexts, ...]:
    """The texts of a result for these cases, as many as the review shows in full.

    Cases are together whose texts differ in their number alone. None where a case has no text.
    """
    kinds = {(case.category, case.subcategory) for case in of}
    locale, found = ready_texts.author_locale(req), list[tuple[Presets, SharedTexts]]()
    for case in of:
        kept = ready_texts.kept_for(req, case, result)
        if len(kinds) > 1:
            kept = replace(kept, rule="")  # it is asked for, as it must fit each of them
        places, read = ready_texts.places_of(req, case), reports.languages(req.tx, case.id)
        like = ready_texts.filled(req, kept, replace(places, number=""), (), locale)
        if not like.feedback:
            return ()
        same = next((n for n, each in enumerate(found) if _same(each, like, kept)), None)
        if same is None:
            shown = ready_texts.filled(req, kept, places, read, locale)
            texts = SharedTexts(numbers=(case.number,), kept=kept, shown=shown, locale=locale)
            found.append((like, texts))
        else:
            first = found[same][1]
            found[same] = (like, replace(first, numbers=(*first.numbers, case.number)))
    return _fitting([texts for _, texts in found], ticked, locale)


def of_case(req: Request, draft: Draft, case: Case) -> Presets:
    """What is answered beforehand for one of the cases, filled in for it now."""
    texts = shared_texts.of_case(draft, case.number)
    if texts is None:
        return replace(presets.of_draft(draft), facts="", feedback="", words={})
    read = reports.languages(req.tx, case.id)
    return ready_texts.filled(req, texts.kept, ready_texts.places_of(req, case), read, texts.locale)


def _as_ticked(req: Request, ticked: TickedCase) -> Case | None:
    """The case, if it is still as it was ticked."""
    try:
        case = cases.get(req.tx, ticked.id)
    except NotFound:
        return None
    return case if case.version == ticked.seen else None


def _same(group: tuple[Presets, SharedTexts], like: Presets, kept: Presets) -> bool:
    return group[0] == like and group[1].kept == kept


def _fitting(
    found: Sequence[SharedTexts], ticked: Sequence[TickedCase], locale: str
) -> tuple[SharedTexts, ...]:
    """As many of the texts as fit on the screen, each in full."""
    kept: tuple[SharedTexts, ...] = ()
    for each in found:
        more = (*kept, each)
        if shared_texts.length(more, ticked, locale, HEADS) <= ROOM:
            kept = more
    return kept


def _offered(texts: Sequence[SharedTexts]) -> Presets:
    """The answers beforehand as the forms for one case have them: the texts of the first case.

    The facts are asked for where one of the cases has none.
    """
    first = texts[0].shown
    return first if all(each.shown.facts for each in texts) else replace(first, facts="")
