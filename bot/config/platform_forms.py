"""The form of platforms.toml, and the checks across its values."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, field_validator

from bot.config.file_problems import Loc
from bot.config.profile_forms import Code, FileForm, Host, Words
from domain.reported_accounts.platforms import AddressShape, Platform, Platforms

LEAST_WORD = 2  # characters: one letter alone is in too many texts
MOST_PLATFORMS = 60  # each is a button
MOST_SHAPES = 20

Word = Annotated[str, Field(min_length=LEAST_WORD, max_length=40)]
Reserved = Annotated[str, Field(min_length=1, max_length=40)]
Shape = Annotated[str, Field(max_length=200)]


class PlatformForm(FileForm):
    """A platform: its names, the words for it, its hosts, and the shapes of its addresses."""

    code: Code
    name: dict[str, Words]
    words: list[Word] = Field(default=[], max_length=20)
    hosts: list[Host] = Field(default=[], max_length=40)
    short: list[Host] = Field(default=[], max_length=20)
    accounts: list[Shape] = Field(default=[], max_length=MOST_SHAPES)
    reserved: list[Reserved] = Field(default=[], max_length=100)

    @field_validator("accounts")
    @classmethod
    def _accounts(cls, shapes: list[str]) -> list[str]:
        for shape in shapes:
            AddressShape.parse(shape)  # ValueError says what is wrong
        return shapes


class PlatformsFile(FileForm):
    """platforms.toml: the platforms, in the order in which they are offered."""

    platform: list[PlatformForm] = Field(max_length=MOST_PLATFORMS)


def platform_findings(form: PlatformsFile, locales: Sequence[str]) -> Iterator[tuple[Loc, str]]:
    """Codes and hosts named twice, missing names, shapes for hosts that the platform lacks."""
    codes: set[str] = set()
    hosts: set[str] = set()
    for place, each in enumerate(form.platform):
        at: Loc = ("platform", place)
        if each.code in codes:
            yield (*at, "code"), f"expected each code once; {each.code} is there already"
        codes.add(each.code)
        yield from _name_findings(at, each, locales)
        for loc, host in (*_each(at, "hosts", each.hosts), *_each(at, "short", each.short)):
            if host in hosts:
                yield loc, f"expected each host once; {host} is there already"
            hosts.add(host)
        yield from _shape_findings(at, each)


def _each(at: Loc, name: str, values: Sequence[str]) -> Iterator[tuple[Loc, str]]:
    return (((*at, name, number), value) for number, value in enumerate(values))


def _name_findings(
    at: Loc, form: PlatformForm, locales: Sequence[str]
) -> Iterator[tuple[Loc, str]]:
    for locale in locales:
        if locale not in form.name:
            yield (*at, "name", locale), "is missing"
    for locale in form.name:
        if locale not in locales:
            yield (*at, "name", locale), "is not among the locales of clocks.toml"
    named = (*_each(at, "words", form.words), *_each(at, "reserved", form.reserved))
    for loc, word in named:
        if word != word.casefold():
            yield loc, f"expected lower case; here: {word}"


def _shape_findings(at: Loc, form: PlatformForm) -> Iterator[tuple[Loc, str]]:
    for number, text in enumerate(form.accounts):
        host = AddressShape.parse(text).host
        known = any(host == each or host.endswith(f".{each}") for each in form.hosts)
        if host and not known:
            yield (*at, "accounts", number), f"expected a host of this platform; here: {host}"
        elif not host and not form.hosts:
            yield (*at, "hosts"), "is missing: the shapes begin with a path"


def platforms(form: PlatformsFile) -> Platforms:
    """The platforms of a checked file."""
    return Platforms(
        known=tuple(
            Platform(
                code=each.code,
                names=each.name,
                words=tuple(each.words),
                hosts=tuple(each.hosts),
                short=tuple(each.short),
                shapes=tuple(each.accounts),
                reserved=frozenset(each.reserved),
            )
            for each in form.platform
        )
    )
