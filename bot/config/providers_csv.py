"""Read providers.csv: sites outside the network and their public channels for requests."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.config.csv_tables import name_columns, read_table
from bot.config.directory_csv import Name, UnitCode
from bot.config.field_readers import by_parser
from bot.config.file_problems import Problem, ProfileError, findings
from bot.config.profile_forms import Host, Words
from bot.config.tables.word_fields import CHANNELS, by_words
from conversation.parsing.contact import mailbox
from conversation.parsing.unit_fields.hosts import BETWEEN_HOSTS
from conversation.parsing.unit_fields.phones import parse_phone
from conversation.parsing.urls import normal_form
from domain.network.units import Unit
from domain.removals.providers import ChannelKind, Provider

AFTER_NAMES = ("hosts", "kind", "channel", "language", "source", "checked")


class ProviderRow(BaseModel):
    """One row of the file; `kind` comes before `channel`, whose check reads it."""

    model_config = ConfigDict(str_strip_whitespace=True, frozen=True, extra="forbid")

    code: UnitCode
    names: dict[str, Name]
    hosts: Annotated[list[Host], Field(min_length=1)]
    kind: Annotated[ChannelKind, BeforeValidator(by_words(CHANNELS))]
    channel: Annotated[str, BeforeValidator(by_parser(str, empty="")), Field(max_length=200)]
    language: str
    source: Annotated[Words, BeforeValidator(by_parser(str))]
    checked: date

    @field_validator("hosts", mode="before")
    @classmethod
    def _hosts(cls, hosts: str) -> list[str]:
        # Not `parse_hosts`: a provider may own a public suffix, such as blogspot.com.
        return list(filter(None, BETWEEN_HOSTS.split(by_parser(str.lower)(hosts))))

    @field_validator("channel")
    @classmethod
    def _channel(cls, channel: str, info: ValidationInfo) -> str:
        wrong = _channel_fault(info.data["kind"], channel) if "kind" in info.data else ""
        if wrong:
            raise ValueError(wrong)
        return channel


def _channel_fault(kind: ChannelKind, channel: str) -> str:
    """What is wrong with the channel of this kind; empty if nothing is."""
    match kind:
        case ChannelKind.UNKNOWN:
            return "expected no channel, because kind says unknown" if channel else ""
        case ChannelKind.MAIL:
            # Not `parse_mail`: a provider may own a public suffix, such as blogspot.com.
            try:
                mailbox(channel)
            except ValueError:
                return "expected an e-mail address as channel, such as abuse@example.cn"
            if "*" in channel:  # allowed in an address, but nobody has one
                return "expected the whole e-mail address as channel, without stars"
        case ChannelKind.FORM:
            if not channel.startswith("https://") or normal_form(channel) is None:
                return "expected a channel that begins with https://"
        case ChannelKind.PHONE:
            try:
                by_parser(parse_phone)(channel)
            except ValueError as wrong:
                return str(wrong)
    return ""


def read_providers(
    path: Path, locales: Sequence[str], units: Iterable[Unit]
) -> tuple[Provider, ...]:
    """The providers of a CSV file; raises ProfileError with all problems of the file.

    None of them may have a code or a host of a unit.
    """
    name = path.name
    rows, problems = read_table(path, ["code", *name_columns(locales).values(), *AFTER_NAMES])
    providers: dict[int, Provider] = {}
    for row in rows:
        try:
            providers[row.line] = _provider(dict(row.cells), locales)
        except ValidationError as wrong:
            found = findings(wrong)
            problems += [
                Problem(name, row.line, ".".join(map(str, at)), text) for at, text in found
            ]
    problems += _among(name, providers, locales, tuple(units))
    if problems:
        raise ProfileError(problems)
    return tuple(providers.values())


def _provider(row: dict[str, str], locales: Sequence[str]) -> Provider:
    columns = name_columns(locales)
    names = {column: row.pop(column) for column in columns.values()}
    read = ProviderRow.model_validate({**row, "names": names})
    return Provider(
        code=read.code,
        names={locale: read.names[column] for locale, column in columns.items()},
        hosts=tuple(read.hosts),
        kind=read.kind,
        channel=read.channel,
        language=read.language,
        source=read.source,
        checked=read.checked.isoformat(),
    )


def _among(
    name: str, providers: dict[int, Provider], locales: Sequence[str], units: tuple[Unit, ...]
) -> Iterator[Problem]:
    """Codes and hosts that somebody else has, and languages that no letter is written in."""
    codes = {unit.code: "units.csv" for unit in units}
    hosts = {host: unit.code for unit in units for host in unit.hosts}
    for line, provider in providers.items():
        if provider.code in codes:
            text = f"{provider.code} is already in {codes[provider.code]}"
            yield Problem(name, line, "code", text)
        codes.setdefault(provider.code, f"line {line}")
        for host in provider.hosts:
            if host in hosts:
                yield Problem(name, line, "hosts", f"{host} already belongs to {hosts[host]}")
            hosts.setdefault(host, provider.code)
        if provider.language not in locales:
            text = f"expected one of the locales {', '.join(locales)}; here: {provider.language!r}"
            yield Problem(name, line, "language", text)
