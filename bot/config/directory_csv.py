"""Read and write the directory of units as CSV; reading reports every error in the file."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.config.csv_tables import TableRow, as_text, name_columns, read_table
from bot.config.field_readers import by_parser
from bot.config.file_problems import Problem, ProfileError, findings
from bot.config.tables.shifts import columns_with_comma
from bot.config.tables.word_fields import LEVELS, YES_OR_NO, by_words
from conversation.parsing.unit_fields.hosts import parse_hosts, written_host
from conversation.parsing.unit_fields.mail import parse_mail
from conversation.parsing.unit_fields.names import parse_code, parse_line
from conversation.parsing.unit_fields.phones import parse_phone
from conversation.parsing.unit_fields.website import parse_website
from domain.network.network import owner_of_name
from domain.network.units import Level, Unit

BEFORE_NAMES = ("code", "level", "parent")
AFTER_NAMES = ("area", "phone_24h", "email", "email_masked", "hosts", "website")

UnitCode = Annotated[str, BeforeValidator(by_parser(parse_code))]


def _hosts(typed: str) -> tuple[str, ...]:
    return parse_hosts(typed, most=None)


Name = Annotated[str, BeforeValidator(by_parser(parse_line))]


class UnitRow(BaseModel):
    """One row of the file; its fields are read as `/units` in the chat reads them.

    `email_masked` comes before `email`, whose check reads it.
    """

    model_config = ConfigDict(str_strip_whitespace=True, frozen=True, extra="forbid")

    code: UnitCode
    level: Annotated[Level, BeforeValidator(by_words(LEVELS))]
    parent: Annotated[str, BeforeValidator(by_parser(parse_code, empty=""))]
    area: Annotated[str, BeforeValidator(by_parser(parse_line, empty=""))]
    phone_24h: Annotated[str, BeforeValidator(by_parser(parse_phone, empty=""))]
    email_masked: Annotated[str, BeforeValidator(by_words(YES_OR_NO, empty=""))]
    email: Annotated[str, BeforeValidator(by_parser(str, empty=""))]
    hosts: Annotated[tuple[str, ...], BeforeValidator(by_parser(_hosts, empty=()))]
    website: Annotated[str, BeforeValidator(by_parser(parse_website, empty=""))]
    names: dict[str, Name]

    @field_validator("email")
    @classmethod
    def _email(cls, email: str, info: ValidationInfo) -> str:
        if "email_masked" not in info.data:
            return email  # `email_masked` is invalid and reported already
        masked = info.data["email_masked"] == "yes"
        if masked and not email:
            raise ValueError("expected the masked address, because email_masked says yes")
        if not email:
            return ""
        address, starred = by_parser(parse_mail)(email)
        if starred and not masked:
            raise ValueError("expected a whole e-mail address, or yes in email_masked")
        if masked and not starred:  # the unit would get no mail
            raise ValueError("has no star: empty email_masked, or write the address with its stars")
        return str(address)


def read_directory(path: Path, locales: Sequence[str]) -> tuple[Unit, ...]:
    """The units of a CSV file; raises ProfileError with all problems of the file."""
    name = path.name
    rows, problems = read_table(path, _columns(locales))
    units: dict[int, Unit] = {}
    for row in rows:
        try:
            units[row.line] = _unit(dict(row.cells), locales)
        except ValidationError as wrong:
            problems += _row_problems(name, row, wrong, locales)
    problems += _tree_problems(name, units, whole=not problems)
    if problems:
        raise ProfileError(problems)
    return tuple(units.values())


def _row_problems(
    name: str, row: TableRow, wrong: ValidationError, locales: Sequence[str]
) -> Iterator[Problem]:
    """The refused fields of a row, and in which cells a comma seems to have moved its values."""
    for at, text in findings(wrong):
        yield Problem(name, row.line, ".".join(map(str, at)), text)
    any_text = {*name_columns(locales).values(), "area"}
    columns = columns_with_comma(row.cells, lambda cells: _refused(cells, locales), any_text)
    if columns:
        yield Problem(
            name,
            row.line,
            "(row)",
            f"do its values stand in the wrong columns? A cell with a comma in it needs quotation"
            f" marks; look at {' or '.join(columns)}",
        )


def _refused(cells: Mapping[str, str], locales: Sequence[str]) -> set[str]:
    """The columns whose values are refused."""
    try:
        _unit(dict(cells), locales)
    except ValidationError as wrong:
        return {str(part) for at, _ in findings(wrong) for part in at if part in cells}
    return set()


def write_directory(units: Iterable[Unit], locales: Sequence[str]) -> str:
    """The units as CSV that `read_directory` reads; retired units are left out."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(_columns(locales))
    for unit in units:
        if not unit.retired:
            rows.writerow(map(as_text, _cells(unit, locales)))
    return written.getvalue()


def _columns(locales: Sequence[str]) -> list[str]:
    return [*BEFORE_NAMES, *name_columns(locales).values(), *AFTER_NAMES]


def _cells(unit: Unit, locales: Sequence[str]) -> list[str]:
    return [
        unit.code,
        unit.level.value,
        unit.parent or "",
        *(unit.name(locale) for locale in locales),
        unit.area,
        unit.phone,
        unit.email or "",
        "yes" if unit.email_masked else "",
        " ".join(map(written_host, unit.hosts)),
        unit.website or "",
    ]


def _unit(row: dict[str, str], locales: Sequence[str]) -> Unit:
    columns = name_columns(locales)
    names = {column: row.pop(column) for column in columns.values()}
    read = UnitRow.model_validate({**row, "names": names})
    return Unit(
        code=read.code,
        level=read.level,
        parent=read.parent or None,
        names={locale: read.names[column] for locale, column in columns.items()},
        area=read.area,
        phone=read.phone_24h,
        email=read.email or None,
        email_masked=read.email_masked == "yes",
        hosts=read.hosts,
        website=read.website or None,
    )


def _tree_problems(name: str, units: dict[int, Unit], *, whole: bool) -> Iterator[Problem]:
    """Problems between rows; those of parents only if `whole`: all rows could be read."""
    codes: dict[str, int] = {}
    hosts: dict[str, str] = {}
    for line, unit in units.items():
        if unit.code in codes:
            text = f"{unit.code} is already on line {codes[unit.code]}"
            yield Problem(name, line, "code", text)
        codes.setdefault(unit.code, line)
        other = owner_of_name(units.values(), unit.names, but=unit.code)
        if other in codes:  # said once, on the later line
            yield Problem(
                name, line, "names", f"{other} already has the name: each unit needs its own"
            )
        for host in unit.hosts:
            if host in hosts:
                yield Problem(name, line, "hosts", f"{host} already belongs to {hosts[host]}")
            hosts.setdefault(host, unit.code)
    if whole:
        known = {unit.code: unit for unit in units.values()}
        for line, unit in units.items():
            wrong = _parent_problem(unit, known)
            if wrong:
                yield Problem(name, line, "parent", wrong)
        provinces = sum(unit.level is Level.PROVINCE for unit in units.values())
        if provinces != 1:
            text = f"expected exactly one province, found {provinces}"
            yield Problem(name, 1, "level", text)


def _parent_problem(unit: Unit, known: Mapping[str, Unit]) -> str:
    if unit.parent is None:
        return "" if unit.level is Level.PROVINCE else f"expected the unit above this {unit.level}"
    if unit.parent not in known:
        return f"expected the code of a unit in this file; there is no {unit.parent}"
    line = [unit.code]
    above: str | None = unit.parent
    while above is not None and above in known:
        line.append(above)
        if above in line[:-1]:  # reported on the lines of the cycle only, not on units below it
            return f"goes round in a circle: {' → '.join(line)}" if above == unit.code else ""
        above = known[above].parent
    if known[unit.parent].level <= unit.level:
        return f"expected a level above {unit.level}; {unit.parent} is a {known[unit.parent].level}"
    return ""
