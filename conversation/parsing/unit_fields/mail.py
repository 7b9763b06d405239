"""Parse the mail address of a unit."""

import re

from conversation.parsing.contact import mailbox
from conversation.parsing.unit_fields.signs import IS_INVISIBLE, WIDE
from conversation.parsing.urls import host_of
from domain.core.errors import BadAnswer

_STARS = re.compile(
    "[*\u00d7\u2022\u204e\u2217\u2605\u2606\u2731-\u2733\u25a0\u25a1\u25c6\u25cb\u25cf\u203b\ufe61]"
)
# Other signs for digits that were left out: mail to such an address would reach a stranger.
_LEFT_OUT = re.compile(r"(?<=[0-9])(?:[xX]{3,}|#{2,}|_{3,})(?=[0-9])")


def parse_mail(text: str) -> tuple[str, bool]:
    """A mail address, and whether it is masked: one with stars is shown, but gets no mail.

    The domain may be Chinese: it is kept as it is written, and mailed by its ASCII form.
    """
    typed = IS_INVISIBLE.sub("", text.translate(WIDE)).strip().removeprefix("mailto:")
    shown = _STARS.sub("*", typed)
    starred = _LEFT_OUT.sub(lambda left: "*" * len(left[0]), shown)
    masked = "*" in starred
    try:
        whole = mailbox(starred.replace("*", "x"))
    except ValueError as bad:
        raise BadAnswer("unit-bad-mail") from bad
    local, _, domain = whole.rpartition("@")
    if not local.isascii() or not (domain.isascii() or host_of(domain)):
        raise BadAnswer("unit-bad-mail")
    return (starred, True) if masked else (whole, False)
