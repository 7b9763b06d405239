"""What leads read of a case file in the chat."""

from domain.case_files.orders import REMOVED_AFTER, Order
from handlers.case_files.building import Built
from handlers.ui.localizer import Localizer


def caption(localizer: Localizer, number: str, order: Order, built: Built) -> str:
    """The words beside the file: what it is, how to check it, until when it is here."""
    said = [localizer.say("case_file-caption", number=number, minutes=REMOVED_AFTER // 60)]
    if order.recipient:
        said.append(localizer.say("case_file-sealed"))
    if not built.has_pdf:
        said.append(localizer.say("case_file-no_pdf"))
    return "\n\n".join(said)
