"""Open the form in which a reporter appeals a pause."""

from domain.network.people import Person
from storage.engine.database import Tx
from usecases.core.outcomes import Asked
from usecases.core.request import Scene
from usecases.dialogs import draft_lifecycle
from usecases.misuse import sanction_decisions


def begin_on_pause(tx: Tx, person: Person, scene: Scene, sanction_id: int) -> Asked:
    """Open the form in which a reporter asks for another look at a pause."""
    sanction = sanction_decisions.may_appeal(tx, person, scene, sanction_id)
    return draft_lifecycle.begin(
        tx, person, scene, "pause_appeal", answers={"_sanction": sanction.id}
    )
