"""Every form by its name."""

from collections.abc import Mapping

from conversation.form import Form
from conversation.forms.broadcast import BROADCAST
from conversation.forms.case_actions import CASE_FORMS
from conversation.forms.manual_entry import ENTERED, ENTRY
from conversation.forms.pledge import PLEDGE
from conversation.forms.report import ADDITION, ANSWER, APPEAL, PAUSE_APPEAL, REPORT, WITHDRAWAL
from conversation.forms.sanctions import REFUSE_IDENTITY
from conversation.forms.search import KEEP
from conversation.forms.suggestion import SUGGESTION, SUGGESTION_ANSWER
from conversation.forms.template import TEMPLATE
from conversation.forms.unit import UNIT

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        REPORT,
        ADDITION,
        ANSWER,
        APPEAL,
        PAUSE_APPEAL,
        WITHDRAWAL,
        *CASE_FORMS,
        REFUSE_IDENTITY,
        ENTERED,
        ENTRY,
        KEEP,
        UNIT,
        TEMPLATE,
        SUGGESTION,
        SUGGESTION_ANSWER,
        BROADCAST,
        PLEDGE,
    )
}
