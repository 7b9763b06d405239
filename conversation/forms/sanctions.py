"""Staff forms about one reporter of a case, whom they know by an alias only."""

from conversation.contexts import CaseActionContext, ContactRequestContext
from conversation.form import Form, Step, choice_step, words
from conversation.forms.recipients import WHICH
from domain.identity import LEAST_REASON, Purpose
from domain.misuse import PAUSE_DAYS, Result
from domain.network.people import Verb

MAX_REASON = 2000  # characters, as in other staff forms

_REASON = Step(name="reason", parse=words(MAX_REASON, least=LEAST_REASON))

REPORTER_FORMS: tuple[Form, ...] = (
    Form(
        name=Verb.ASK_IDENTITY,
        context=CaseActionContext,
        steps=(
            WHICH,
            choice_step("purpose", lambda _: tuple(Purpose)),
            _REASON,
        ),
    ),
    Form(name=Verb.WARN, context=CaseActionContext, steps=(WHICH, _REASON)),
    Form(
        name=Verb.PAUSE,
        context=CaseActionContext,
        steps=(WHICH, choice_step("pause_days", lambda _: tuple(map(str, PAUSE_DAYS))), _REASON),
    ),
    Form(name=Verb.UNPAUSE, context=CaseActionContext, steps=(WHICH, _REASON)),
    Form(
        name=Verb.JUDGE_PAUSE,
        context=CaseActionContext,
        steps=(WHICH, choice_step("verdict", lambda _: (Result.KEEP, Result.LIFT)), _REASON),
    ),
)
"""Forms about a case; part of `conversation.forms.case_actions.CASE_FORMS`."""

REFUSE_IDENTITY = Form(
    name=Verb.ANSWER_IDENTITY,
    context=ContactRequestContext,
    steps=(Step(name="reason", parse=words(MAX_REASON, least=2)),),
)
"""The form in which a custodian refuses a request, with a reason."""
