"""The table of all flows: each form by its name, with its functions.

The composition root hands it to the dialog engine (`usecases/dialogs/`), which knows no form.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from conversation.contexts import (
    CategoryEditContext,
    DecisionContext,
    PledgeContext,
    ReportContext,
    RuleEditContext,
    UnitContext,
)
from conversation.form import Form, FormFacts, Given, Sheet
from conversation.forms.broadcast import BROADCAST
from conversation.forms.case_actions import CASE_FORMS
from conversation.forms.categories.category import CATEGORY
from conversation.forms.categories.rule import RULE
from conversation.forms.decisions import ASKED_ALONG, PREPARED
from conversation.forms.held import APPEAL, HELD, PAUSE_APPEAL
from conversation.forms.manual_entry import ENTERED, ENTRY
from conversation.forms.notice_times import DIGEST_AT, QUIET_FROM
from conversation.forms.pledge import PLEDGE
from conversation.forms.pledges import PLEDGES
from conversation.forms.recipients import WHOM
from conversation.forms.removals import REMOVAL_ANSWER, REMOVAL_ORDER
from conversation.forms.report import (
    ADDITION,
    ANSWER,
    HANGS_ON,
    REPORT,
    WITHDRAWAL,
    locates,
)
from conversation.forms.sanctions import REFUSE_IDENTITY
from conversation.forms.search import KEEP
from conversation.forms.several import SEVERAL_FORMS
from conversation.forms.suggestion import SUGGESTION, SUGGESTION_ANSWER
from conversation.forms.template import TEMPLATE
from conversation.forms.unit import UNIT
from domain.case import Case
from domain.draft import Draft
from domain.network.people import Verb
from storage.reported_accounts import case_accounts
from usecases.broadcasts import broadcast_lifecycle
from usecases.cases import decisions, eligible_reports, merging
from usecases.categories import category_editing, rule_editing
from usecases.core.flow import Flow, FormFiles, Kind, back_home
from usecases.core.outcomes import DialogOutcome
from usecases.core.request import Request
from usecases.directory import checks, pledges
from usecases.identity import contact_requests
from usecases.misuse import sanction_decisions
from usecases.moderation import (
    casework,
    forms,
    manual_entry,
    notice_settings,
    search,
    several,
    several_texts,
    template_offers,
    templates,
)
from usecases.network import unit_editing
from usecases.removals import answering, asking, removal_forms
from usecases.reporting import filing, held, reporter_actions, review
from usecases.suggestions import suggestion_box


def _to_card(req: Request, draft: Draft) -> DialogOutcome:
    """After a form about a case was cancelled: the case."""
    return back_home(req, draft) if draft.case_id is None else casework.card(req, draft.case_id)


def _to_unit(req: Request, draft: Draft) -> DialogOutcome:
    """After a form about a unit was cancelled: its card, for admins, where it was opened."""
    if (entry := checks.cancelled(req, draft)) is not None:
        return entry
    code = UnitContext.of(draft).unit
    return unit_editing.look(req, code) if code and req.actor.admin else back_home(req, draft)


def _to_category(req: Request, draft: Draft) -> DialogOutcome:
    """After a category's form was cancelled: the category, for admins."""
    context = CategoryEditContext.of(draft)
    code = context.category or context.parent
    return category_editing.look(req, code) if code and req.actor.admin else back_home(req, draft)


def _to_rule(req: Request, draft: Draft) -> DialogOutcome:
    """After a rule's form was cancelled: the rule, for admins."""
    code = RuleEditContext.of(draft).rule
    return rule_editing.look(req, code) if code and req.actor.admin else back_home(req, draft)


def _to_pledge(req: Request, draft: Draft) -> DialogOutcome:
    """After a pledge's form was cancelled: the pledge, for admins."""
    if not req.actor.admin:
        return back_home(req, draft)
    return pledges.keep(req, PledgeContext.of(draft).unit)


def _kind_of_report(sheet: Sheet) -> Kind | None:
    """The category chosen so far; None until it is known whether files are allowed."""
    category, is_asked = sheet.answer("category"), "subcategory" not in sheet.draft.answers
    if category is None or (is_asked and sheet.profile.taxonomy.under(category)):
        return None
    return category, sheet.answer("subcategory") or ""


def _no_category(_sheet: Sheet) -> Kind | None:
    """None: files wait until their sender says what they are for."""
    return None


def _begins_report(_req: Request, given: Given) -> ReportContext | None:
    """A link, a post or a file starts a report, unless the message is held for another purpose."""
    return ReportContext() if locates(given) or given.files else None


def _on_case(form: Form) -> Flow[Request]:
    """The flow of a staff form about a case; finishing it makes a move or an action."""
    return Flow(
        form=form,
        finish=casework.finish,
        cancelled=_to_card,
        still=forms.still,
        facts=eligible_reports.facts,
        offers=template_offers.at,
    )


def _accounts_of(req: Request, _: Draft, case: Case) -> FormFacts:
    """The accounts of a case, to be corrected."""
    found = case_accounts.of_case(req.tx, case.id) if case.accounts else ()
    return FormFacts(accounts={str(each.row): each.account for each in found})


def _to_reporters(flow: Flow[Request]) -> Flow[Request]:
    """The flow with files sent along and texts that go to the case's reporters."""
    files = FormFiles(refusal="files-never-here")
    return replace(flow, facts=eligible_reports.writable, files=files)


def _decides(flow: Flow[Request]) -> Flow[Request]:
    """The flow of a decision: parts of it are answered beforehand, and read before it is sent."""
    return replace(
        flow,
        facts=decisions.form_facts,
        check=decisions.check_draft,
        prepare=forms.prepare,
        tick=forms.write_own,
        asked_along=ASKED_ALONG,
    )


def _case_flows(of: Iterable[Form]) -> Iterator[Flow[Request]]:
    for flow in map(_on_case, of):
        if flow.form.name == Verb.JOIN:
            yield replace(flow, facts=merging.facts, check=merging.check_draft)
        elif flow.form.name == Verb.MEASURES:
            yield replace(flow, facts=asking.facts)
        elif flow.form.context is DecisionContext:
            yield _decides(flow)
        elif flow.form.name == Verb.ACCOUNT:
            yield replace(flow, facts=_accounts_of)
        elif flow.form.name == Verb.LAPSE:
            yield replace(flow, facts=eligible_reports.writable)
        elif WHOM in flow.form.steps:
            yield _to_reporters(flow)
        else:
            yield flow


_FLOWS: tuple[Flow[Request], ...] = (
    Flow(  # before the report: it is asked first whether a message starts it
        form=HELD,
        is_material=True,
        finish=held.finish,
        begun_by=held.begun_by,
        files=FormFiles(kind=_no_category),
    ),
    Flow(
        form=ENTERED,
        finish=manual_entry.file,
        done_before=manual_entry.entered_before,
        tick=review.tick,
        remark=review.remark,
        asked_along=HANGS_ON,
        files=FormFiles(kind=_kind_of_report, settles=True),
    ),
    Flow(
        form=SUGGESTION,
        is_material=True,
        finish=suggestion_box.file,
        done_before=suggestion_box.filed_before,
        remark=suggestion_box.remark,
    ),
    Flow(
        form=REPORT,
        is_material=True,
        finish=filing.file,
        cancelled=_to_unit,
        done_before=filing.filed_before,
        begun_by=_begins_report,
        prepare=review.prepare,
        tick=review.tick,
        remark=review.remark,
        asked_along=HANGS_ON,
        files=FormFiles(kind=_kind_of_report, settles=True),
    ),
    *(
        Flow(
            form=form,
            is_material=True,
            finish=finish,
            still=reporter_actions.still,
            files=FormFiles() if form.gathers else None,
        )
        for form, finish in (
            (ADDITION, reporter_actions.add),
            (ANSWER, reporter_actions.answer),
            (APPEAL, held.appeal),
            (WITHDRAWAL, reporter_actions.withdraw),
        )
    ),
    Flow(
        form=PAUSE_APPEAL,
        is_material=True,
        finish=sanction_decisions.appeal,
        still=sanction_decisions.still,
    ),
    *_case_flows(CASE_FORMS),
    *(
        Flow(form=form, finish=finish, cancelled=removal_forms.cancelled, still=removal_forms.still)
        for form, finish in (
            (REMOVAL_ANSWER, answering.answer_in_words),
            (REMOVAL_ORDER, answering.order),
        )
    ),
    *(_decides(_on_case(form)) for form in PREPARED),
    *(
        Flow(
            form=form,
            finish=several.finish,
            cancelled=several.cancelled,
            check=several.check,
            prepare=several_texts.prepare,
            asked_along=ASKED_ALONG,
        )
        for form in SEVERAL_FORMS
    ),
    Flow(
        form=REFUSE_IDENTITY,
        finish=contact_requests.refuse,
        still=contact_requests.still,
    ),
    Flow(form=ENTRY, finish=manual_entry.found),
    Flow(form=KEEP, finish=search.keep),
    Flow(form=UNIT, finish=checks.finish, cancelled=_to_unit, still=unit_editing.still),
    Flow(
        form=CATEGORY,
        finish=category_editing.finish,
        cancelled=_to_category,
        still=category_editing.still,
    ),
    Flow(form=RULE, finish=rule_editing.finish, cancelled=_to_rule, still=rule_editing.still),
    Flow(form=TEMPLATE, finish=templates.save, cancelled=_to_unit, still=templates.still),
    Flow(
        form=SUGGESTION_ANSWER,
        finish=suggestion_box.answer,
        cancelled=suggestion_box.cancelled,
        still=suggestion_box.still,
    ),
    Flow(form=BROADCAST, finish=broadcast_lifecycle.save, still=broadcast_lifecycle.still),
    Flow(form=PLEDGE, finish=pledges.save, cancelled=_to_pledge, still=pledges.still),
    Flow(form=PLEDGES, finish=pledges.save_many, still=pledges.may_record),
    *(
        Flow(form=form, finish=notice_settings.typed, cancelled=notice_settings.cancelled)
        for form in (DIGEST_AT, QUIET_FROM)
    ),
)

FLOWS: Mapping[str, Flow[Request]] = {flow.form.name: flow for flow in _FLOWS}
"""All flows by form name. For a second press of a last button, the first that knows the draft."""
