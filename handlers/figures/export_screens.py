"""Screens of /export: what to export, the period, the file format, progress."""

from msgspec.structs import replace

from domain.figures.periods import Period
from handlers.figures.callbacks import ExportAgain, ExportNow, ExportWhat, ExportWhen, ReportMonths
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, grid, paragraphs
from usecases.figures.case_export import ExportKind, Permit
from usecases.figures.spreadsheets import FileFormat


def what(localizer: Localizer) -> Screen:
    """Ask what to export: cases, figures or journal; or the public transparency report."""
    keys = (
        Key(label=localizer.say(f"export-kind-{kind}"), button=ExportWhat(kind=kind))
        for kind in ExportKind
    )
    public = Key(label=localizer.say("transparency-offer"), button=ReportMonths())
    text = paragraphs(bold(localizer.say("export-title")), localizer.say("export-what"))
    return Screen(text=text, rows=(*grid(keys), (public,)), protect=True)


def when(localizer: Localizer, kind: ExportKind) -> Screen:
    """Ask for the period."""
    keys = (
        Key(
            label=localizer.say(f"figures-period-{period}"),
            button=ExportWhen(kind=kind, period=period),
        )
        for period in Period
    )
    head = bold(localizer.say(f"export-kind-{kind}"))
    return Screen(
        text=paragraphs(head, localizer.say("export-period")), rows=grid(keys), protect=True
    )


def form(localizer: Localizer, kind: ExportKind, period: Period) -> Screen:
    """Ask for the file format."""
    keys = (
        Key(label=each.upper(), button=ExportNow(kind=kind, period=period, form=each))
        for each in FileFormat
    )
    head = f"{localizer.say(f'export-kind-{kind}')} · {localizer.say(f'figures-period-{period}')}"
    text = paragraphs(bold(head), localizer.say("export-form"))
    return Screen(text=text, rows=grid(keys, columns=3), protect=True)


def begun(localizer: Localizer, permit: Permit) -> Screen:
    """The export has begun."""
    again = Key(label=localizer.say("export-again"), button=ExportAgain())
    return Screen(
        text=paragraphs(
            bold(permit.wanted.file_name), localizer.say("export-begun", rows=permit.rows)
        ),
        rows=((again,),),
        protect=True,
    )


def going(localizer: Localizer, permit: Permit, rows: int) -> Screen:
    """The progress: how many rows are written."""
    far = localizer.say("export-going", rows=str(rows), all=str(permit.rows))
    return replace(begun(localizer, permit), text=paragraphs(bold(permit.wanted.file_name), far))


def too_large(localizer: Localizer) -> Screen:
    """The file is too large for the Bot API."""
    return Screen(text=paragraphs(localizer.say("export-too-large")), protect=True)
