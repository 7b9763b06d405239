"""Query codes in what reporters write: whoever knows one may open the report."""

from msgspec.structs import replace

from conversation.form import Given
from domain.codes import codes_in
from storage.reporting import reports
from usecases.core.request import Request

BLANKED = "····"  # stands for a query code in what is kept of a message


def without_codes(req: Request, given: Given) -> Given:
    """The message with the query codes of reports blanked: staff must not read one."""
    text = given.text
    for written, code in codes_in(text):
        if reports.by_code(req.tx, code) is not None:
            text = text.replace(written, BLANKED)
    return given if text == given.text else replace(given, text=text)
