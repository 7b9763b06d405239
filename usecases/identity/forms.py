"""TODO usecases/identity/forms.py."""
from usecases.core.outcomes import Asked
from domain.network.people import Person
from usecases.core.request import Scene
from storage.engine.database import Tx
from domain.network.people import Verb
from usecases.identity import contact_requests
from usecases.dialogs import draft_lifecycle


def begin_refusal(tx: Tx, person: Person, scene: Scene, request_id: int) -> Asked:
    """Open the form in which a custodian says why a contact stays closed."""
    request = contact_requests.may_answer(tx, person, scene, request_id)
    return draft_lifecycle.begin(
        tx, person, scene, Verb.ANSWER_IDENTITY, answers={"_request": request.id}
    )
