"""Open the form in which a reporter appeals a pause."""

from conversation.contexts import PauseAppealContext
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.dialogs import draft_lifecycle
from usecases.misuse import sanction_decisions


def begin_on_pause(req: Request, sanction_id: int) -> Asked:
    """Open the form in which a reporter appeals a pause."""
    sanction = sanction_decisions.may_appeal(req, sanction_id)
    context = PauseAppealContext(sanction=sanction.id)
    return draft_lifecycle.begin(req, "pause_appeal", context=context)
