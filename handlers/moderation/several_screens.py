"""Screens for several cases at once: the list with ticks, the questions, and what was done."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup
from msgspec.structs import replace

from conversation.contexts import SeveralContext
from conversation.forms import shared_texts
from conversation.forms.decisions import SURE
from conversation.forms.several import MOST, verb_of
from domain.case import Case
from domain.network.people import Verb
from handlers.dialogs import question_screen
from handlers.dialogs.render import named
from handlers.moderation import decision_review, several_review
from handlers.moderation.callbacks import TurnSearchPage
from handlers.moderation.case_lists import FIRST_PAGE, listed, marks
from handlers.moderation.several_callbacks import DoSeveral, ShowTicks, TickAll, TickCase
from handlers.ui.callbacks import Button, SeeCase, TurnPage
from handlers.ui.labels import LONGEST, LONGEST_NAME, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.sanitize import line
from usecases.core.outcomes import Asked
from usecases.moderation.several import NotDone, SeveralDone
from usecases.moderation.ticking import FOUND, TickList


def ticking(localizer: Localizer, found: TickList) -> Screen:
    """A page of a list with a tick at each case, and what can be done with those ticked."""
    which, after = found.which, found.after or FIRST_PAGE
    count = localizer.say("several-ticked", count=len(found.ticked), most=MOST)
    others = ", ".join(case.number for case in found.elsewhere)
    stale = any(map(found.is_stale, (*found.cases, *found.elsewhere)))
    ticks = grid(_tick(found, case) for case in found.cases)
    every = Key(label=localizer.say("several-all"), button=TickAll(which=which, after=after, on=1))
    none = Key(label=localizer.say("several-clear"), button=TickAll(which=which, after=after, on=0))
    does = (
        Key(
            label=localizer.say(f"verb-{verb}"),
            button=DoSeveral(which=which, after=after, verb=verb),
        )
        for verb in found.verbs
    )
    return Screen(
        text=paragraphs(
            lines(bold(localizer.say("several-title")), count),
            localizer.say("several-elsewhere", numbers=others) if others else None,
            localizer.say("several-stale") if stale else None,
            listed(localizer, found.cases, found.at, found.glimpses, unit=found.several_units)
            or localizer.say("several-empty"),
        ),
        rows=(
            *ticks,
            (every, none) if found.ticked else (every,),
            *_pages(localizer, found),
            *grid(does),
            (_back(localizer, which),),
        ),
        protect=True,
        toast=localizer.say(found.note, limit=MOST) if found.note else "",
    )


def _tick(found: TickList, case: Case) -> Key:
    sign = "☑" if found.is_ticked(case) else "↻" if found.is_stale(case) else "☐"
    button = TickCase(
        which=found.which,
        after=found.after or FIRST_PAGE,
        case_id=case.id,
        seen=case.version,
    )
    return Key(label=f"{sign} {marks(case, found.at)}{case.number}", button=button)


def _pages(localizer: Localizer, found: TickList) -> tuple[tuple[Key, ...], ...]:
    row = []
    if found.after is not None:
        first = ShowTicks(which=found.which, after=FIRST_PAGE)
        row.append(Key(label=localizer.say("search-first"), button=first))
    if found.following is not None:
        following = ShowTicks(which=found.which, after=found.following)
        row.append(Key(label=localizer.say("staff-next"), button=following))
    return (tuple(row),) if row else ()


def _back(localizer: Localizer, which: str) -> Key:
    """The button back to the list without ticks."""
    button: Button = TurnPage(which=which, after=FIRST_PAGE)
    if which.startswith(FOUND):
        row = int(which.removeprefix(FOUND))
        button = TurnSearchPage(row=row, after=FIRST_PAGE)
    return Key(label=localizer.say("several-back"), button=button)


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question for several cases; the last one shows all that will be sent, and for which."""
    context, unseen = SeveralContext.of(asked.sheet.draft), shared_texts.left_out(asked.sheet.draft)
    verb = verb_of(asked.form.name)
    title = localizer.say(
        "several-of", verb=localizer.say(f"verb-{verb}"), count=len(context.cases) - len(unseen)
    )
    numbers = ", ".join(case.number for case in context.cases if case.number not in unseen)
    left = _left_before(localizer, asked)
    below: tuple[Markup | str | None, ...] = (numbers, left)
    if asked.step.name == SURE:
        below = (*several_review.review(localizer, asked), left)
    elif asked.step.name in {"facts", "feedback"} and shared_texts.is_one_text(asked.sheet.draft):
        below = (numbers, *decision_review.text_now(asked), left)
    screen = question_screen.question(localizer, asked, title=title, below=below, done=False)
    rows = screen.rows
    if asked.step.name == SURE:
        first, *others = rows
        shown = decision_review.parts(asked)
        rows = (first, *decision_review.edits(localizer, asked, shown), *others)
    elif verb is Verb.ASSIGN:
        rows = (*grid(_people(localizer, asked, context.people)), *rows[-1:])
    return replace(screen, rows=rows, protect=True)


def _people(localizer: Localizer, asked: Asked, people: Mapping[str, str]) -> Iterable[Key]:
    return (
        Key(
            label=cut(colleague(localizer, line(name, LONGEST_NAME)), LONGEST),
            button=question_screen.choose(asked, who),
        )
        for who, name in people.items()
    )


def _left_before(localizer: Localizer, asked: Asked) -> Markup | None:
    """The cases with which it cannot be done, each with the reason."""
    context = SeveralContext.of(asked.sheet.draft)
    left = [NotDone(id=each.id, number=each.number, key=each.key) for each in context.left]
    unseen = shared_texts.left_out(asked.sheet.draft)
    left += [
        NotDone(id=each.id, number=each.number, key="several-next")
        for each in context.cases
        if each.number in unseen
    ]
    return lines(localizer.say("several-not-these"), *_reasons(localizer, left)) if left else None


def _reasons(localizer: Localizer, left: Iterable[NotDone]) -> list[Markup]:
    """A line for each reason, with the numbers of its cases first."""
    by_reason: dict[str, list[str]] = {}
    for each in left:
        reason = localizer.say(each.key, **named(localizer, dict(each.params)))
        by_reason.setdefault(reason, []).append(each.number)
    return [
        Markup("{}: {}").format(bold(", ".join(numbers)), reason)
        for reason, numbers in by_reason.items()
    ]


def done(localizer: Localizer, found: SeveralDone) -> Screen:
    """What was done, and what was not; the latter are buttons that open the cases."""
    verb = localizer.say(f"verb-{found.verb}")
    did = localizer.say("several-done", verb=verb, count=len(found.done))
    keys = (Key(label=each.number, button=SeeCase(case_id=each.id)) for each in found.left)
    again = ShowTicks(which=found.which, after=found.after or FIRST_PAGE)
    return Screen(
        text=paragraphs(
            lines(bold(did), ", ".join(found.done)) if found.done else bold(verb),
            *(
                lines(localizer.say(key), *_reasons(localizer, some))
                for key, stays in (("several-not-done", True), ("several-unticked", False))
                if (some := [each for each in found.left if each.stays is stays])
            ),
        ),
        rows=(
            *grid(keys),
            (
                Key(label=localizer.say("several-button"), button=again),
                _back(localizer, found.which),
            ),
        ),
        protect=True,
    )
