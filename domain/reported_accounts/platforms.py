"""Platforms, and which account an address of theirs belongs to; addresses are never fetched."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from msgspec import Struct, to_builtins

from domain.core.names import localized
from domain.core.normal import normal

ACCOUNT = "{account}"
ANY = "*"
MOST_NAME = 100  # characters of an account's name; the longest ids that sites use have about 80
TELEGRAM_HOST = "t.me"
_MOST_PARAMETERS = 50  # of an address's query; the rest is not read


class ReportedAccount(Struct, frozen=True):
    """An account by its public name or number on a platform, as the address or a person wrote it.

    `platform` is the platform's code in the profile.
    """

    platform: str
    name: str

    @property
    def folded(self) -> str:
        """What two spellings of the same account have in common."""
        return f"{self.platform}:{folded(self.name)}"


def folded(name: str) -> str:
    """A name without @, width and case."""
    return normal("NFKC", normal("NFKC", name).casefold()).strip().removeprefix("@")


def tidy(name: str) -> str:
    """A typed or decoded name on one line, without a leading @; empty if it cannot be one."""
    found = " ".join(normal("NFC", name).split()).removeprefix("@").removeprefix("＠").strip()
    fits = len(found) <= MOST_NAME and found.isprintable() and any(map(str.isalnum, found))
    # What begins with + is a phone number or an invitation to a private chat: not public.
    return found if fits and not found.startswith("+") else ""


class AddressShape(Struct, frozen=True, kw_only=True):
    """One shape of a platform's addresses, such as `/u/{account}` or `space.site.cn/{account}`.

    `host`, also with www. before it, is empty where the shape is for all hosts of its platform and
    their sub-domains. `segments` are the first
    parts of the path: literal, `*` for any one, or with `{account}` in it; more may follow.
    `query` are the parameters that must be there, by name. `in_host`: the account is the label
    before the host.
    """

    host: str = ""
    in_host: bool = False
    segments: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """A shape as a profile writes it; ValueError with what is wrong."""
        if text.count(ACCOUNT) != 1:
            raise ValueError(f"expected {ACCOUNT} once")
        if re.search(r"\s", text):
            raise ValueError("expected no space")
        place, _, search = text.partition("?")
        host, slash, path = place.partition("/")
        if not slash:
            raise ValueError("expected a / after the host")
        in_host = host.startswith(f"{ACCOUNT}.")
        host = host.removeprefix(f"{ACCOUNT}.")
        if host and not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host):
            raise ValueError(
                f"expected a host such as example.cn before the /, or none; here: {host}"
            )
        segments = tuple(path.split("/")) if path else ()
        query = tuple(_parameter(pair) for pair in search.split("&")) if search else ()
        for part in (*segments, *(value for _, value in query)):
            rest = part.replace(ACCOUNT, "")
            if not part or (part != ANY and re.search(r"[{}*?#&=]", rest)):
                raise ValueError(
                    f"expected parts that are words, {ANY} or have {ACCOUNT}; here: {part}"
                )
        return cls(host=host, in_host=in_host, segments=segments, query=query)

    def account(self, host: str, segments: tuple[str, ...], query: Mapping[str, str]) -> str | None:
        """The account as it stands in an address of this shape; None if it has another shape."""
        found = ""
        if self.in_host:
            label, _, rest = host.partition(".")
            if rest != self.host:
                return None
            found = label
        elif self.host and host not in {self.host, f"www.{self.host}"}:
            return None
        if len(segments) < len(self.segments):
            return None
        pairs = [*zip(self.segments, segments, strict=False)]
        for name, wanted in self.query:
            if name not in query:
                return None
            pairs.append((wanted, query[name]))
        for wanted, there in pairs:
            value = _value(wanted, there)
            if value is None:
                return None
            found = value or found
        return found or None


def _parameter(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not name or not equals or ACCOUNT in name:
        raise ValueError(f"expected a parameter such as id={ACCOUNT}; here: {pair}")
    return name, value


def _value(wanted: str, there: str) -> str | None:
    """The account in one part of an address; empty for a part without; None if it differs."""
    if wanted == ANY:
        return "" if there else None
    before, mark, after = wanted.partition(ACCOUNT)
    if not mark:
        return "" if there.casefold() == wanted.casefold() else None
    fits = len(there) > len(before) + len(after)
    if not fits or not there.startswith(before) or not there.endswith(after):
        return None
    return there[len(before) : len(there) - len(after)]


def _is_below(host: str, above: str) -> bool:
    return host == above or host.endswith(f".{above}")


class Platform(Struct, frozen=True, kw_only=True, dict=True):
    """A platform of the profile: its names by language, and how its addresses name accounts.

    `words` are how people name it in a text. `hosts` own their sub-domains. `short` are hosts of
    short links: they tell the platform, never the account. `reserved` are words that stand where
    accounts do and are none.
    """

    code: str
    names: Mapping[str, str]
    words: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    reserved: frozenset[str] = frozenset()

    def name(self, locale: str) -> str:
        """Its name in this language."""
        return localized(self.names, locale)

    @cached_property
    def parsed(self) -> tuple[AddressShape, ...]:
        """The shapes, in the order in which they are tried."""
        return tuple(map(AddressShape.parse, self.shapes))

    def account_in(self, url: str) -> str:
        """The account that an address of this platform belongs to; empty if it does not tell."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if any(_is_below(host, each) for each in self.short):
            return ""
        segments = tuple(unquote(part) for part in parts.path.split("/")[1:] if part)
        pairs = parts.query.split("&", _MOST_PARAMETERS)[:_MOST_PARAMETERS]
        query = dict(parse_qsl("&".join(pairs)))
        for shape in self.parsed:
            found = tidy(shape.account(host, segments, query) or "")
            if found and folded(found) not in self.reserved:
                return found
        return ""


class Platforms(Struct, frozen=True, kw_only=True, dict=True):
    """All platforms of a profile, in the order in which they are offered."""

    known: tuple[Platform, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, Platform]:
        """The platforms by code."""
        return {each.code: each for each in self.known}

    @cached_property
    def _by_host(self) -> Mapping[str, Platform]:
        return {host: each for each in self.known for host in (*each.hosts, *each.short)}

    def of_host(self, host: str) -> Platform | None:
        """The platform that a host belongs to: that of the nearest host above."""
        labels = host.split(".")
        names = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((self._by_host[name] for name in names if name in self._by_host), None)

    def of_url(self, url: str) -> Platform | None:
        """The platform of an address in normal form."""
        return self.of_host(_host_of(url))

    def account(self, url: str) -> ReportedAccount | None:
        """The account that an address in normal form belongs to, None if it does not tell."""
        platform = self.of_url(url)
        name = platform.account_in(url) if platform is not None else ""
        return ReportedAccount(platform.code, name) if platform is not None and name else None

    @property
    def telegram(self) -> Platform | None:
        """The platform of Telegram's own addresses."""
        return self.of_host(TELEGRAM_HOST)

    def named_in(self, text: str) -> tuple[Platform, ...]:
        """The platforms that a text names, each once."""
        plain = normal("NFKC", text).casefold()
        return tuple(each for each in self.known if any(_names(plain, word) for word in each.words))

    def to_document(self) -> list[dict[str, Any]]:
        """As plain JSON values."""
        return [{**to_builtins(each), "reserved": sorted(each.reserved)} for each in self.known]

    @classmethod
    def from_document(cls, document: Iterable[Mapping[str, Any]]) -> Self:
        """The way back from `to_document`; ValueError where it is none."""
        return cls(
            known=tuple(
                Platform(
                    code=each["code"],
                    names=dict(each["names"]),
                    words=tuple(each.get("words", ())),
                    hosts=tuple(each.get("hosts", ())),
                    short=tuple(each.get("short", ())),
                    shapes=tuple(each.get("shapes", ())),
                    reserved=frozenset(each.get("reserved", ())),
                )
                for each in document
            )
        )


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # such as unbalanced brackets
        return ""


def _names(text: str, word: str) -> bool:
    """Whether a text has this word; one of Latin letters must stand alone."""
    return any(_stands_alone(text, at, word) for at in _places(text, word))


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _stands_alone(text: str, at: int, word: str) -> bool:
    if not word.isascii():
        return True
    around = (text[at - 1 : at], text[at + len(word) : at + len(word) + 1])
    return not any(sign.isascii() and sign.isalnum() for sign in around if sign)
