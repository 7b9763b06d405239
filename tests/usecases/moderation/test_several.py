"""What is done with several cases is, for each, what its own button does: also its refusal."""

import pytest
from sqlalchemy import select

from conversation.contexts import SeveralContext
from conversation.form import Given
from domain.core.errors import Refusal
from domain.network.people import Role, Verb
from domain.status import OPEN, Status
from storage.audit import journal
from storage.cases import cases, ticks
from storage.engine.tables import outbox
from tests.support.plain import plain
from tests.usecases.test_matrix import office as whole_office
from tests.usecases.test_matrix import standing
from usecases.core.outcomes import Asked
from usecases.core.request import Answers, Request
from usecases.dialogs import dialogs
from usecases.moderation import assignment, casework, forms, several, transitions
from usecases.moderation.several import SeveralDone

ACTORS = (
    *("stranger", "reporter", "moderator", "lead", "moderator above", "lead above", "lead beside"),
    *("admin", "revoked lead", "moderator, its reporter", "lead, its reporter"),
)
VERBS = (Verb.REFUSE, Verb.JOIN, Verb.DECIDE, Verb.CONFIRM, Verb.ASSIGN)
PICKS = {"case": "2611-0002", "outcome": "not_upheld", "category": "fraud"}
NOT_ITS_BUTTON = {Status.SUBMITTED: Verb.ACCEPT, Status.ACCEPTED: Verb.CHECK}
"""The first button that leads to a decision, where it is not that of the decision itself."""


office = whole_office  # its fixture, with people of every kind


def fills(office, name, turn):
    """Answer a form to its end."""
    while isinstance(turn, Asked):
        step = turn.step
        choices = step.choices(turn.sheet)
        pick = PICKS.get(step.name)
        given = Given(choice=pick if pick in choices else choices[0]) if choices else None
        if step.name in {"case", "person"}:
            given = Given(text=pick) if pick else Given(choice=someone(office))
        turn = office.does(name, dialogs.answer, given or Given(text="These are words enough."))
    return turn


def someone(office):
    """Who is given a case here."""
    return office.person("moderator").who[: assignment.LEAST_WHO]


def by_its_button(office, name, verb, case):
    """One case, by its own buttons."""
    if verb is Verb.ASSIGN:
        office.does(name, assignment.assign, 1, someone(office), seen=case.version)
        return
    way = transitions.WAY.get(case.status, (verb,)) if verb is Verb.DECIDE else (verb,)
    for each in way:
        seen = office.run(cases.get, 1).version
        if each in casework.NEEDS_WORDS:
            turn = office.does(name, forms.begin_on_case, 1, each, seen=seen)
            fills(office, name, turn)
        else:
            office.does(name, casework.move, 1, each, seen=seen)


def with_others(office, name, verb, case):
    """The same case, ticked in a list."""
    who = office.person(name).who
    office.run(ticks.put, who, {case.id: case.version}, office.at)
    done = office.does(name, several.begin, verb, "queue", None)
    if isinstance(done, Asked):
        done = fills(office, name, done)
    assert isinstance(done, SeveralDone)
    if done.left:
        raise Refusal(done.left[0].key)
    assert done.done == (case.number,)


def effects(office, name, verb, case, way):
    """The key of the refusal, or all that it did: the cases, their entries, what is owed."""
    with office.savepoint(keep=False):
        before = office.run(entries)
        try:
            way(office, name, verb, case)
        except Refusal as refused:
            return refused.key, office.run(entries)[len(before) :]
        entered = office.run(entries)[len(before) :]
        return office.run(cases.get, 1), office.run(cases.get, 2), entered, office.run(owed)


def entries(tx):
    """The entries of both cases, and refused attempts."""
    found = [*journal.of_case(tx, 1), *journal.of_case(tx, 2)]
    return [entry for entry in found if entry.verb != "denied"]


def owed(tx):
    """The notices that wait, whatever their order."""
    columns = (outbox.c.recipient, outbox.c.kind, outbox.c.dedupe, outbox.c.due_at)
    return sorted(map(str, tx.execute(select(*columns)).all()))


@pytest.mark.soak
@pytest.mark.parametrize("status", [*sorted(OPEN), Status.CLOSED, Status.JOINED])
def test_a_case_among_several_is_moved_as_by_its_own_button(office, status):
    wrong, did = [], 0
    with standing(office, status) as case:
        for name in ACTORS:
            for verb in VERBS:
                alone = effects(office, name, verb, case, by_its_button)
                together = effects(office, name, verb, case, with_others)
                did += len(alone) > 2
                if alone != together:
                    wrong.append((name, verb, alone, together))
    assert wrong == []
    moves = {"needs_info": 0, "closed": 0, "joined": 0}
    assert bool(did) == (moves.get(status) is None)


@pytest.mark.parametrize(
    ("told", "cases_done"),
    [([], 0), ([1] * 20, 20), ([5000, 1, 1], 1), ([400, 600, 1], 2), ([999, 2, 0], 1)],
)
def test_one_press_writes_to_a_bounded_number_of_reporters(told, cases_done):
    assert several.fitting(told) == cases_done


LONG = {"first": (200, 1500), "as long": (300, 1400), "too long": (1500, 1500), "short": (20, 30)}


def test_nobody_confirms_words_that_they_have_not_seen_in_full(profile):
    """What does not fit on the screen is named, and stays for the next one."""
    with plain(profile) as found:
        found.appoint("moderator", "changsha", Role.MODERATOR)
        found.appoint("lead", "changsha", Role.LEAD)
        for facts, feedback in LONG.values():
            case_id = found.files("reporter", f"https://example.org/{facts}").report.case_id
            given = {
                "outcome": "not_upheld",
                "facts": "f" * facts,
                "feedback": "w" * feedback,
            }
            decide = {"category": "fraud", **given}
            case = found.run(cases.get, case_id)
            who = found.person("moderator")
            found.run(_decided, found, who, case, Answers(decide))
        lead = found.person("lead").who
        known = {each: found.run(cases.get, each).version for each in range(1, len(LONG) + 1)}
        found.run(ticks.put, lead, known, found.at)

        asked = found.does("lead", several.begin, Verb.CONFIRM, "queue", None)

        context = SeveralContext.of(asked.sheet.draft)
        by_name = dict(zip(LONG, known, strict=True))
        assert [len(each.feedback) for each in context.waiting] == [1500, 30]
        assert {each.id: each.key for each in context.left} == {
            by_name["as long"]: "several-next",
            by_name["too long"]: "several-too-long",
        }
        done = fills(found, "lead", asked)
        assert len(done.done) == 2
        assert set(found.run(ticks.of, lead, since=0)) == {each.id for each in context.left}


def _decided(tx, found, who, case, given):
    return transitions.make_way(Request(tx, found.conditions, who), case, given)
