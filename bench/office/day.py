"""A shift: reports come, a moderator works from "Next case", a lead confirms, a site answers."""

import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.office import checks, words
from bench.office.acts import next_act
from bench.office.chat import BEGINS, Costs, Office, open_office
from bench.office.people import Hand, Reporter
from bench.office.reports import (
    OTHER_UNIT,
    SHARES,
    SITE,
    UNIT,
    Kind,
    Planned,
    decided_before,
    shift,
)
from bench.office.ways import (
    LEAST_TOGETHER,
    MOST_TOGETHER,
    QUEUE,
    SEVERAL,
    STEP_BY_STEP,
    STRATEGIES,
    TOGETHER,
    Strategy,
    Task,
    together,
)
from domain.case import Case
from domain.network.people import Role
from domain.status import Status
from storage.cases import cases
from storage.engine.database import Tx

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
CONFIRMS_AT = 10  # decisions that wait until the lead sees to them, who also does at the end
MOST_CONFIRMED_ONE_BY_ONE = 8  # so many cost as many taps together as on the cards that came
ANSWERED_AFTER, REMOVED_AFTER = 30 * MINUTE, 45 * MINUTE
UNANSWERED_AFTER = 15 * DAY  # a question without an answer may be closed then
MEMORY = Path("/dev/shm")
ENDED = {Status.CLOSED, Status.NOT_ACCEPTED, Status.JOINED}
NEXT, CONFIRM = "Next case", "Confirm and send"


@dataclass
class Shift:
    """One shift by one strategy; `reporters` are by the number of their case."""

    office: Office
    strategy: Strategy
    moderator: Hand
    lead: Hand
    site: Hand
    page: str = ""  # the one that is reported in a burst
    duplicates: int = 0
    reporters: dict[str, Reporter] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)  # cases whose question or request was answered
    looked: set[str] = field(default_factory=set)
    answers_late: bool = False
    lists_offer_several: bool = False
    first_locales: dict[str, str] = field(default_factory=dict)  # by page that is known
    _known: dict[str, Case] = field(default_factory=dict)
    _ended: set[int] = field(default_factory=set)

    @property
    def has_several(self) -> bool:
        """Whether several cases are handled at once where they have much in common."""
        return self.strategy.several and self.lists_offer_several

    async def cases(self) -> dict[str, Case]:
        """All cases by their number, as they are now."""

        def read(tx: Tx) -> list[Case]:
            open_ones = (place for place in range(len(self.reporters)) if place not in self._ended)
            return [cases.get(tx, place + 1) for place in open_ones]

        for case in await self.office.db.run(read):
            self._known[case.number] = case
            if case.status in ENDED:  # read no more: there are hundreds of looks at each
                self._ended.add(case.id - 1)
        return self._known

    async def files(self, planned: Planned) -> None:
        """Somebody reports."""
        place = len(self.reporters) + 1
        account = self.office.add(f"Citizen {place}", planned.language)
        reporter = Reporter(self.office, account, planned)
        await reporter.files()
        case = await self.office.db.run(cases.get, place)
        self.reporters[case.number] = reporter

    async def works(self) -> None:
        """The moderator and the lead work until nothing is left and nothing more comes."""
        while True:
            while needing := await self._needing():
                if not await self._handles_some(needing):
                    await self._goes_to_one_of(needing)
                    await self._handles(self.moderator.case)
                if len(await self._to_confirm()) >= CONFIRMS_AT:
                    await self._confirms()
            if self.office.next_event is not None:
                await self.office.until(self.office.next_event)
                continue
            await self._confirms()
            if not await self._needing():
                return

    async def day_before(self, pages: Sequence[Planned]) -> None:
        """Some pages are decided; what that costs is not counted."""
        for planned in pages:
            await self.files(planned)
        await self.moderator.opens("/queue")
        self.lists_offer_several = self.moderator.shows(SEVERAL)
        await self.works()
        self.first_locales = {r.planned.page: r.locale for r in self.reporters.values()}
        self.office.costs.clear()
        await self.office.skip(BEGINS - HOUR - self.office.at[0])

    async def day(self, reports: Sequence[Planned]) -> None:
        """The shift; what nobody has answered two weeks later is closed then."""
        repeated = [planned.page for planned in reports if planned.kind is Kind.DUPLICATE]
        self.page, self.duplicates = repeated[0], len(repeated)
        for planned in reports:
            self.office.plan(BEGINS + MINUTE * planned.minute, partial(self.files, planned))
        await self.office.until(BEGINS)
        await self.works()
        await self.office.skip(UNANSWERED_AFTER)
        self.answers_late = True
        await self.works()

    # The moderator.

    async def _needing(self) -> dict[str, str]:
        """What the moderator has to do now, by the number of the case."""
        found = await self.cases()
        acts = {number: self._act(case, found) for number, case in found.items()}
        return {number: act for number, act in acts.items() if act}

    def _act(self, case: Case, found: Mapping[str, Case]) -> str:
        planned = self.reporters[case.number].planned
        joined = sum(each.status is Status.JOINED for each in found.values())
        return next_act(
            case,
            planned,
            same="same decision" in self.strategy.ways,
            answered=case.number in self.answered,
            looked=case.number in self.looked,
            repeated=planned.page == self.page and joined < self.duplicates,
            answer_late=self.answers_late,
        )

    @property
    def _first_of_page(self) -> str:
        """The number of the case that the duplicates are joined to."""
        return next(n for n, each in self.reporters.items() if each.planned.page == self.page)

    async def _goes_to_one_of(self, needing: Mapping[str, str]) -> None:
        """Go on from case to case, past those that wait for others, to one that needs something."""
        with self.office.doing("go to the next case"):
            passed: set[str] = set()
            while not passed or self.moderator.case not in needing:
                if self.moderator.case in passed:
                    raise RuntimeError(f"none of {[*needing]} is shown by {NEXT}")
                passed.add(self.moderator.case)
                self.office.spend(times=1)
                await self._goes_on(needing)
            await self.moderator.reads()

    async def _goes_on(self, needing: Mapping[str, str]) -> None:
        if self.moderator.shows(NEXT):
            await self.moderator.press(NEXT)
            if self.moderator.case:
                return
        if self.moderator.shows(QUEUE):
            await self.moderator.press(QUEUE)
        else:
            await self.moderator.opens("/queue")
        if not self.moderator.shows(*needing):  # it waits for its reporter: in no queue
            await self.moderator.opens("/mine")
            await self.moderator.press("Waiting for the reporter")
        await self.moderator.press(*needing)

    async def _handles_some(self, needing: Mapping[str, str]) -> bool:
        """Do with several cases at once what they have in common; False where there are too few."""
        alike: dict[tuple[str, str], list[str]] = {}
        for number, act in needing.items() if self.has_several else ():
            alike.setdefault((act, self._in_common(number, act)), []).append(number)
        for (act, common), numbers in alike.items():
            if act in TOGETHER and common and len(numbers) >= LEAST_TOGETHER:
                given = self._given(numbers[0], act)
                await together(self.moderator, act, numbers[:MOST_TOGETHER], given)
                return True
        return False

    def _in_common(self, number: str, act: str) -> str:
        """What cases must have in common to be handled at once; empty where none will do."""
        planned, locale = self.reporters[number].planned, self.reporters[number].locale
        if act == "same decision":  # what is copied must be in the reporter's language
            return act if locale == self.first_locales[planned.page] else ""
        return f"{planned.ending} {'' if act == 'join' else locale}"

    def _given(self, number: str, act: str) -> Mapping[str, str]:
        joins = self._first_of_page if act == "join" else ""
        return words.given(self.reporters[number].planned, self._locales(number), joins)

    async def _handles(self, number: str) -> None:
        """Do all that the moderator can do on the case on the screen."""
        while act := (await self._needing()).get(number):
            found = await self.cases()
            given = self._given(number, act)
            await self.strategy.does(act, self.moderator, Task(found[number], given))
            now, kind = self.office.at[0], self.reporters[number].planned.kind
            if act == "look whether it is gone":
                self.looked.add(number)
            if act == "ask the reporter" and kind is Kind.UNCLEAR:
                self.office.plan(now + ANSWERED_AFTER, partial(self._is_answered, number))
            if act == "ask for removal":
                self.office.plan(now + REMOVED_AFTER, partial(self._is_removed, number))

    def _locales(self, number: str) -> list[str]:
        """The languages of those who reported this case, and of those joined to it."""
        own = self.reporters[number]
        others = self.reporters.values() if own.planned.page == self.page else ()
        same = (each.locale for each in others if each.planned.page == self.page)
        return [*dict.fromkeys([own.locale, *same])]

    async def _is_answered(self, number: str) -> None:
        reporter = self.reporters[number]
        await reporter.answers(words.ANSWER[reporter.locale].format(number=number))
        self.answered.add(number)

    async def _is_removed(self, number: str) -> None:
        await self.site.opens("/measures")
        await self.site.press(f"{number}/1")
        await self.site.press("Done")
        self.answered.add(number)

    # The lead.

    async def _to_confirm(self) -> set[str]:
        found = await self.cases()
        return {number for number, case in found.items() if case.status is Status.FEEDBACK_PENDING}

    async def _confirms(self) -> None:
        """The lead confirms all that waits: on the cards that came, else from the first screen."""
        if not self.has_several or len(await self._to_confirm()) < MOST_CONFIRMED_ONE_BY_ONE:
            for number in [*self.lead.came(CONFIRM)]:
                self.lead.looks_at(number)
                if self.lead.case in await self._to_confirm():
                    await self._confirms_one(self.lead.case)
        while self.has_several and len(await self._to_confirm()) >= LEAST_TOGETHER:
            await self._confirms_some(await self._to_confirm())
        while waiting := await self._to_confirm():
            with self.office.doing("go to the next case"):
                self.office.spend(times=1)
                await self._opens_waiting()
                await self.lead.press(*sorted(waiting))
            await self._confirms_one(self.lead.case)

    async def _opens_waiting(self) -> None:
        await self.lead.opens("/start")
        await self.lead.press("✍️ To confirm")

    async def _confirms_one(self, number: str) -> None:
        found = await self.cases()
        with self.office.doing("confirm"):
            await self.lead.reads()
        await self.strategy.does("confirm", self.lead, Task(found[number], {}))

    async def _confirms_some(self, waiting: set[str]) -> None:
        with self.office.doing("confirm"):
            await self._opens_waiting()
        await together(self.lead, "confirm", sorted(waiting)[:MOST_TOGETHER], {"sure": CONFIRM})


async def play(strategy: Strategy, counts: Mapping[Kind, int] = SHARES) -> dict[str, Costs]:
    """Play a shift from its first report to its last; returns the costs by kind of act.

    Raises WentWrong where a case did not end as planned.
    """
    with in_memory() as folder:
        async with after_shift(folder, strategy, counts) as played:
            await checks.check(played)
            return played.office.costs


@asynccontextmanager
async def after_shift(
    folder: Path, strategy: Strategy, counts: Mapping[Kind, int], keys: str = ""
) -> AsyncIterator[Shift]:
    """The office when a shift is over. The day before it is worked step by step."""
    async with open_office(folder, keys) as office:
        played = await _staffed(office)
        await played.day_before(decided_before(counts))
        played.strategy = strategy
        await played.day(shift(counts))
        yield played


@contextmanager
def in_memory() -> Iterator[Path]:
    """An empty folder in memory where there is such a place: the disk is not measured."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


async def _staffed(office: Office) -> Shift:
    """The office with its people."""
    moderator = await office.staff("Luo", Role.MODERATOR, UNIT, counted=True)
    lead = await office.staff("Tan", Role.LEAD, UNIT, counted=True)
    site = await office.staff("Peng", Role.MODERATOR, SITE, counted=False)
    await office.staff("Xie", Role.MODERATOR, OTHER_UNIT, counted=False)
    await office.group(UNIT, lead, moderator)
    return Shift(
        office,
        STRATEGIES[STEP_BY_STEP],
        Hand(office, moderator),
        Hand(office, lead),
        Hand(office, site, counted=False),
    )
