"""Lists of cases as staff see them: the queue and its like, one entry and one button a case."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from domain.case import Case, Priority
from handlers.misuse import quarantine_screens
from handlers.moderation import desk, tasks
from handlers.moderation.several_callbacks import ShowTicks
from handlers.ui.callbacks import Button, SeeCase, TurnPage
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.sanitize import line
from usecases.core.views import Glimpse
from usecases.moderation.casework import CaseQueue

FIRST_PAGE = "-"
SHORT_UNIT = 14  # characters; leaves room for two more facts on a phone's line
SHORT_WORDS = 36  # of a report's text: one line of a phone
HOUR = 3600
_OTHER = {
    "mine": "unanswered",
    "unanswered": "mine",
    "to_confirm": "appeals",
    "appeals": "to_confirm",
}
DAY = 24 * HOUR


def queue(localizer: Localizer, queue: CaseQueue) -> Screen:
    """One page of a list of cases with a button each; danger and missed deadlines are marked."""
    found = queue.page.cases
    apart = quarantine_screens.row(localizer, queue.quarantined)
    title, others = bold(_title(localizer, queue)), (*_others(localizer, queue), *apart)
    task_kinds = tasks.listed(localizer, queue.tasks, queue.more_tasks)
    ticks = tasks.rows(localizer, queue.tasks)
    if not found:
        empty = task_kinds or localizer.say(f"staff-{queue.which}-empty")
        return Screen(text=paragraphs(title, empty), rows=(*ticks, *others), protect=True)
    several = len(queue.units) > 1
    cases = listed(localizer, found, queue.at, queue.glimpses, unit=several)
    with_task = {task.case_id for task in queue.tasks}  # their buttons stand at the tasks
    others_than_tasks = tuple(case for case in found if case.id not in with_task)
    waits = desk.summary(localizer, queue.counts, queue.most)
    return Screen(
        text=paragraphs(lines(title, waits), task_kinds, cases),
        rows=(*ticks, *keys(others_than_tasks, queue.at), *_pages(localizer, queue), *others),
        protect=True,
    )


def listed(
    localizer: Localizer,
    found: tuple[Case, ...],
    at: int,
    glimpses: Mapping[int, Glimpse],
    *,
    unit: bool,
) -> Markup:
    """Two lines per case; `unit`: with the unit's name. `at`: now, in unix seconds."""
    return lines(*(_entry(localizer, case, at, glimpses.get(case.id), unit=unit) for case in found))


def keys(
    found: tuple[Case, ...], at: int, see: Callable[[int], Button] = SeeCase
) -> tuple[tuple[Key, ...], ...]:
    """The buttons that open the cases of a list; `see` makes the payload from a case id."""
    return grid(Key(label=f"{marks(case, at)}{case.number}", button=see(case.id)) for case in found)


def _pages(localizer: Localizer, queue: CaseQueue) -> tuple[tuple[Key, ...], ...]:
    which, after = queue.which, queue.page.after
    again = Key(
        label=localizer.say("staff-refresh"), button=TurnPage(which=which, after=FIRST_PAGE)
    )
    row = [again]
    if after is not None:
        following = TurnPage(which=which, after=after)
        row.append(Key(label=localizer.say("staff-next"), button=following))
    if not queue.in_group:
        row += several(localizer, which, queue.after, queue.page.cases)
    return (tuple(row),)


def several(
    localizer: Localizer, which: str, after: str | None, found: tuple[Case, ...]
) -> tuple[Key, ...]:
    """The button that turns a page of a list into one with ticks; none for a single case."""
    if len(found) < 2:
        return ()
    button = ShowTicks(which=which, after=after or FIRST_PAGE)
    return (Key(label=localizer.say("several-button"), button=button),)


def _others(localizer: Localizer, queue: CaseQueue) -> tuple[tuple[Key, ...], ...]:
    """Buttons to related lists: what of the queue waits for something, and one's own cases."""
    if queue.in_group:
        return ()
    if queue.which == "queue":
        own = Key(
            label=localizer.say("staff-mine"), button=TurnPage(which="mine", after=FIRST_PAGE)
        )
        return grid((*desk.lists(localizer, queue.counts, queue.most), own))
    other = _OTHER[queue.which]
    label = localizer.say(f"staff-{other}")
    return ((Key(label=label, button=TurnPage(which=other, after=FIRST_PAGE)),),)


def _title(localizer: Localizer, queue: CaseQueue) -> str:
    if queue.which != "queue" or len(queue.units) > 1:
        return localizer.say(f"staff-{queue.which}")
    return localizer.say("staff-queue-of", unit=localizer.unit(queue.units[0].code))


def _entry(
    localizer: Localizer, case: Case, at: int, glimpse: Glimpse | None, *, unit: bool
) -> Markup:
    marked = Markup("{}{}").format(marks(case, at), bold(case.number))
    about = line(glimpse.about, SHORT_WORDS) if glimpse else ""
    foreign = glimpse.locale if glimpse and glimpse.locale != localizer.locale else ""
    return lines(
        Markup("{} {}").format(marked, about) if about else marked,
        " · ".join(
            filter(
                None,
                (
                    localizer.say(f"staff-status-{case.status}"),
                    localizer.category(case.category),
                    cut(localizer.unit(case.unit), SHORT_UNIT) if unit else "",
                    age(localizer, at - case.opened_at),
                    _due(localizer, case, at),
                    localizer.words.say(foreign, "language-name") if foreign else "",
                ),
            )
        ),
    )


def _due(localizer: Localizer, case: Case, at: int) -> str:
    """How long until the next step is due, or since; empty while nothing is, or it is paused."""
    if case.due_at is None or case.paused_at is not None:
        return ""
    if case.is_overdue(at):
        return localizer.say("staff-late-short", age=age(localizer, at - case.due_at))
    return localizer.say("staff-due-short", left=age(localizer, case.due_at - at))


def marks(case: Case, at: int) -> str:
    """The signs of danger and of a missed deadline, with a space; empty for neither."""
    danger = "🆘" if case.priority is Priority.DANGER else ""
    late = "⏰" if case.overdue_level or case.is_overdue(at) else ""
    return f"{danger}{late} " if danger or late else ""


def age(localizer: Localizer, seconds: int) -> str:
    """A duration in minutes, hours or days. `seconds` below zero count as zero."""
    if seconds < HOUR:
        return localizer.say("staff-age-minutes", count=max(0, seconds) // 60)
    if seconds < 2 * DAY:
        return localizer.say("staff-age-hours", count=seconds // HOUR)
    return localizer.say("staff-age-days", count=seconds // DAY)
