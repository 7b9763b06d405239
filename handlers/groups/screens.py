"""Screens in a unit's group: a case that has left, the digest, topic titles, binding."""

from domain.case import Case
from domain.topics import DAY, hours_left
from handlers.groups.callbacks import AsMyself, SetTopics
from handlers.ui.callbacks import BindGroup, TurnPage
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import own
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.network.group_bindings import Bound

LONGEST_TITLE = 128  # characters of a topic's title
FIRST_PAGE = "-"
DIGEST_NAMED = 40  # case numbers listed in one digest; of the rest only the count is shown


def left(localizer: Localizer, case: Case, *, elsewhere: bool) -> Screen:
    """The last state of a card: which unit has the case now, or that it is no longer shown."""
    words = (
        localizer.say("group-card-with", unit=localizer.unit(case.unit))
        if elsewhere
        else localizer.say("group-card-gone")
    )
    number = bold(case.number)
    return Screen(
        text=lines(*own(number, words)), topic=cut(f"{case.number} · {words}", LONGEST_TITLE)
    )


def topic_title(localizer: Localizer, case: Case, at: int) -> str:
    """Number, status and time left, cut to Telegram's limit for titles."""
    state = localizer.say(f"staff-status-{case.status}")
    parts = (case.number, state, _left(localizer, case, at))
    return cut(" · ".join(part for part in parts if part), LONGEST_TITLE)


def _left(localizer: Localizer, case: Case, at: int) -> str:
    if case.due_at is None or case.paused_at is not None:
        return ""
    if case.is_overdue(at):
        return localizer.say("topic-overdue")
    if case.due_at - at <= DAY:
        return localizer.say("topic-hours", count=max(1, hours_left(case.due_at, at)))
    return localizer.say("topic-day", day=localizer.day(case.due_at))


def digest(localizer: Localizer, count: int, numbers: tuple[str, ...]) -> Screen:
    """One message for cases that came faster than a group may get messages."""
    shown = numbers[:DIGEST_NAMED]
    more = count - len(shown)
    queue = Key(
        label=localizer.say("group-digest-queue"), button=TurnPage(which="queue", after=FIRST_PAGE)
    )
    return Screen(
        text=paragraphs(
            bold(localizer.say("group-digest", count=count)),
            lines(
                " · ".join(shown),
                localizer.say("staff-more", count=more) if more > 0 else None,
            ),
        ),
        rows=((queue,),),
        protect=True,
    )


def choose_to_bind(localizer: Localizer, codes: tuple[str, ...]) -> Screen:
    """Ask for the unit to bind to this group."""
    keys = (Key(label=localizer.unit(code), button=BindGroup(unit=code)) for code in codes)
    return Screen(text=lines(localizer.say("group-which-unit")), rows=grid(keys))


def bound(localizer: Localizer, found: Bound, *, forum: bool) -> Screen:
    """The group is bound to the unit; a forum gets a button to switch topics on or off."""
    unit = found.unit.code
    rows: tuple[tuple[Key, ...], ...] = ()
    if forum:
        label = localizer.say("group-topics-off" if found.topics else "group-topics-on")
        rows = ((Key(label=label, button=SetTopics(unit=unit, on=0 if found.topics else 1)),),)
    return Screen(
        text=paragraphs(
            localizer.say("group-bound", unit=localizer.unit(unit)),
            localizer.say("group-topics-are") if found.topics else None,
        ),
        rows=rows,
    )


def hint(localizer: Localizer, button: AsMyself) -> Screen:
    """The hint for an anonymous administrator, with the button that repeats the command."""
    key = Key(label=localizer.say("group-as-myself"), button=button)
    return Screen(text=lines(localizer.say("group-hint")), rows=((key,),), protect=True)
