"""Every form by its name."""

from collections.abc import Mapping

from conversation.broadcasting import BROADCAST
from conversation.casework import CASE_FORMS
from conversation.entering import ENTERED, ENTRY
from conversation.pledging import PLEDGE
from conversation.report import ADDITION, ANSWER, APPEAL, PAUSE_APPEAL, REPORT, WITHDRAWAL
from conversation.reporter import REFUSE_IDENTITY
from conversation.searching import KEEP
from conversation.step import Form
from conversation.suggesting import SUGGESTION, SUGGESTION_ANSWER
from conversation.templates import TEMPLATE
from conversation.units import UNIT

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
