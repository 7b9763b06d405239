"""Any order of answers, looks and decisions: "Removed" only with an answer or somebody who saw it.

Whoever decides tries every outcome, also those that the form does not offer. What may be decided is
told here once more, from what happened and not from the rows.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversation.form import Given
from domain.case import Outcome
from domain.core.errors import Refusal
from domain.network.people import Role, Verb
from domain.removals.removal import Answer, Check
from domain.status import Status
from storage.cases import cases, decisions
from storage.removals import removals
from tests.support.plain import plain
from tests.support.shipped import PROFILE
from usecases.core.request import Answers
from usecases.moderation import casework, forms, transitions
from usecases.operations import scheduled
from usecases.removals import answering, back, removal_forms
from usecases.reporting import forms as reporting_forms
from usecases.session import by_system

DAY = 24 * 3600
RULE = PROFILE.taxonomy.rules_for("fraud")[0]
ACTS = ("ask", "done", "partly", "refuse", "gone", "still_there", "changed", "order", "wait")
ENDS = ("decide", "confirm", "send_back", "back")
acts = st.lists(st.sampled_from((*ACTS, *ENDS, *ENDS)), min_size=4, max_size=18)


class Story:
    """One case of the province, one request to a site, and what of it is true."""

    def __init__(self, office):
        self.office = office
        self.proved = self.denied = False
        for name, unit, role in (
            ("Luo", "hunan", Role.MODERATOR),
            ("Tan", "hunan", Role.LEAD),
            ("Peng", "rednet", Role.MODERATOR),
        ):
            office.appoint(name, unit, role)
        office.files("Lin", "https://rednet.cn/fake", region=Given(command="skip"))
        self.moves("Luo", Verb.ACCEPT, category="fraud")
        self.moves("Luo", Verb.CHECK)

    @property
    def case(self):
        return self.office.run(cases.get, 1)

    @property
    def asked(self):
        return self.office.run(removals.get, 1)

    def moves(self, who, verb, **given):
        def make(req):
            return transitions.make(req, cases.get(req.tx, 1), verb, Answers(given))

        return self.office.does(who, make)

    def acts(self, act, outcome):
        asked = self.office.run(removals.of_case, 1)
        try:
            self._acts(act, outcome, asked[0] if asked else None)
        except Refusal:
            return

    def _acts(self, act, outcome, asked):
        does = self.office.does
        if act == "ask" and asked is None:
            measure = {"addressee": "u-rednet", "what": "remove", "rule": RULE, "facts": "fraud"}
            self.moves("Luo", Verb.MEASURES, **measure)
        elif act == "wait":
            self.office.at += 3 * DAY
            waiting = asked is not None and asked.remind_at is not None
            self.office.run(by_system, self.office.conditions, scheduled.sweep)
            self.office.run(by_system, self.office.conditions, scheduled.sweep)
            if waiting:
                self.proved, self.denied = False, True
        elif act == "done" and asked is not None:
            does("Peng", answering.answer, asked.id, Answer.DONE, seen=asked.version)
            self.proved, self.denied = True, False
        elif act in {"gone", "still_there", "changed"} and asked is not None:
            view = does("Luo", answering.look, asked.id, Check(act), seen=asked.version)
            if view.asks_sure:
                assert (view.asks_sure, self.office.run(removals.get, asked.id)) == (act, asked)
                does("Luo", answering.look, asked.id, Check(act), seen=asked.version, sure=True)
            self.proved = act == "gone"
            self.denied = self.denied and act == "changed"
        elif act in {"partly", "refuse", "order"} and asked is not None:
            verb = Verb.REMOVAL_ORDER if act == "order" else Verb.REMOVAL_ANSWER
            who = "Tan" if act == "order" else "Peng"
            given = Answer.PARTLY if act == "partly" else Answer.REFUSED
            turn = does(who, removal_forms.begin, asked.id, verb, seen=asked.version, answer=given)
            self.office.fills(who, turn, {"partly": "Done: none of it yet."})
            found = self.office.run(removals.get, asked.id)
            if act == "partly":
                assert (found.answer, found.reason) == (given, "Done: none of it yet.")
            self.proved, self.denied = False, act == "refuse"
        elif act == "back":
            question = does("Luo", back.may_say, 1)
            does("Luo", back.report_back, 1, times=question.times)
            self.proved = self.denied = False
        else:
            self._ends(act, outcome)

    def _ends(self, act, outcome):
        reasons = {"rule": RULE, "facts": "fraud", "feedback": "reasons", "seen_gone": "self"}
        if act == "decide":
            self.moves("Luo", Verb.DECIDE, outcome=outcome, **reasons)
        elif act == "confirm":
            self.office.does("Tan", casework.move, 1, Verb.CONFIRM, seen=self.case.version)
        elif act == "send_back":
            self.moves("Tan", Verb.SEND_BACK, reason="Look again.")


@pytest.mark.parametrize("act", ["ask", "partly", "refuse", "wait", "still_there", "changed"])
def test_neither_a_request_nor_a_refusal_nor_a_part_is_a_removal(act):
    with plain(PROFILE) as office:
        story = Story(office)
        for each in ("ask", act):
            story.acts(each, Outcome.VOID)
        story.acts("decide", Outcome.REMOVED)
        assert story.case.status is Status.ACTING


@pytest.mark.parametrize("outcome", [Outcome.REMOVED, Outcome.PROVIDER_REFUSED])
def test_a_forged_answer_of_the_form_is_refused_by_the_move_itself(outcome):
    with plain(PROFILE) as office:
        story = Story(office)
        with pytest.raises(Refusal, match=f"refusal-unproven-{outcome}"):
            story.moves(
                "Luo", Verb.DECIDE, outcome=outcome, rule=RULE, facts="fraud", feedback="reasons"
            )


def test_a_change_on_an_appeal_needs_the_same_proof():
    with plain(PROFILE) as office:
        story = Story(office)
        office.appoint("Su", "hunan", Role.LEAD)
        office.appoint("He", "", Role.ADMIN)
        story.acts("ask", Outcome.VOID)
        story.acts("decide", Outcome.VOID)
        story.acts("confirm", Outcome.VOID)
        turn = office.does("Lin", reporting_forms.begin_on_report, 1, "appeal")
        office.fills("Lin", turn)
        assert story.case.status is Status.APPEALED
        given = {"rule": RULE, "facts": "fraud", "feedback": "reasons", "seen_gone": "self"}
        with pytest.raises(Refusal, match="refusal-unproven-removed"):
            story.moves("Su", Verb.CHANGE, outcome=Outcome.REMOVED, **given)
        turn = office.does("Su", forms.begin_on_case, 1, Verb.CHANGE, seen=story.case.version)
        assert Outcome.REMOVED not in turn.step.choices(turn.sheet)


def test_what_was_proved_and_is_there_again_is_not_confirmed():
    with plain(PROFILE) as office:
        story = Story(office)
        for act in ("ask", "done"):
            story.acts(act, Outcome.VOID)
        story.acts("decide", Outcome.REMOVED)
        assert story.case.status is Status.FEEDBACK_PENDING
        story.acts("still_there", Outcome.VOID)
        with pytest.raises(Refusal, match="refusal-unproven-removed"):
            office.does("Tan", casework.move, 1, Verb.CONFIRM, seen=story.case.version)


def test_what_was_seen_gone_by_mistake_is_no_proof_once_it_is_seen_there():
    with plain(PROFILE) as office:
        story = Story(office)
        for act in ("ask", "gone", "still_there"):
            story.acts(act, Outcome.VOID)
        assert story.asked.check is Check.STILL_THERE
        story.acts("decide", Outcome.REMOVED)
        assert story.case.status is Status.ACTING


@pytest.mark.soak
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=acts, outcomes=st.lists(st.sampled_from(Outcome), min_size=18, max_size=18))
def test_nothing_is_removed_or_refused_without_somebody_who_said_or_saw_it(steps, outcomes):
    with plain(PROFILE) as office:
        story = Story(office)
        for step, outcome in zip(steps, outcomes, strict=False):
            before, known = story.case, office.run(decisions.latest, 1)
            story.acts(step, outcome)
            found, latest = story.case, office.run(decisions.latest, 1)
            new = latest is not None and (known is None or known.id != latest.id)
            closes = found.status is Status.CLOSED and before.status is not Status.CLOSED
            if not (new or closes):
                continue
            needs = {Outcome.REMOVED: story.proved, Outcome.PROVIDER_REFUSED: story.denied}
            assert needs.get(found.outcome, True), (step, found.outcome)
