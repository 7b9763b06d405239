"""Any moves by any people in any order: what must never be, never is."""

import pytest
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from domain.case import GRAVE, Outcome
from domain.core.errors import Refusal
from domain.network.people import Role, Verb
from domain.removals.removal import Answer, Check, State
from domain.removals.rules import IN_WORDS
from domain.status import OPEN, Status
from storage.audit import journal
from storage.cases import cases, decisions, reviewers
from storage.engine.tables import cases as case_rows
from storage.removals import removals
from storage.reporting import reports
from tests.support import recount
from tests.support.plain import plain
from tests.support.shipped import PROFILE
from usecases.core.outcomes import Asked
from usecases.moderation import assignment, casework, forms
from usecases.moderation.casework import NEEDS_WORDS
from usecases.operations import scheduled
from usecases.removals import answering, back, removal_forms
from usecases.reporting import forms as reporting_forms
from usecases.session import by_system

DAY = 24 * 3600
CITIZENS = ("Lin", "Gu", "Ma")
STAFF = {
    "Chen": ("changsha", Role.MODERATOR),
    "Wu": ("changsha", Role.MODERATOR),
    "Zhou": ("changsha", Role.LEAD),
    "Peng": ("rednet", Role.MODERATOR),
    "Qi": ("rednet", Role.LEAD),
    "Xie": ("hengyang", Role.LEAD),
    "Tan": ("hunan", Role.LEAD),
    "Su": ("hunan", Role.LEAD),
    "He": ("", Role.ADMIN),
}
UNITS = ("changsha", "rednet", "hengyang", "hunan")
LINKS = ("https://example.org/shop", "https://rednet.cn/other")
VERBS = sorted({Verb(name) for name in NEEDS_WORDS} | {Verb.TAKE, Verb.CHECK, Verb.CONFIRM})
VERBS = sorted({*VERBS, Verb.TAKE_OVER, Verb.UNHOLD, Verb.HAVE, Verb.RELEASE})
FORMS = ("addition", "answer", "appeal", "withdrawal")

anybody = st.sampled_from([*STAFF, *CITIZENS])
picks = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(UNITS),
        "outcome": st.sampled_from([str(outcome) for outcome in Outcome]),
        "sure": st.sampled_from(["yes", "no"]),
        "days": st.sampled_from(["1", "5"]),
        "addressee": st.sampled_from(["u-rednet", "phone"]),
        "what": st.sampled_from(["remove", "remove", "mute"]),
        "case": st.sampled_from(["2611-0001", "2611-0002", "2611-0003"]),
    }
)


class LifeCycle(RuleBasedStateMachine):
    """Cases in four units on three levels, and everybody presses everything."""

    def __init__(self):
        super().__init__()
        self._opened = plain(PROFILE)
        self.office = self._opened.__enter__()
        self.filed = 0
        self.missed = []  # cases whose deadline has passed, which no job has found yet

    def teardown(self):
        counted = self.office.run(recount.counted)
        assert counted == self.office.run(recount.recounted, PROFILE.timezone)
        self._opened.__exit__(None, None, None)

    @initialize()
    def people_come_to_work(self):
        for name, (unit, role) in STAFF.items():
            self.office.appoint(name, unit, role)
        self.a_report_is_filed("Lin", LINKS[0])

    @rule(who=anybody, link=st.sampled_from(LINKS))
    def a_report_is_filed(self, who, link):
        self._tries(self.office.files, who, link)
        self.filed = len(self._cases())

    @rule(
        who=st.sampled_from(sorted(STAFF)),
        which=st.integers(0, 9),
        steps=st.lists(st.integers(0, 9), min_size=1, max_size=6),
        picks=picks,
    )
    def somebody_works_a_case_through(self, who, which, steps, picks):
        """One person makes one move after another: what four eyes must stop comes up here."""
        for step in steps:
            case = self._one(which)
            card = self._tries(self.office.does, who, casework.card, case.id)
            onward = [move.verb for move in card.moves if move.to is not None] if card else []
            if not onward:
                return
            verb = onward[step % len(onward)]
            event(f"{case.status}: {verb}")
            self._presses(who, verb, case, picks)

    @rule(who=anybody, verb=st.sampled_from(VERBS), which=st.integers(0, 9), picks=picks)
    def somebody_presses_a_button(self, who, verb, which, picks):
        self._presses(who, verb, self._one(which), picks)

    def _presses(self, who, verb, case, picks):
        """Somebody presses; nothing comes of it on a case that they have reported."""
        person, acts = self.office.person(who).who, self._entries(case)
        own = self.office.run(reviewers.reported, case.id, (person,))
        self._acts(who, verb, case, picks)
        assert not own or self._entries(case) == acts, (who, verb)

    def _entries(self, case):
        return len(self.office.run(journal.of_case, case.id))

    def _acts(self, who, verb, case, picks):
        if verb is Verb.TAKE:
            self._tries(self.office.does, who, assignment.take, case.id, seen=case.version)
        elif verb in NEEDS_WORDS:
            self._fills(who, picks, forms.begin_on_case, case.id, verb, seen=case.version)
        else:
            self._tries(self.office.does, who, casework.move, case.id, verb, seen=case.version)

    @rule(
        who=st.sampled_from(CITIZENS),
        form=st.sampled_from(FORMS),
        which=st.integers(0, 9),
        picks=picks,
    )
    def a_reporter_does_something(self, who, form, which, picks):
        self._fills(who, picks, reporting_forms.begin_on_report, 1 + which % self.filed, form)

    @rule(
        who=anybody,
        which=st.integers(0, 9),
        answer=st.sampled_from(Answer),
        check=st.sampled_from(Check),
        act=st.sampled_from(["answer", "look", "in words", "order", "back"]),
    )
    def somebody_presses_a_button_of_a_removal_request(self, who, which, answer, check, act):
        case, does = self._one(which), self.office.does
        found = self.office.run(removals.of_case, case.id)
        if act == "back":
            times = sum(each.back for each in found)
            self._tries(does, who, back.may_say, case.id)
            self._tries(does, who, back.report_back, case.id, times=times)
        elif found and act == "answer":
            asked = found[which % len(found)]
            self._tries(does, who, answering.answer, asked.id, answer, seen=asked.version)
        elif found and act == "look":
            asked = found[which % len(found)]
            seen = {"seen": asked.version, "sure": which % 2 == 0}
            self._tries(does, who, answering.look, asked.id, check, **seen)
        elif found:
            asked = found[which % len(found)]
            verb = Verb.REMOVAL_ORDER if act == "order" else Verb.REMOVAL_ANSWER
            given = answer if answer in IN_WORDS else Answer.REFUSED
            begin = removal_forms.begin
            self._fills(who, {}, begin, asked.id, verb, seen=asked.version, answer=given)

    @rule(seconds=st.sampled_from([3600, DAY, 5 * DAY, 20 * DAY, 200 * DAY]))
    def time_passes(self, seconds):
        self.office.at += seconds
        self.office.run(by_system, self.office.conditions, scheduled.sweep)

    @precondition(lambda self: self.filed)
    @invariant()
    def every_case_has_an_owner_who_is_at_work(self):
        for case in self._cases():
            unit = PROFILE.unit(case.unit)
            assert unit is not None
            assert not unit.retired

    @invariant()
    def every_open_case_has_a_clock(self):
        """Either the office owes the next step by a time, or the reporter does."""
        for case in self._cases():
            if case.status in OPEN:
                assert case.due_at is not None, case
                assert (case.paused_at is not None) == (case.status is Status.NEEDS_INFO), case
            else:
                assert case.due_at is None, case

    @invariant()
    def no_case_is_closed_without_an_answer_to_its_reporter(self):
        for case in self._cases():
            if case.status is Status.CLOSED:
                found = self.office.run(decisions.latest, case.id)
                assert found is not None
                assert found.feedback.strip()
                assert found.confirmed_by is not None

    @invariant()
    def nobody_confirms_or_judges_their_own_decision(self):
        for case in self._cases():
            written = self.office.run(lambda tx, case=case: _decisions(tx, case.id))
            for before, found in zip([None, *written], written, strict=False):
                if found.kind == "finding" and found.result in GRAVE and found.confirmed_by:
                    assert found.confirmed_by != found.decided_by
                if found.kind == "appeal" and before is not None and before.confirmed_by:
                    assert found.decided_by not in {before.decided_by, before.confirmed_by}
                if found.kind == "appeal" and found.result in GRAVE and found.confirmed_by:
                    assert found.confirmed_by != found.decided_by

    @invariant()
    def nothing_is_decided_as_removed_without_an_answer_or_somebody_who_saw_it(self):
        """Told by the journal alone: since it was asked for, it was done, or seen gone."""
        for case in self._cases():
            done = False
            for entry in self.office.run(journal.of_case, case.id):
                if entry.verb in {Verb.REMOVAL_ANSWER, Verb.REMOVAL_CHECK}:
                    done = done or entry.reason in {Answer.DONE, Check.GONE}
            written = self.office.run(lambda tx, case=case: _decisions(tx, case.id))
            for found in written:
                assert done or found.result != Outcome.REMOVED, case.number

    @invariant()
    def who_waits_for_an_answer_has_a_clock_and_who_does_not_has_none(self):
        for case in self._cases():
            for asked in self.office.run(removals.of_case, case.id):
                assert (asked.remind_at is not None) == (asked.state is State.ASKED)
                assert asked.unit == case.unit

    @invariant()
    def every_report_belongs_to_a_case_that_goes_on_with_it(self):
        for report_id in range(1, self.filed + 1):
            report = self.office.run(reports.get, report_id)
            if report is not None:
                case = self.office.run(cases.get, report.case_id)
                assert case.status is not Status.JOINED

    @invariant()
    def every_chain_of_the_journal_is_whole(self):
        for case in self._cases():
            assert self.office.run(journal.first_break, case.id) is None

    @invariant()
    def no_missed_deadline_ends_without_an_entry(self):
        found = {case.id: case for case in self._cases()}
        for before, entered in self.missed:
            case = found[before.id]
            still = case.is_overdue(self.office.at) or case.paused_at is not None
            assert case.due_at == before.due_at or still or self._late(case) > entered, before
        self.missed = [
            (case, self._late(case))
            for case in found.values()
            if case.is_overdue(self.office.at) and not case.overdue_level
        ]

    def _late(self, case):
        """How often the journal says that a deadline of this case was missed."""
        return sum(entry.verb == Verb.LATE for entry in self.office.run(journal.of_case, case.id))

    def _cases(self):
        def read(tx):
            ids = tx.execute(select(case_rows.c.id).order_by(case_rows.c.id)).scalars().all()
            return [cases.get(tx, each) for each in ids]

        return self.office.run(read)

    def _one(self, which):
        found = self._cases()
        return found[which % len(found)]

    def _tries(self, attempt, *args, **kwargs):
        try:
            return attempt(*args, **kwargs)
        except Refusal:
            return None

    def _fills(self, who, picks, begin, *args, **kwargs):
        turn = self._tries(self.office.does, who, begin, *args, **kwargs)
        if isinstance(turn, Asked):
            self._tries(self.office.fills, who, turn, picks)


def _decisions(tx, case_id):
    table = decisions.decisions
    rows = tx.execute(table.select().where(table.c.case_id == case_id).order_by(table.c.id))
    return [decisions._decision(tx, row) for row in rows.all()]


class LongLifeCycle(LifeCycle):
    """The same for as long as a night allows."""


FORTY_STEPS = settings(
    stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
LifeCycle.TestCase.settings = settings(FORTY_STEPS, max_examples=4)
LongLifeCycle.TestCase.settings = settings(FORTY_STEPS, max_examples=400)
LongLifeCycle.TestCase.pytestmark = [pytest.mark.soak]
TestLifeCycle, TestLongLifeCycle = LifeCycle.TestCase, LongLifeCycle.TestCase
