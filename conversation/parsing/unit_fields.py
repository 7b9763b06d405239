"""Parse the fields of a unit in the public directory: code, phone, mail, hosts, days."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from conversation.parsing.contact import mailbox
from conversation.parsing.defang import INVISIBLE, folded
from conversation.parsing.link_bounds import IS_CJK
from conversation.parsing.urls import LONGEST_HOST, host_of, is_first_page, normal_form, registered
from domain.core.errors import BadAnswer
from domain.core.normal import normal

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
LONGEST_CODE = 20  # unit and category codes fit in one deep link of 64 characters
_NUMBER = r"[+(]{0,2}[0-9][0-9 ()-]{0,23}[0-9)]"
_EXTENSION = r"(?: ?(?:转接?|分机|extension|ext\.?|x|#):? ?[0-9]{1,6})?"
PHONE = re.compile(
    rf"{_NUMBER}{_EXTENSION}(?: ?[/;,|、] ?{_NUMBER}{_EXTENSION}){{0,2}}",
    re.ASCII | re.IGNORECASE,
)
LONGEST_PHONE = 64
LONGEST_NAME = 80
MOST_HOSTS = 20
MOST_WITHIN = 20  # pieces of one host that are looked up: a host has no more full stops
MOST_DAYS = 60  # a unit with more has another calendar
YEARS = range(2020, 2101)

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_BETWEEN = re.compile(r"[\s,;、，；]+")
BETWEEN_HOSTS = re.compile(r"[\s,;|、，；｜]+")
_WITHIN = re.compile(f"[。{INVISIBLE}]+")  # may be part of a host, or all that separates two hosts
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_HIDDEN_IN_NUMBER = re.compile(f"(?<=[0-9])[{INVISIBLE}](?=[{INVISIBLE}]*[0-9])")
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u2500\u30fc\ufe31\ufe58\ufe63]+|-{2,}")
_BETWEEN_NUMBERS = re.compile(r" ?[/;,|、] ?")
_TWO_NUMBERS = re.compile(r"[0-9]{7,}[ (-]+(?:[0-9]{3,4}[ )-]+)?[0-9]{7,}")
_TOO_LONG = re.compile(r"[0-9]{16}")  # E.164 allows 15: two numbers without a mark between them
_A_DAY = re.compile(r"(?:19|20)[0-9]{2}([-/])[0-9]{1,2}\1[0-9]{1,2}")  # as Excel shows some numbers
_ZERO_ALONE = re.compile(r"0[0-9]{0,5}")  # an area code without its number
_NO_ZERO = re.compile(r"(?!400|800)[2-9][0-9]{9,10}|10[0-9]{8}")  # Beijing is 010, a mobile has 11
_STARS = re.compile(
    "[*\u00d7\u2022\u204e\u2217\u2605\u2606\u2731-\u2733\u25a0\u25a1\u25c6\u25cb\u25cf\u203b\ufe61]"
)
# Other signs for digits that were left out: mail to such an address would reach a stranger.
_LEFT_OUT = re.compile(r"(?<=[0-9])(?:[xX]{3,}|#{2,}|_{3,})(?=[0-9])")
# Characters that show nothing though Unicode counts them among letters, marks and symbols.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
MOST_MARKS = 4  # of one letter: no language writes more
_HAS_SCHEME = re.compile(r"(?i)(?:^|[\s,;|、])https?:|(?<![=&?/])https?://")
_MARKS = re.compile(r"(?i)^(?:[a-z]+:)?//")
_UNTIL = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:\.\.|~|—|–|至|到)(\d{4}-\d{1,2}-\d{1,2})")


def parse_code(
    text: str,
    form: re.Pattern[str] = CODE,
    longest: int = LONGEST_CODE,
    bad: str = "unit-bad-code",
) -> str:
    """A code, of a unit unless others are named: short, lower case, for links and file names."""
    code = text.translate(_WIDE).strip().lower()
    if len(code) > longest or not form.fullmatch(code):
        raise BadAnswer(bad, most=longest)
    return code


def parse_by_language(
    text: str, locales: tuple[str, ...], longest: int = LONGEST_NAME
) -> dict[str, str]:
    """A text in each of these languages, one per line, in their order."""
    typed = [line for line in text.splitlines() if line.strip()]
    if len(typed) != len(locales):
        raise BadAnswer("unit-names-lines", count=len(locales))
    read = (parse_line(line, longest) for line in typed)
    return dict(zip(locales, read, strict=True))


def parse_line(text: str, longest: int = LONGEST_NAME) -> str:
    """A name or an area on one line.

    White space becomes one space. An invisible character is refused with its position: it may
    turn the order of what stands beside it, and which of them may go is not for us to say. A text
    without a letter or digit is refused, as `???` is what a lost encoding leaves.
    """
    marks = 0
    for place, character in enumerate(text, 1):
        if not (character.isprintable() or character.isspace()) or _BLANK.match(character):
            raise _hidden(place, character)
        marks = marks + 1 if unicodedata.category(character) == "Mn" else 0
        if marks > MOST_MARKS:
            raise BadAnswer("answer-damaged", place=str(place))
        if character == "\ufffd":  # what a wrong encoding leaves of a character
            raise BadAnswer("answer-damaged", place=str(place))
    name = normal("NFC", " ".join(text.split()))
    if not any(map(str.isalnum, name)):
        raise BadAnswer("answer-words-wanted")
    if len(name) > longest:
        raise BadAnswer("answer-too-long", limit=longest, length=len(name))
    return name


def _hidden(place: int, character: str) -> BadAnswer:
    """The refusal of an invisible character; places count from 1."""
    return BadAnswer("answer-hidden", place=str(place), sign=f"U+{ord(character):04X}")


def parse_phone(text: str) -> str:
    """Phone numbers as published: short ones, extensions and up to three numbers are allowed.

    Wide characters, dashes, spaces and marks that nobody sees are brought into one form. Refused
    are words, two numbers with nothing but a space between, a mark that nobody sees between two
    digits, and an area code without its 0.
    """
    typed = text.translate(_WIDE)
    joins = _HIDDEN_IN_NUMBER.search(typed)
    if joins:  # all that separates two numbers, perhaps
        raise _hidden(joins.start() + 1, joins[0])
    plain = _INVISIBLE.sub("", typed)
    lines = (" ".join(line.split()) for line in plain.splitlines())
    phone = _DASHES.sub("-", "、".join(filter(None, lines)))
    if len(phone) > LONGEST_PHONE:
        raise BadAnswer("unit-bad-phone")
    two = _TWO_NUMBERS.search(phone)
    if two:
        raise BadAnswer("unit-phone-two", phone=two[0])
    if not PHONE.fullmatch(phone) or _A_DAY.fullmatch(phone) or _TOO_LONG.search(phone):
        raise BadAnswer("unit-bad-phone")
    for number in _BETWEEN_NUMBERS.split(phone):
        digits = re.sub(r"[ ()-]", "", re.split(r"(?i)[a-z#转分]", number)[0])
        if _ZERO_ALONE.fullmatch(digits) and number == phone:
            raise BadAnswer("unit-bad-phone")
        if _NO_ZERO.fullmatch(digits):
            raise BadAnswer("unit-phone-zero", phone=re.sub(r"(?=[0-9])", "0", number, count=1))
    return phone


def parse_mail(text: str) -> tuple[str, bool]:
    """A mail address, and whether it is masked: one with stars is shown, but gets no mail.

    The domain may be Chinese: it is kept as it is written, and mailed by its ASCII form.
    """
    typed = _INVISIBLE.sub("", text.translate(_WIDE)).strip().removeprefix("mailto:")
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


def parse_hosts(text: str, most: int | None = MOST_HOSTS) -> tuple[str, ...]:
    """Hosts in lower case and punycode, each once; the address of a first page counts as its host.

    Used by the chat and the import of the directory. BadAnswer names what is no host; and a page:
    for `weibo.com/name` a unit would get all reports about Weibo.
    """
    typed = folded(text.translate(_WIDE)).words
    parts = tuple(dict.fromkeys(filter(None, BETWEEN_HOSTS.split(typed))))
    if most is not None and len(parts) > 2 * most:  # checked before any lookup
        raise BadAnswer("unit-many-hosts", most=most)
    _refuse_two_in_one(dict.fromkeys(BETWEEN_HOSTS.split(text.translate(_WIDE))))
    hosts = tuple(dict.fromkeys(map(_host, parts)))
    if not hosts:
        raise BadAnswer("unit-bad-host", host="")
    if most is not None and len(hosts) > most:
        raise BadAnswer("unit-many-hosts", most=most)
    return hosts


def _refuse_two_in_one(parts: Iterable[str]) -> None:
    """Raise BadAnswer if two hosts are separated only by a full stop or invisible characters."""
    for part in parts:
        if not _WITHIN.search(part):
            continue
        hosts = filter(_is_host, _WITHIN.split(part)[:MOST_WITHIN])
        if next(hosts, None) and next(hosts, None):
            raise BadAnswer("unit-bad-host", host=_WITHIN.sub("。", part)[:LONGEST_NAME])


def _host(typed: str) -> str:
    address = _MARKS.sub("", typed)
    authority, *path = re.split(r"[/?#\\]+", address, maxsplit=2)
    before, _, place = authority.rpartition("@")
    bare, _, port = place.partition(":")
    bare = bare.replace("。", ".")
    host = host_of(bare) if len(bare) <= LONGEST_HOST and _is_plain(bare) else None
    another = any(map(_is_second_host, (before, port, *path[:1])))
    # Taken for its host, somebody's mail address would give a unit all reports of a mail provider.
    mail = before and not port and not path and address == typed
    if host is None or not registered(host) or another or mail:
        raise BadAnswer("unit-bad-host", host=typed[:LONGEST_NAME])
    # A site without its www is the same site; www.com.cn is kept, as com.cn is a public suffix.
    site = host.removeprefix("www.") if registered(host) != host else host
    if not is_first_page(address.removeprefix(authority)):
        raise BadAnswer("unit-host-page", host=typed[:LONGEST_NAME], site=bare.lower())
    return site


def _is_plain(host: str) -> bool:
    """Whether each label has letters of one script, so that it cannot turn into another host.

    IDNA accepts nearly everything: `rednet.cn和hunannews.cn`, an emoji, a Cyrillic letter among
    Latin ones. A person who means such a host can type its punycode.
    """
    for label in host.split("."):
        kinds = {_kind(character) for character in label} - {"digit"}
        if len(kinds) > 1 or "" in kinds or normal("NFKC", label) != label:
            return False
    return True


def _kind(character: str) -> str:
    """A letter's script, roughly: the first word of its Unicode name; empty if no host has it."""
    if character in "-0123456789":
        return "digit"
    if IS_CJK.match(character):
        return "cjk"  # kana and Chinese characters occur in one word
    if character.isascii():
        return "latin" if character.isalpha() else ""
    if unicodedata.category(character)[0] not in "LM":
        return ""
    return unicodedata.name(character, "").partition(" ")[0].lower()


def _is_second_host(beside: str) -> bool:
    """Whether the text beside a host is a second host, and not its port or path."""
    return _is_host(beside) or beside.lower() in {"http:", "https:"}


def _is_host(typed: str) -> bool:
    if "." not in typed or len(typed) > LONGEST_HOST:
        return False
    known = host_of(typed)
    return known is not None and bool(registered(known))


def parse_website(text: str) -> str:
    """The address of one website; without a scheme it is https.

    Two addresses are refused, and so is a host that no site can have: a browser would make one
    address of both, which nobody has.
    """
    typed = _stripped(text.translate(_WIDE))
    has_scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", typed)
    address = typed if has_scheme else f"https://{typed.removeprefix('//')}"
    _, _, rest = address.partition("://")
    authority, *path = re.split(r"[/?#\\]", rest, maxsplit=1)
    found = normal_form(address)
    if found is None or not _is_site(authority) or _HAS_SCHEME.search(" ".join(path)):
        raise BadAnswer("unit-bad-website")
    return found


def _stripped(text: str) -> str:
    """The text without white space and invisible characters at both ends, in linear time."""
    shown = [at for at, one in enumerate(text) if not (one.isspace() or _INVISIBLE.match(one))]
    return text[shown[0] : shown[-1] + 1] if shown else ""


def _is_site(authority: str) -> bool:
    """Whether a host, with or without a port, is that of a public site."""
    bare = re.sub(r":[0-9]+$", "", authority).replace("。", ".")
    if len(bare) > LONGEST_HOST or not _is_plain(bare):
        return False
    host = host_of(bare)
    return host is not None and (bool(registered(host)) or _is_public_number(host))


def _is_public_number(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def parse_days(text: str) -> tuple[str, ...]:
    """Days as ISO dates, sorted: `2026-12-31`, or a range written with `..`."""
    typed = " ".join(text.translate(_WIDE).split())
    tidy = re.sub(r" ?(\.\.|~|—|–|至|到) ?", r"\1", typed)
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
    except (ValueError, OverflowError):
        raise BadAnswer("unit-bad-day", day=typed[:LONGEST_NAME]) from None
    if found.year not in YEARS:
        raise BadAnswer("unit-bad-day", day=typed[:LONGEST_NAME])
    return found
