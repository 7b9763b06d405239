"""Parse the mail address of a unit."""

import re

from conversation.parsing.contact import mailbox
from conversation.parsing.unit_fields.hosts import LONGEST_SHOWN, is_plain
from conversation.parsing.unit_fields.signs import IS_INVISIBLE, WIDE
from conversation.parsing.urls import LONGEST_HOST, host_of, registered
from domain.core.errors import BadAnswer

_STARS = re.compile(
    "[*\u00d7\u2022\u204e\u2217\u2605\u2606\u2731-\u2733\u25a0\u25a1\u25c6\u25cb\u25cf\u203b\ufe61]"
)
# Other signs for digits that were left out: mail to such an address would reach a stranger.
_LEFT_OUT = re.compile(
    r"(?<=[0-9])(?:[xX]{3,}|#{2,})(?=[0-9]|\Z)|^(?:[xX]{3,}|#{2,})(?=[0-9])"
    r"|(?<=[0-9])_{3,}(?=[0-9])"
)
_LOCAL = re.compile(r"[A-Za-z0-9._+*-]+")


def parse_mail(text: str) -> tuple[str, bool]:
    """A mail address, and whether it is masked: one with stars is shown, but gets no mail.

    The domain may be Chinese: it is kept as it is written, and mailed by its ASCII form. One that
    nobody can register, such as `163.con`, is refused, unless stars hide a part of it.
    """
    typed = IS_INVISIBLE.sub("", text.translate(WIDE)).strip().removeprefix("mailto:")
    local, _, domain = _STARS.sub("*", typed).rpartition("@")
    local = _LEFT_OUT.sub(lambda left: "*" * len(left[0]), local)
    if "." not in domain or not _LOCAL.fullmatch(local):
        raise BadAnswer("unit-bad-mail")
    if not _gets_mail(domain):
        raise BadAnswer("unit-mail-domain", domain=domain[:LONGEST_SHOWN])
    starred = f"{local}@{domain}"
    try:
        whole = mailbox(starred.replace("*", "x"))
    except ValueError as bad:
        raise BadAnswer("unit-bad-mail") from bad
    masked = "*" in starred
    return (starred, True) if masked else (whole, False)


def _gets_mail(domain: str) -> bool:
    """Whether somebody can have registered the domain, as far as no star hides it."""
    shown = domain.replace("*", "x")
    host = host_of(shown) if len(shown) <= LONGEST_HOST and is_plain(shown) else None
    return host is not None and ("*" in domain or bool(registered(host)))
