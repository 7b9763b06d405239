"""For every notice that asks staff for something: somebody who may do it is told, if anybody is.

Told means at once, or with a digest that is due within a bounded time, whatever people chose.

The people are generated: roles in units above, below and beside, some of whom cannot be written to,
or have reported the case themselves.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.case import Priority
from domain.core.errors import Refusal
from domain.network.people import NEEDED, Person, Role, Verb, may, role_in
from domain.notices import authority_notices as authority
from domain.notices import case_notices as case
from domain.notices import contact_notices as contacts
from domain.notices import removal_notices as removals
from domain.notices import staff_notices as staff
from domain.notices.kinds import KINDS
from domain.notices.notice import kind_of
from domain.notices.preferences import (
    DAY,
    DIGEST_TIMES,
    HOUR,
    IN_GROUP,
    MOST_QUIET,
    QUIET_HOURS,
    NoticeMode,
    Preferences,
)
from domain.reported_accounts.measures import AccountMeasure
from domain.status import MOVES, Status
from domain.tasks import TaskKind
from storage.cases import cases, joins
from storage.engine.notice_tables import pending_news
from storage.engine.tables import grants, outbox
from storage.network import people, units
from storage.queues import preferences
from tests.support.plain import plain
from tests.usecases.cases.test_reviewers import NAMES, PROVINCE, STAFF, hires, stands
from usecases.cases import alarms, deadlines, reviewers
from usecases.cases import decisions as deciding
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.moderation import transitions
from usecases.notify import notify, tasks
from usecases.session import by_system


class Asks(NamedTuple):
    """How a notice is sent about a case in a state, and what whoever reads it is to do."""

    send: Callable[[Request, Any], Any]
    verb: Verb
    values: dict[str, Any] = {}  # noqa: RUF012 - never changed


def colleagues(notice, verb=Verb.ACCEPT, **values):
    """A notice for those who work on a case."""
    return Asks(lambda req, about: notify.colleagues(req, about, notice, event="x"), verb, values)


def team(notice, verb=Verb.ACCEPT, **values):
    """The same, with the card of the group."""
    return Asks(lambda req, about: notify.staff(req, about, notice, event="x"), verb, values)


def leads(notice, verb):
    """A notice about a unit, for its leads."""
    return Asks(lambda req, about: notify.unit_leads(req, about.unit, notice, event="x"), verb)


def unit_staff(notice, verb):
    """A notice about a unit, for its staff."""
    return Asks(lambda req, about: notify.unit_staff(req, about.unit, notice, event="x"), verb)


VERIFYING = {"status": Status.VERIFYING}
WAITS = {"status": Status.FEEDBACK_PENDING, "outcome": "already_gone", "decided_by": "x"}
LATE = {"due_at": 5, "due_from": 5, "due_days": None, "remind_at": None, "overdue_level": 0}
ASKS = {
    case.NewCaseNotice: colleagues(case.NewCaseNotice()),
    case.CaseCameNotice: team(case.CaseCameNotice()),
    case.ReporterAddedNotice: team(case.ReporterAddedNotice()),
    case.ReporterAnsweredNotice: team(case.ReporterAnsweredNotice()),
    case.ReporterEditedNotice: team(case.ReporterEditedNotice()),
    case.ReporterWithdrewNotice: team(case.ReporterWithdrewNotice()),
    case.ReporterJoinedNotice: team(case.ReporterJoinedNotice()),
    case.RemittedNotice: team(case.RemittedNotice(), Verb.DECIDE, **VERIFYING),
    case.OrderNotice: team(case.OrderNotice(), Verb.DECIDE, **VERIFYING),
    case.WordWantedNotice: colleagues(case.WordWantedNotice(), Verb.TELL),
    case.SentBackNotice: Asks(
        lambda req, about: deciding.send_back(
            req.acting_as(Person(who="x", locale="en")), about, SEND_BACK, Answers({"reason": "y"})
        ),
        Verb.DECIDE,
        WAITS,
    ),
    case.LateHereNotice: Asks(lambda req, _: deadlines.pass_up(req), Verb.ACCEPT, LATE),
    case.LateAboveNotice: Asks(lambda req, _: deadlines.pass_up(req), Verb.TAKE_OVER, LATE),
    case.LateAgainNotice: Asks(
        lambda req, _: deadlines.pass_up(req),
        Verb.TAKE_OVER,
        {**LATE, "overdue_level": 3, "escalated_to": PROVINCE},
    ),
    case.MeasureEndedNotice: colleagues(
        case.MeasureEndedNotice(measure=AccountMeasure.MUTE, days=3), Verb.NOTE
    ),
    case.ReminderNotice: Asks(lambda req, _: deadlines.remind(req), Verb.ACCEPT, {"remind_at": 5}),
    case.ConfirmWantedNotice: Asks(
        lambda req, about: reviewers.call(req, about, event="x"), Verb.CONFIRM, WAITS
    ),
    case.AppealEnteredNotice: Asks(
        lambda req, about: reviewers.call(req, about, event="x"),
        Verb.DISMISS,
        {"status": Status.APPEALED, "decided_by": "x"},
    ),
    case.AlarmNotice: Asks(
        alarms.ring_alarm, Verb.HAVE, {"priority": Priority.DANGER, "alarm_at": 5}
    ),
    case.TaskNotice: Asks(
        lambda req, about: tasks.give(req, about, TaskKind.MAIL_BOUNCED), Verb.SEE_TO
    ),
    staff.FloodNotice: unit_staff(staff.FloodNotice(count=9), Verb.RELEASE),
    staff.CasesCameNotice: unit_staff(staff.CasesCameNotice(start="voc", count=9), Verb.RELEASE),
    staff.QuarantineLeftNotice: unit_staff(staff.QuarantineLeftNotice(), Verb.RELEASE),
    staff.GroupLostNotice: leads(staff.GroupLostNotice(), Verb.BIND),
    staff.GroupReleasedNotice: leads(staff.GroupReleasedNotice(), Verb.BIND),
    staff.TopicsLostNotice: leads(staff.TopicsLostNotice(), Verb.BIND),
    staff.SuggestionCameNotice: leads(
        staff.SuggestionCameNotice(suggestion=1), Verb.ANSWER_SUGGESTION
    ),
    staff.SuggestionLateNotice: leads(
        staff.SuggestionLateNotice(suggestion=1), Verb.ANSWER_SUGGESTION
    ),
}
"""Every notice that asks the staff of a unit for something."""
LATENESS = {case.LateHereNotice, case.LateAboveNotice, case.LateAgainNotice}
"""Of one late case: who has got one of them gets none of the others."""
SEND_BACK = next(move for move in MOVES if move.verb is Verb.SEND_BACK)

ELSEWHERE = {
    "to all admins, custodians, or both, but for who has asked: tests/dialogs/broadcasts, network, "
    "identity and tests/bot/monitoring": {
        staff.BroadcastWantedNotice,
        staff.CategoryProposedNotice,
        staff.HotlineProposedNotice,
        staff.HotlinesStaleNotice,
        staff.TroubleNotice,
        staff.TroubleOverNotice,
        staff.PutAsideNotice,
        staff.JournalHeadNotice,
        authority.RoleGivenNotice,
        authority.CustodianNamedNotice,
        authority.CustodianConfirmedNotice,
        authority.CustodianDismissedNotice,
        authority.ContactOpenedNotice,
        contacts.IdentityWantedNotice,
    },
    "the reviewers of an appeal, by the same function as of a decision": {
        case.PauseAppealedNotice,
    },
    "about a removal request, whose addressee and asking unit are two: "
    "tests/dialogs/removals/test_measures.py": {
        removals.RemovalAskedNotice,
        removals.RemovalNewsNotice,
        removals.RemovalStuckNotice,
    },
    "news for one person of what they did or hold; asks for nothing": {
        case.AlarmOverNotice,
        staff.CaseDigestNotice,
        case.TakenFromYouNotice,
        case.AssignedNotice,
        case.CaseFileTooLargeNotice,
        case.CaseFileUncertainNotice,
        case.CaseFileFailedNotice,
        case.CaseFileNotRemovedNotice,
        staff.CategoryChangedNotice,
        staff.OnCallNotice,
        staff.OffCallNotice,
        staff.DeputyNamedNotice,
        staff.DeputyEndedNotice,
        staff.DeputyOverNotice,
        staff.HotlineChangedNotice,
        staff.BroadcastMovedNotice,
        staff.BroadcastEndedNotice,
        staff.BroadcastStumbledNotice,
        staff.BroadcastLapsedNotice,
        staff.BroadcastCardNotice,
        contacts.IdentityGrantedNotice,
        contacts.IdentityRefusedNotice,
        contacts.IdentityLapsedNotice,
        contacts.IdentityUncertainNotice,
        contacts.IdentityDigestNotice,
    },
}


def test_of_every_notice_to_staff_it_is_known_what_it_asks_and_of_whom():
    known = set(ASKS).union(*ELSEWHERE.values())
    assert {kind_of(each) for each in KINDS.values() if each.guarded} == set(map(kind_of, known))
    assert sum(map(len, (ASKS, *ELSEWHERE.values()))) == len(known)


QUICK = settings(max_examples=settings.default.max_examples // 8 or 1, deadline=None)
ONLY_MINE = dict.fromkeys(NAMES, Preferences(mode=NoticeMode.MINE))
CHOICES = st.just(ONLY_MINE) | st.fixed_dictionaries(
    {
        name: st.builds(
            Preferences,
            mode=st.none() | st.sampled_from(NoticeMode),
            times=st.sampled_from([*DIGEST_TIMES.values(), (510,)]),
            # at noon, when the notice comes, or not
            quiet=st.sampled_from([*QUIET_HOURS.values(), (11 * HOUR, 13 * HOUR)]),
        )
        for name in NAMES
    }
)
CALLED = st.sets(st.sampled_from(NAMES), max_size=2)
REPORTERS = st.sets(st.sampled_from(NAMES), max_size=2)


@pytest.fixture(scope="module")
def office(profile):
    """Five people of no role yet; each has reported a case, the first the one it is about."""
    with plain(profile) as found:
        for name in NAMES:
            found.person(name)
        found.files("reporter")
        for number, name in enumerate(NAMES):
            found.files(name, f"https://example.net/{number}")
        yield found


def prepared(tx, about, reported_by, values):
    """The case in this state, reported also by those people."""
    for number in sorted(reported_by):
        joins.move(tx, number, about, 0)
    return stands(tx, **{"alarm_at": None, "accepted_at": None, **values})


def recipients_of(tx, kinds):
    found = tx.execute(outbox.select().where(outbox.c.kind.in_(kinds)))
    return {row.recipient for row in found}


def able(office, person, about, verb):
    """Whether this person may do it to this case, asked of the guards themselves."""
    units = office.profile.by_code
    if verb is Verb.SEE_TO:  # a task belongs to a unit above; whoever has a role there sees to it
        return role_in(person, about.unit, units) >= Role.PARENT_LEAD or (
            person.grants.get(PROVINCE, Role.NOBODY) >= NEEDED[verb]
        )
    if any(each.verb is verb for each in MOVES):
        try:
            office.run(
                lambda tx: transitions.check(Request(tx, office.conditions, person), about, verb)
            )
        except Refusal:
            return False
        return True
    return may(person, verb, about.unit, units)


@pytest.mark.parametrize("kind", ASKS, ids=kind_of)
def test_somebody_who_may_act_on_it_is_told_if_anybody_can_be(office, kind):
    asks = ASKS[kind]
    of_case = issubclass(kind, case.CaseNotice)

    @QUICK
    @given(STAFF, REPORTERS, CHOICES, st.booleans(), CALLED)
    def somebody_may(team, reporters, choices, group, called):
        with office.savepoint(keep=False):
            by = {name: office.person(name).who for name in NAMES}  # whoever writes is reachable
            hires(office, team)
            places = {2 + NAMES.index(name) for name in reporters} if of_case else set()
            about = office.run(prepared, 1, places, asks.values)
            office.run(choose, {by[name]: each for name, each in choices.items()})
            office.run(put_on_call, [by[name] for name in called])
            if group:
                office.run(units.bind_group, about.unit, -1001)
            office.run(outbox_emptied)
            office.run(by_system, office.conditions, lambda req: asks.send(req, about))

            kinds = LATENESS if kind in LATENESS else {kind}
            tags = [kind_of(each) for each in kinds]
            at_once = office.run(recipients_of, tags)
            pending = office.run(with_digest, tags, office.at)
            told = at_once | pending
            now = office.run(cases.get, 1)
            everybody = [office.run(people.get, by[name]) for name in NAMES]
            barred = {by[name] for name in reporters} if of_case else set()
            reachable = {
                each.who
                for each in everybody
                if each.reachable and each.who not in barred and able(office, each, now, asks.verb)
            }
            assert not told & barred, "who reported it is asked to act on it"
            in_group = group and kind in IN_GROUP
            assert bool(told & reachable) == bool(reachable) or in_group
            assert not (about.priority is Priority.DANGER and pending), "danger waits for nothing"

    somebody_may()


def choose(tx, choices):
    for who, chosen in choices.items():
        preferences.put(tx, who, chosen, 1)


def put_on_call(tx, whos):
    tx.execute(grants.update().where(grants.c.who.in_(whos)).values(on_call=True))


def with_digest(tx, kinds, now):
    """Who gets one of these with a digest, each of which is due within a day and quiet hours."""
    waits = pending_news.c.kind.in_(kinds), pending_news.c.told_at.is_(None)
    found = set(tx.execute(pending_news.select().where(*waits)).scalars())
    due = preferences.due(tx, now + (DAY + MOST_QUIET) * 60, limit=100)
    assert found <= {each.who for each in due}
    return found


def outbox_emptied(tx):
    tx.execute(outbox.delete())
