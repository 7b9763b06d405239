"""The table of renderers: one line per type of outcome, and one per form for its questions.

The composition root passes it to the handlers of dialogs, which import no other package.
"""

from collections.abc import Mapping

from conversation.forms.broadcast import BROADCAST
from conversation.forms.case_actions import CASE_FORMS
from conversation.forms.categories.category import CATEGORY
from conversation.forms.categories.rule import RULE
from conversation.forms.decisions import DECISION_FORMS
from conversation.forms.held import APPEAL, HELD, PAUSE_APPEAL
from conversation.forms.manual_entry import ENTERED, ENTRY
from conversation.forms.notice_times import DIGEST_AT, QUIET_FROM
from conversation.forms.pledge import PLEDGE
from conversation.forms.pledges import PLEDGES
from conversation.forms.removals import REMOVAL_FORMS
from conversation.forms.report import ADDITION, ANSWER, REPORT, WITHDRAWAL
from conversation.forms.sanctions import REFUSE_IDENTITY
from conversation.forms.search import KEEP
from conversation.forms.several import SEVERAL_FORMS
from conversation.forms.suggestion import SUGGESTION, SUGGESTION_ANSWER
from conversation.forms.template import TEMPLATE
from conversation.forms.unit import UNIT
from domain.network.people import Verb
from handlers.account import notice_settings
from handlers.broadcasts import screens as broadcasts
from handlers.categories import category_form, rule_form, rule_screens
from handlers.categories import screens as categories
from handlers.dialogs import question_screen, render
from handlers.directory import check_screens, pledge_screens, proposal_screens
from handlers.identity import screens as identity
from handlers.moderation import (
    case_card,
    decision_review,
    entry_screens,
    joins,
    search_screens,
    several_screens,
)
from handlers.network import unit_form, unit_screens
from handlers.removals import form_screens as removal_form_screens
from handlers.removals import screens as removal_screens
from handlers.reporting import held_screen, messages, receipt, report_question
from handlers.reporting import screens as reporting
from handlers.suggestions import screens as suggestions
from handlers.templates import ready_text_screens
from handlers.templates import screens as templates
from handlers.ui.screen_table import Draw, DrawQuestion, ScreenTable, drawn
from usecases.core.outcomes import Added, Collecting, Entered, Filed, Idle, Offered, Suggested
from usecases.core.texts import ResultTexts
from usecases.core.views import (
    BroadcastView,
    Card,
    CategoryProposalView,
    CategoryView,
    HandedOn,
    NoticeSettings,
    PledgeView,
    ProposalView,
    RemovalView,
    RequestView,
    RuleView,
    Search,
    SuggestionView,
    TemplateView,
    UnitView,
)
from usecases.directory.checks import HotlineEntry
from usecases.directory.pledges import Pledges
from usecases.moderation.several import SeveralDone
from usecases.moderation.ticking import TickList
from usecases.reporting.hearing import Tracked

_OUTCOMES: Mapping[type, Draw] = dict(
    (
        drawn(Offered, render.offered),
        drawn(Collecting, render.nothing),
        drawn(Idle, render.idle),
        drawn(Filed, receipt.filed),
        drawn(Added, reporting.added),
        drawn(Tracked, messages.tracked),
        drawn(Entered, entry_screens.entered),
        drawn(Card, case_card.card),
        drawn(HandedOn, case_card.handed_on),
        drawn(RemovalView, removal_screens.one),
        drawn(Search, search_screens.search),
        drawn(TickList, several_screens.ticking),
        drawn(SeveralDone, several_screens.done),
        drawn(TemplateView, templates.one),
        drawn(ResultTexts, ready_text_screens.one),
        drawn(RequestView, identity.request),
        drawn(UnitView, unit_screens.card),
        drawn(HotlineEntry, check_screens.card),
        drawn(ProposalView, proposal_screens.one),
        drawn(CategoryView, categories.card),
        drawn(CategoryProposalView, categories.proposal),
        drawn(RuleView, rule_screens.card),
        drawn(Suggested, suggestions.suggested),
        drawn(SuggestionView, suggestions.one),
        drawn(BroadcastView, broadcasts.card),
        drawn(PledgeView, pledge_screens.card),
        drawn(Pledges, pledge_screens.listed),
        drawn(NoticeSettings, notice_settings.screen),
    )
)

_QUESTIONS: Mapping[str, DrawQuestion] = {
    **{form.name: question_screen.by_verb for form in CASE_FORMS},
    Verb.JOIN: joins.question,
    Verb.MEASURES: removal_form_screens.measures,
    **{form.name: question_screen.by_verb for form in REMOVAL_FORMS},
    **{form.name: decision_review.question for form in DECISION_FORMS},
    Verb.LAPSE: decision_review.lapse,
    **{form.name: several_screens.question for form in SEVERAL_FORMS},
    REFUSE_IDENTITY.name: question_screen.by_verb,
    TEMPLATE.name: templates.question,
    SUGGESTION_ANSWER.name: question_screen.by_verb,
    REPORT.name: report_question.question,
    HELD.name: held_screen.question,
    ADDITION.name: question_screen.question,
    ANSWER.name: question_screen.question,
    APPEAL.name: held_screen.appeal,
    WITHDRAWAL.name: question_screen.question,
    PAUSE_APPEAL.name: question_screen.question,
    KEEP.name: question_screen.question,
    ENTERED.name: entry_screens.question,
    ENTRY.name: entry_screens.question,
    UNIT.name: unit_form.question,
    CATEGORY.name: category_form.question,
    RULE.name: rule_form.question,
    SUGGESTION.name: suggestions.question,
    BROADCAST.name: broadcasts.question,
    PLEDGE.name: pledge_screens.question,
    PLEDGES.name: pledge_screens.many_question,
    DIGEST_AT.name: question_screen.question,
    QUIET_FROM.name: question_screen.question,
}

SCREENS = ScreenTable(outcomes=_OUTCOMES, questions=_QUESTIONS)
