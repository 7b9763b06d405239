"""Tell staff about cases: at once, or with their next digest, as `domain.notices.preferences` says.

Much at once is one message: after a few notices in a minute the others wait for the end of that
minute and come as one list; several additions to one case are gathered (`repeated_news`).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from domain.case import Case, Priority
from domain.network.people import Person, Role, role_in
from domain.network.units import above
from domain.notices.case_notices import (
    CaseCameNotice,
    CaseNotice,
    NewCaseNotice,
    RemittedNotice,
    RepeatedNotice,
    ReporterAddedNotice,
    ReporterAnsweredNotice,
    ReporterEditedNotice,
)
from domain.notices.notice import Notice
from domain.notices.preferences import (
    ASKS_ONE,
    BURST_SECONDS,
    IN_GROUP,
    MOST_PUSHES,
    TO_REVIEW,
    Preferences,
    Recipient,
    Timing,
    next_digest,
    plan,
    quiet_until,
)
from domain.notices.removal_notices import RemovalNotice
from domain.notices.staff_notices import CaseDigestNotice
from domain.status import OPEN
from storage.cases import cases
from storage.engine import quotas
from storage.network import units
from storage.queues import outbox, pending_news, preferences, waiting_notices
from storage.queues.outbox import Owed, Rank
from usecases.core.request import Request
from usecases.notify import recipients, repeated_news, staff_cards

Dedupe = Callable[[str], str]
"""Gives the deduplication key of a notice to one person."""


def to_team(
    req: Request,
    case: Case,
    notice: CaseNotice | RemovalNotice,
    people: Iterable[Person],
    dedupe: Dedupe,
    *,
    passed_on: bool = False,
) -> None:
    """Tell these people of something that any of them may see to.

    `passed_on`: somebody else could not be told.
    """
    found = tuple(people)
    chosen = preferences.of(req.tx, [each.who for each in found])
    places = {case.unit, *above(req.profile.by_code, case.unit)}
    alone = type(notice) in TO_REVIEW and sum(each.reachable for each in found) == 1

    def recipient(person: Person) -> Recipient:
        works = role_in(person, case.unit, req.profile.by_code) >= Role.MODERATOR
        only_they = alone and person.reachable
        return Recipient(
            who=person.who,
            preferences=chosen[person.who],
            quiet=_quiet_until(req, chosen[person.who]) is not None,
            mine=only_they or person.who == case.assignee or type(notice) in ASKS_ONE,
            on_call=not places.isdisjoint(person.on_call),
            able=person.reachable and works,
        )

    group = type(notice) in IN_GROUP and _in_group(req, case)
    danger = case.priority is Priority.DANGER
    when = plan(map(recipient, found), danger=danger, in_group=group)
    at_once = [each.who for each in found if when[each.who] is Timing.NOW]
    in_bursts = _in_bursts(req, case, at_once)
    later: list[str] = []
    for person in found:
        who = person.who
        if person.reachable:
            timing, own = when[who], chosen[who]
            in_burst = who in in_bursts
            settled = _tell(
                req, case, notice, who, dedupe, timing, own, in_burst=in_burst, passed_on=passed_on
            )
            if not settled:
                later.append(who)
        else:  # it is settled as not delivered, and never waits for a digest
            outbox.put(req.tx, _owed(case, notice, who, dedupe), req.now)
    pending_news.add(req.tx, later, case.id, notice.kind, req.now)


def to_one(req: Request, case: Case, notice: CaseNotice, who: str, dedupe: Dedupe) -> None:
    """Tell one person of something that asks, or concerns, this very person."""
    chosen = preferences.of(req.tx, [who])[who]
    quiet = _quiet_until(req, chosen) is not None and case.priority is not Priority.DANGER
    timing = Timing.AFTER_QUIET if quiet else Timing.NOW
    in_burst = timing is Timing.NOW and bool(_in_bursts(req, case, [who]))
    if not _tell(req, case, notice, who, dedupe, timing, chosen, in_burst=in_burst, at_once=True):
        pending_news.add(req.tx, (who,), case.id, notice.kind, req.now)


def after_quiet(req: Request, who: str, case: Case | None = None) -> int:
    """When something may be sent that joins no digest: at the end of quiet hours; 0 means now.

    What is about a danger to life does not wait.
    """
    if case is not None and case.priority is Priority.DANGER:
        return 0
    return _quiet_until(req, preferences.of(req.tx, [who])[who]) or 0


def zone(req: Request) -> ZoneInfo:
    """The timezone of the profile."""
    return ZoneInfo(req.profile.timezone)


def owe_digest(req: Request, who: str, notice: CaseDigestNotice, due_at: int = 0) -> None:
    """Queue the one message with all that waits for a person's digest when it is sent."""
    outbox.put(
        req.tx,
        Owed(
            notice=notice,
            recipient=who,
            rank=Rank.NEWS,
            dedupe=_digest_key(who),
            due_at=due_at,
            order_key=pending_news.order_key(who),
        ),
        req.now,
        again=True,
    )


def _digest_key(who: str) -> str:
    return f"news:{who}"


def _tell(  # one notice: what it is about, to whom, and when
    req: Request,
    case: Case,
    notice: Notice,
    who: str,
    dedupe: Dedupe,
    timing: Timing,
    chosen: Preferences,
    *,
    in_burst: bool,
    at_once: bool = False,
    passed_on: bool = False,
) -> bool:
    """Tell it, if now is the time; False if the caller is to keep it for the person's next list."""
    if timing is Timing.NEVER:
        return True
    if timing is Timing.NOW:
        owed = _owed(case, notice, who, dedupe)
        gathers = isinstance(notice, RepeatedNotice) and not passed_on
        if gathers and repeated_news.joins(req, case, owed, who):
            return True
        return _push(req, case, owed, in_burst=in_burst, at_once=at_once or case.assignee == who)
    due_at = _quiet_until(req, chosen) if timing is Timing.AFTER_QUIET else None
    preferences.bring_due(req.tx, who, due_at or next_digest(chosen, req.now, zone(req)))
    return False


def _owed(case: Case, notice: Notice, who: str, dedupe: Dedupe) -> Owed:
    danger = case.priority is Priority.DANGER
    return Owed(
        notice=notice,
        recipient=who,
        rank=Rank.NEWS,
        case_id=case.id,
        dedupe=dedupe(who)[:96],
        # what is about a danger to life waits behind nothing else, and joins no list
        order_key=f"staff:{who}" if danger else pending_news.order_key(who),
    )


def _in_bursts(req: Request, case: Case, whos: Collection[str]) -> frozenset[str]:
    """Those of these people who got many notices in a minute: a list of the others waits for them.

    What is about a danger to life joins no list.
    """
    if case.priority is Priority.DANGER:
        return frozenset()
    of = {_digest_key(who): who for who in whos}
    return frozenset(of[key] for key in waiting_notices.due_later(req.tx, of, req.now))


def _push(req: Request, case: Case, owed: Owed, *, in_burst: bool, at_once: bool) -> bool:
    """Send it now; False if there were many within a minute, so that it joins their list."""
    who, now = owed.recipient or "", req.now
    if case.priority is Priority.DANGER:
        outbox.put(req.tx, owed, now)
        return True
    if in_burst:
        return False
    opens = quotas.use(req.tx, who, "pushes", MOST_PUSHES, BURST_SECONDS, now)
    if opens is not None:
        pending_news.take_waiting(req.tx, who, now)
        owe_digest(req, who, CaseDigestNotice(why="burst"), due_at=opens)
        return False
    due_at = 0 if at_once else now + req.conditions.gather_seconds
    if due_at > now:
        pending_news.put_off(req.tx, who, due_at, latest=BURST_SECONDS)
    outbox.put(req.tx, replace(owed, due_at=due_at), now)
    return True


def _in_group(req: Request, case: Case) -> bool:
    belongs = staff_cards.belongs(req, case, case.unit)
    return belongs and units.group_of(req.tx, case.unit) is not None


def _quiet_until(req: Request, chosen: Preferences) -> int | None:
    return quiet_until(chosen, req.now, zone(req))


# What somebody can no longer be told is told to those who are left.

MOST_PASSED_ON = 300  # cases of one person

PASSED_ON: Mapping[str, type[CaseNotice]] = {
    kind().kind: kind
    for kind in (
        NewCaseNotice,
        CaseCameNotice,
        RemittedNotice,
        ReporterAddedNotice,
        ReporterAnsweredNotice,
        ReporterEditedNotice,
    )
}
"""What anybody who works on the case may see to, by its kind. What is late is said again anyway."""


def pass_on(req: Request, owed: Owed) -> None:
    """A notice did not arrive, and its recipient cannot be written to: tell those who are left.

    Others who were told it at once are not told again; who would have had a digest, or nothing,
    since this person was told, is told as if they had not been.
    """
    who = owed.recipient or ""
    if owed.case_id is None or owed.notice.kind not in PASSED_ON:
        return
    stem = owed.dedupe.removesuffix(who)
    case = cases.get(req.tx, owed.case_id)
    _pass_on(req, case, PASSED_ON[owed.notice.kind](), who, stem)


def pass_news_on(req: Request, who: str) -> None:
    """The same for all that waits for a person's digest, which will not come: it is forgotten."""
    waiting = pending_news.of(req.tx, who, limit=MOST_PASSED_ON)
    known = cases.by_ids(req.tx, {each.case_id for each in waiting})
    for each in waiting:
        case, kind = known.get(each.case_id), PASSED_ON.get(each.kind)
        if case is not None and kind is not None:
            _pass_on(req, case, kind(), who, f"{each.kind}:{case.id}:{each.came_at}:for:")
    pending_news.forget(req.tx, who, req.now)


def _pass_on(req: Request, case: Case, what: CaseNotice, who: str, stem: str) -> None:
    if case.status not in OPEN:
        return
    left = (each for each in recipients.working_on(req, case) if each.who != who)
    to_team(req, case, what, left, lambda other: f"{stem}{other}", passed_on=True)
