"""What a digest says, read when it is sent: what waits, and the news that it is to bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.case import Case, Priority
from domain.network.people import Person, overlooks
from domain.notices.kinds import KINDS
from domain.notices.preferences import TOPICS, NoticeMode, is_first_today
from domain.notices.staff_notices import CaseDigestNotice
from domain.reviewers import WAITS
from domain.status import OPEN
from storage.cases import cases, reviewers
from storage.queues import pending_news, preferences
from storage.queues.pending_news import PendingNews
from usecases.core import authority
from usecases.core.request import Request
from usecases.core.views import Glimpse
from usecases.delivery import notice_facts
from usecases.delivery.notice_facts import Addressee, NoticeFacts
from usecases.moderation import desk, glimpses
from usecases.notify import digests, pushes

MOST_NEWS = 300  # in one message; the rest comes with another one
LISTED = 6  # cases with two lines and a button each: a phone's screen


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestFacts(NoticeFacts):
    """What waits for a member of staff: `counts` by name, none counted further than `most`.

    `news` are the pieces of news by topic, about `count` cases. `cases` are the most urgent ones,
    `more` the number of those with news that are not among them. `read` are the rows behind it.
    `empty`: there is nothing to say.
    """

    counts: Mapping[str, int]
    most: int
    news: Mapping[str, int]
    count: int
    cases: tuple[Case, ...]
    more: int
    glimpses: Mapping[int, Glimpse]
    several_units: bool
    at: int
    read: tuple[PendingNews, ...]
    empty: bool


@notice_facts.load.register
def _digest(notice: CaseDigestNotice, to: Addressee) -> DigestFacts | None:
    if to.person is None:
        return None
    req, who = to.own, to.person.who
    read = pending_news.of(req.tx, who, limit=MOST_NEWS)
    known = cases.by_ids(req.tx, {each.case_id for each in read})
    fresh = tuple((topic, known[each.case_id]) for each, topic in _fresh(req, read, known))
    news = {case.id: case for _, case in fresh}
    found = list(news.values())
    waiting = desk.look(req)
    counts = waiting.counts if waiting is not None else {}
    if notice.why != "burst" and waiting is not None:
        units = tuple(unit.code for unit in authority.worked_on(req.actor, req))
        page = cases.queue(req.tx, units, after=None, size=LISTED)
        found += [case for case in page.cases if case.id not in news]
    shown = tuple(sorted(found, key=lambda case: _urgency(case, req.now))[:LISTED])
    return DigestFacts(
        counts=counts,
        most=waiting.most if waiting is not None else 0,
        news=_counted(topic for topic, _ in fresh),
        count=len(news),
        cases=shown,
        more=sum(case.id in news for case in found) - sum(case.id in news for case in shown),
        glimpses=glimpses.of_cases(req, shown),
        several_units=len({case.unit for case in shown}) > 1,
        at=req.now,
        read=read,
        empty=not news and not (any(counts.values()) and _reminds(req, notice, who)),
    )


def sent(req: Request, who: str, facts: DigestFacts, *, shown: bool) -> None:
    """A digest was sent, or had nothing to say: what it was to bring does not wait any more."""
    pending_news.told(req.tx, who, facts.read, req.now)
    if shown:
        preferences.set_told(req.tx, who, req.now)
    if len(facts.read) == MOST_NEWS:
        preferences.bring_due(req.tx, who, req.now)


def _reminds(req: Request, notice: CaseDigestNotice, who: str) -> bool:
    """Whether a digest without news says what has waited before: the first of a day, if chosen."""
    chosen = preferences.of(req.tx, [who])[who]
    if notice.why == "burst" or chosen.mode is not NoticeMode.DIGEST:
        return False
    return is_first_today(preferences.told_at(req.tx, who), req.now, pushes.zone(req))


def _fresh(
    req: Request, read: Iterable[PendingNews], known: Mapping[int, Case]
) -> Iterable[tuple[PendingNews, str]]:
    """The news that are still true, of cases that the reader may read, with their topics."""
    own = {
        case.id for case in known.values() if reviewers.reported(req.tx, case.id, (req.actor.who,))
    }
    for each in read:
        case = known.get(each.case_id)
        kind = KINDS.get(each.kind)
        if case is None or kind is None or case.id in own or not _may_read(req, case):
            continue
        topic = TOPICS.get(kind, "other")
        if not _is_over(topic, case, req.actor):
            yield each, topic


def _may_read(req: Request, case: Case) -> bool:
    works = overlooks(req.actor, case.unit, req.profile.by_code)
    return works and case.quarantined_at is None and digests.is_told(req.actor)


def _is_over(topic: str, case: Case, person: Person) -> bool:
    """Whether somebody has seen to it meanwhile."""
    if topic == "new":
        return case.status not in OPEN or case.assignee not in {None, person.who}
    if topic == "late":
        return case.status not in OPEN
    return topic == "to_confirm" and case.status not in WAITS


def _urgency(case: Case, at: int) -> tuple[bool, bool, int, int]:
    """Danger to life first, then what is late, then what is due first."""
    danger = case.priority is Priority.DANGER
    return not danger, not case.is_overdue(at), case.due_at or 2**62, case.id


def _counted(topics: Iterable[str]) -> dict[str, int]:
    counts = dict.fromkeys(("new", "late", "to_confirm", "answers", "other"), 0)
    for topic in topics:
        counts[topic] += 1
    return {topic: count for topic, count in counts.items() if count}
