"""Open the form in which a custodian refuses a request."""

from domain.network.people import Person, Verb
from storage.engine.database import Tx
from usecases.core.outcomes import Asked
from usecases.core.request import Scene
from usecases.dialogs import draft_lifecycle
from usecases.identity import contact_requests


def begin_refusal(tx: Tx, person: Person, scene: Scene, request_id: int) -> Asked:
    """Open the form in which a custodian says why a contact stays closed."""
    request = contact_requests.may_answer(tx, person, scene, request_id)
    return draft_lifecycle.begin(
        tx, person, scene, Verb.ANSWER_IDENTITY, answers={"_request": request.id}
    )
