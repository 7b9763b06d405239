"""The reports of a case that a form about one reporter can be used for."""

from collections.abc import Callable, Mapping

from conversation.form import FormFacts
from domain.case import Case
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.misuse import may_pause, may_warn
from domain.network.people import Verb
from storage.misuse import sanctions
from storage.reporting import reporter_links
from storage.reporting.reporter_links import LinkFilter, ReporterLink
from usecases.cases.changes import Answers
from usecases.core.request import Request

Guard = Callable[[Request, Case], str]
Finder = Callable[[Request, Case, int | None], tuple[ReporterLink, ...]]


def _with_contact(req: Request, case: Case, most: int | None) -> tuple[ReporterLink, ...]:
    """Those with a contact; none in closed categories, which ask for no contact."""
    if req.profile.taxonomy.is_closed(case.category, case.subcategory):
        return ()
    return reporter_links.links_of(req.tx, case.id, LinkFilter.WITH_CONTACT, most=most)


def _without_account(req: Request, case: Case, most: int | None) -> tuple[ReporterLink, ...]:
    """Those entered by staff whose reporter has not linked a Telegram account since."""
    return reporter_links.links_of(req.tx, case.id, LinkFilter.WITHOUT_ACCOUNT, most=most)


def _warnable(req: Request, case: Case, most: int | None) -> tuple[ReporterLink, ...]:
    """Those whose reporter has an account, and has had no warning today.

    Two reports of one reporter are both listed, so that the list does not show that they are.
    """
    told = {
        each.link.report_id
        for each in sanctions.on_case(req.tx, case.id, req.now)
        if not may_warn(each.warned_last, req.now)
    }
    found = reporter_links.links_of(
        req.tx, case.id, LinkFilter.LINKED, most=None if most is None else most + len(told)
    )
    return tuple(link for link in found if link.report_id not in told)


def _pausable(req: Request, case: Case, _: int | None) -> tuple[ReporterLink, ...]:
    """Those whose reporter has a recent warning, and is not paused."""
    return tuple(
        each.link
        for each in sanctions.on_case(req.tx, case.id, req.now)
        if may_pause(each.warned_first, each.paused_until, req.now)
    )


def _paused(req: Request, case: Case, _: int | None) -> tuple[ReporterLink, ...]:
    """Those whose reporter was paused by the unit that has this case, or on this very case."""
    return tuple(
        each.link
        for each in sanctions.on_case(req.tx, case.id, req.now)
        if each.paused_until is not None
        and (each.paused_on == case.id or each.paused_by == case.unit)
    )


def _to_judge(req: Request, case: Case, _: int | None) -> tuple[ReporterLink, ...]:
    """Those whose reporter was paused because of that report, and has appealed.

    A reporter who was unlinked since is still paused, and still gets an answer.
    """
    return tuple(
        reporter_links.link(req.tx, each.report_id)
        for each in sanctions.to_judge(req.tx, case.id, req.now)
    )


CANDIDATES: Mapping[str, Finder] = {
    Verb.ASK_IDENTITY: _with_contact,
    Verb.HEARD: _without_account,
    Verb.WARN: _warnable,
    Verb.PAUSE: _pausable,
    Verb.UNPAUSE: _paused,
    Verb.JUDGE_PAUSE: _to_judge,
}
"""For each form about one report of a case, the function that finds the eligible reports."""


def facts(req: Request, draft: Draft, case: Case) -> FormFacts:
    """The eligible reports of a form, with the aliases of their reporters, for its question."""
    found = _links(req, case, draft.form)
    return _reporters({link.report_id: link.alias for link in found})


def writable(req: Request, _: Draft, case: Case) -> FormFacts:
    """The same for a form that writes to reporters: everybody who can be written to."""
    return _reporters(reporter_links.writable(req.tx, case.id))


def _reporters(aliases: Mapping[int, str]) -> FormFacts:
    return FormFacts(reporters={str(report): alias for report, alias in aliases.items()})


def chosen(req: Request, case: Case, form: str, given: Answers) -> ReporterLink:
    """The report that a finished form is about: the one chosen, or the only one."""
    found = _links(req, case, form)
    if given.get("which"):
        found = tuple(link for link in found if link.report_id == int(given["which"]))
    if len(found) != 1:
        raise BadAnswer("report-choice-gone")
    return found[0]


def there(req: Request, case: Case, form: str) -> bool:
    """Whether there is an eligible report; reads no more than one."""
    return bool(CANDIDATES[form](req, case, 1))


def _links(req: Request, case: Case, form: str) -> tuple[ReporterLink, ...]:
    return CANDIDATES[form](req, case, None) if form in CANDIDATES else ()
