"""What the public directory says of a unit, as typed: code, phone, mail, hosts, days."""

import re
from datetime import date

from conversation.contact import mailbox
from conversation.urls import host_of, normal_form, registered
from domain.errors import BadAnswer

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
LONGEST_CODE = 20  # unit and category codes stand in one deep link of 64 characters
_NUMBER = r"[+(]{0,2}[0-9][0-9 ()-]{1,24}"
_EXTENSION = r"(?: ?(?:转|分机|ext\.?|x|#) ?[0-9]{1,6})?"
PHONE = re.compile(rf"{_NUMBER}{_EXTENSION}(?: ?[/;,、，；] ?{_NUMBER}{_EXTENSION})?", re.ASCII)
LONGEST_PHONE = 64
LONGEST_NAME = 80
MOST_HOSTS = 20
MOST_DAYS = 60  # days of one unit's own: more is another calendar
YEARS = range(2020, 2101)

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_BETWEEN = re.compile(r"[\s,;、，；]+")
_UNTIL = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:\.\.|~|—|–|至|到)(\d{4}-\d{1,2}-\d{1,2})")


def parse_code(text: str) -> str:
    """A unit's code: short, lower case, for links and files."""
    code = text.translate(_WIDE).strip().lower()
    if len(code) > LONGEST_CODE or not CODE.fullmatch(code):
        raise BadAnswer("unit-bad-code", most=LONGEST_CODE)
    return code


def parse_line(text: str) -> str:
    """A name or an area on one line, with nothing invisible in it."""
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise BadAnswer("answer-words-wanted")
    if len(name) > LONGEST_NAME:
        raise BadAnswer("answer-too-long", limit=LONGEST_NAME, length=len(name))
    return name


def parse_phone(text: str) -> str:
    """A phone number as it is published: short ones, extensions and two numbers, too."""
    phone = " ".join(text.translate(_WIDE).split())
    if len(phone) > LONGEST_PHONE or not PHONE.fullmatch(phone):
        raise BadAnswer("unit-bad-phone")
    return phone


def parse_mail(text: str) -> tuple[str, bool]:
    """A mail address, and whether it is masked: one with stars is shown, and never written to."""
    typed = text.translate(_WIDE).strip().removeprefix("mailto:")
    masked = "*" in typed
    try:
        whole = mailbox(typed.replace("*", "x"))
    except ValueError as bad:
        raise BadAnswer("unit-bad-mail") from bad
    return (typed, True) if masked else (whole, False)


def parse_hosts(text: str) -> tuple[str, ...]:
    """Hosts in lower case and punycode, each once; a whole address counts as its host."""
    found = []
    for typed in _BETWEEN.split(text.translate(_WIDE).strip()):
        bare = re.sub(r"^[a-z]+://", "", typed, flags=re.IGNORECASE).partition("/")[0]
        host = host_of(bare.rpartition("@")[2].partition(":")[0])
        if host is None or not registered(host):
            raise BadAnswer("unit-bad-host", host=typed[:LONGEST_NAME])
        found.append(host.removeprefix("www.") if registered(host) != host else host)
    hosts = tuple(dict.fromkeys(found))
    if len(hosts) > MOST_HOSTS:
        raise BadAnswer("unit-many-hosts", most=MOST_HOSTS)
    return hosts


def parse_website(text: str) -> str:
    """The address of a website; without http it is https."""
    typed = text.translate(_WIDE).strip()
    found = normal_form(typed if "://" in typed else f"https://{typed}")
    if found is None or "." not in found:
        raise BadAnswer("unit-bad-website")
    return found


def parse_days(text: str) -> tuple[str, ...]:
    """Days as ISO dates, sorted: `2026-12-31`, or the first and the last with `..` between."""
    tidy = re.sub(r"\s*(\.\.|~|—|–|至|到)\s*", r"\1", text.translate(_WIDE).strip())
    found: set[date] = set()
    for typed in _BETWEEN.split(tidy):
        several = _UNTIL.fullmatch(typed)
        first, last = (several[1], several[2]) if several else (typed, typed)
        since, until = _day(first), _day(last)
        if until < since or (until - since).days >= MOST_DAYS:
            raise BadAnswer("unit-bad-day", day=typed[:LONGEST_NAME])
        found |= {
            date.fromordinal(each) for each in range(since.toordinal(), until.toordinal() + 1)
        }
    if len(found) > MOST_DAYS:
        raise BadAnswer("unit-many-days", most=MOST_DAYS)
    return tuple(day.isoformat() for day in sorted(found))


def _day(typed: str) -> date:
    parts = typed.replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        found = date(year, month, day)
    except ValueError:
        raise BadAnswer("unit-bad-day", day=typed[:LONGEST_NAME]) from None
    if found.year not in YEARS:
        raise BadAnswer("unit-bad-day", day=typed[:LONGEST_NAME])
    return found
