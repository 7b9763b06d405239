"""Open the form in which a custodian refuses a request."""

from conversation.contexts import ContactRequestContext
from domain.network.people import Verb
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.dialogs import draft_lifecycle
from usecases.identity import contact_requests


def begin_refusal(req: Request, request_id: int) -> Asked:
    """Open the form in which a custodian gives the reason of a refusal."""
    request = contact_requests.may_answer(req, request_id)
    context = ContactRequestContext(request=request.id)
    return draft_lifecycle.begin(req, Verb.ANSWER_IDENTITY, context=context)
