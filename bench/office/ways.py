"""How staff do an act: the ways as functions, and two strategies that say which is gone first."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bench.office.people import Hand
from domain.case import Case
from domain.status import Status

SURE = "Yes, gone"  # asked for unless the site has said so of its only address
MORE = "More"  # behind which a card may keep the buttons that are rarely needed
TO_CASE = "Back to the case"
QUEUE, SEVERAL, ALL, UNTICKED, PAGE_ON = "☰ Queue", "Several", "All on this page", "☐", "Next"
LEAST_TOGETHER, MOST_TOGETHER = 3, 20  # cases that are handled at once
LANGUAGE = "language"  # the question whether a text in another language is meant to be sent
DONE = re.compile(r"· done: (\d+)$", re.MULTILINE)  # with how many cases something was done
MOST_QUESTIONS = 20
CHANGES = ("Change the words", "Change rule", "Change facts", "Change answer", "Change words")
"""Buttons of what is shown, filled in, before it is sent; each opens its question."""


@dataclass(frozen=True, slots=True)
class Task:
    """A case and what staff have to say about it: labels or texts, by the question's name."""

    case: Case | None  # None for several
    given: Mapping[str, str]
    by_hand: bool = False  # whether a text that is offered is replaced by one that is typed


@dataclass(frozen=True, slots=True)
class Way:
    """A way that can be gone where this button stands on the screen; without a label, always."""

    label: str
    go: Callable[[Hand, Task], Awaitable[None]]


Ways = Mapping[str, tuple[Way, ...]]


@dataclass(frozen=True, slots=True)
class Strategy:
    """Which way is gone for each act: the first whose button stands on the screen."""

    name: str
    ways: Ways
    by_hand: bool
    several: bool  # whether cases that have much in common are handled at once

    async def does(self, act: str, hand: Hand, task: Task) -> None:
        """Do an act on the case that stands on the screen; it is counted under its name."""
        with hand.office.doing(act):
            hand.office.spend(times=1)
            way = next(way for way in self.ways[act] if not way.label or hand.shows(way.label))
            await way.go(hand, replace(task, by_hand=self.by_hand))


async def reach(hand: Hand, *labels: str) -> None:
    """Press the first of these buttons, on the case's card and behind "More" if need be."""
    for on_the_way in (TO_CASE, MORE):
        if not hand.shows(*labels) and hand.shows(on_the_way):
            await hand.press(on_the_way)
    await hand.press(*labels)


async def answers(hand: Hand, task: Task) -> None:
    """Answer the questions on the screen until there are none."""
    left, warned = [*CHANGES] if task.by_hand else [], set[str]()
    for _ in range(MOST_QUESTIONS):
        if not (name := hand.question):
            return
        change = next((label for label in left if hand.shows(label)), None)
        if change is not None:
            left.remove(change)
            await hand.press(change)
        elif name == LANGUAGE and LANGUAGE not in warned:
            warned.add(LANGUAGE)
            await hand.press("Back")  # its reporter could not read what was copied
        elif (answer := task.given.get(name)) is None:
            await hand.press("Send")  # the whole is shown
        elif hand.shows(answer):
            await hand.press(answer)
        else:
            await hand.types(answer)
    raise RuntimeError(f"more than {MOST_QUESTIONS} questions: {hand.screen.text}")


def form(*labels: str) -> Callable[[Hand, Task], Awaitable[None]]:
    """The way: press one of these buttons, and answer what is asked then."""

    async def go(hand: Hand, task: Task) -> None:
        await reach(hand, *labels)
        await answers(hand, task)

    return go


async def accept_by_hand(hand: Hand, task: Task) -> None:
    """Take the case, accept it and confirm its category."""
    if task.case is not None and task.case.assignee is None:
        await reach(hand, "Take")
    await reach(hand, "Accept")
    await answers(hand, task)


async def _start_checking(hand: Hand, task: Task) -> None:
    if task.case is not None and task.case.status is Status.ACCEPTED:
        await reach(hand, "Start checking")


def checked_first(label: str) -> Callable[[Hand, Task], Awaitable[None]]:
    """The way: say that the check begins, then press this button and answer what is asked."""

    async def go(hand: Hand, task: Task) -> None:
        await _start_checking(hand, task)
        await form(label)(hand, task)

    return go


async def look(hand: Hand, task: Task) -> None:
    """Say that the page is gone, and confirm it where that is asked."""
    await form("Gone")(hand, task)
    if hand.shows(SURE):
        await hand.press(SURE)


async def join(hand: Hand, task: Task) -> None:
    """Join the case to the first one of its page, suggested or not."""
    await reach(hand, f"Join {task.given['case']}", "Join to case")
    await answers(hand, task)


async def together(hand: Hand, act: str, numbers: Sequence[str], given: Mapping[str, str]) -> None:
    """Do the same with several cases: tick them in the list, press once, answer once.

    The list is on the screen, or is the queue. Those whose tick or act is refused, or that do not
    fit on the screen that is sent, stay as they are and are not counted as done.
    """
    with hand.office.doing(act):
        await hand.reads(len(numbers))
        if not hand.shows(SEVERAL):
            await (hand.press(QUEUE) if hand.shows(QUEUE) else hand.opens("/queue"))
        await hand.press(SEVERAL)
        left = [*numbers]
        while True:
            await _tick(hand, left)
            if not left or not hand.shows(PAGE_ON):
                break
            await hand.press(PAGE_ON)
        await hand.press(TOGETHER[act])
        await answers(hand, Task(None, given))
        done = DONE.search(hand.screen.text)
        hand.office.spend(times=int(done[1]) if done else 0)


async def _tick(hand: Hand, left: list[str]) -> None:
    """Tick those of these cases that stand on the page; they are left no longer."""
    shown = [each.label for each in hand.screen.buttons if each.label.startswith(UNTICKED)]
    here = [number for number in left if any(number in label for label in shown)]
    if len(here) == len(shown) > 1:
        await hand.press(ALL)
    else:
        for number in here:
            await hand.press(number)
    for number in here:
        left.remove(number)


def _only(go: Callable[[Hand, Task], Awaitable[None]]) -> tuple[Way, ...]:
    return (Way("", go),)


BY_HAND: Ways = {
    "I have it": _only(form("I have it")),
    "accept": _only(accept_by_hand),
    "do not accept": _only(form("Do not accept")),
    "ask the reporter": _only(form("Ask reporter")),
    "close without an answer": _only(form("Close: no answer")),
    "join": _only(join),
    "transfer": _only(form("Transfer")),
    "ask for removal": _only(checked_first("Ask for measures")),
    "look whether it is gone": _only(look),
    "decide": _only(checked_first("Decide")),
    "confirm": _only(form("Confirm and send")),
}
SHORT: Ways = {
    **BY_HAND,
    "accept": (Way("Accept as", form("Accept as")), *BY_HAND["accept"]),
    "decide": (Way("Decide", form("Decide")), *BY_HAND["decide"]),
    "ask for removal": (
        Way("Ask for measures", form("Ask for measures")),
        *BY_HAND["ask for removal"],
    ),
}
SAME = Way("Same decision", form("Same decision"))
"""For a page that was decided before: instead of accepting and deciding, or of refusing."""

TOGETHER: Mapping[str, str] = {
    "join": "Join to case",
    "same decision": "Same decision",
    "do not accept": "Do not accept",
    "confirm": "Confirm and send",
}
"""Acts that can be done with several cases at once, and their buttons below the ticked list."""

STEP_BY_STEP, SHORTEST = "step by step", "short"
STRATEGIES: Mapping[str, Strategy] = {
    STEP_BY_STEP: Strategy(STEP_BY_STEP, BY_HAND, by_hand=True, several=False),
    SHORTEST: Strategy(SHORTEST, {**SHORT, "same decision": (SAME,)}, by_hand=False, several=True),
}
