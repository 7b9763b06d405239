"""A request that nobody ends keeps a case no longer than its reporter was told."""

from domain.case import Outcome
from domain.removals.removal import State
from domain.status import Status
from storage.removals import removals
from tests.support.plain import plain
from tests.usecases.removals.test_proof import DAY, PROFILE, Story
from usecases.operations import scheduled
from usecases.session import by_system


def test_a_request_that_is_refused_for_good_does_not_keep_the_case_for_ever():
    with plain(PROFILE) as office:
        story = Story(office)
        for act in ("ask", "refuse"):
            story.acts(act, Outcome.VOID)
        story.acts("decide", Outcome.RESTRICTED)
        story.acts("confirm", Outcome.VOID)
        until = story.case.retain_until
        assert (story.case.status, story.asked.state) == (Status.CLOSED, State.STUCK)

        office.at = until - DAY  # the appeal is over, and somebody may still look
        office.run(by_system, office.conditions, scheduled.sweep)
        assert (story.case.status, story.asked.state) == (Status.CLOSED, State.STUCK)

        for _ in range(2):
            office.at = max(office.at, until) + DAY
            office.run(by_system, office.conditions, scheduled.sweep)
        assert (story.case.status, story.asked.state) == (Status.PURGED, State.SETTLED)
        assert (story.asked.addresses, story.asked.facts, story.asked.reason) == ((), "", "")
        assert office.run(removals.by_us, ("hunan",), after=None, size=9).removals == ()
