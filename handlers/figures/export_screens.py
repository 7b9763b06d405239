"""/export: what, which days, as what."""

from msgspec.structs import replace

from domain.figures.periods import Period
from handlers.figures.callbacks import ExportAgain, ExportNow, ExportWhat, ExportWhen, ReportMonths
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, Screen, bold, grid, paragraphs
from usecases.figures.case_export import ExportKind, Permit
from usecases.figures.spreadsheets import FileFormat


def what(voice: Voice) -> Screen:
    """Cases, figures or journal; or what is for everybody."""
    keys = (
        Key(label=voice.say(f"export-kind-{kind}"), button=ExportWhat(kind=kind))
        for kind in ExportKind
    )
    public = Key(label=voice.say("transparency-offer"), button=ReportMonths())
    text = paragraphs(bold(voice.say("export-title")), voice.say("export-what"))
    return Screen(text=text, rows=(*grid(keys), (public,)), protect=True)


def when(voice: Voice, kind: ExportKind) -> Screen:
    """Of which days."""
    keys = (
        Key(
            label=voice.say(f"figures-period-{period}"),
            button=ExportWhen(kind=kind, period=period),
        )
        for period in Period
    )
    head = bold(voice.say(f"export-kind-{kind}"))
    return Screen(text=paragraphs(head, voice.say("export-period")), rows=grid(keys), protect=True)


def form(voice: Voice, kind: ExportKind, period: Period) -> Screen:
    """As which kind of file."""
    keys = (
        Key(label=each.upper(), button=ExportNow(kind=kind, period=period, form=each))
        for each in FileFormat
    )
    head = f"{voice.say(f'export-kind-{kind}')} · {voice.say(f'figures-period-{period}')}"
    text = paragraphs(bold(head), voice.say("export-form"))
    return Screen(text=text, rows=grid(keys, columns=3), protect=True)


def begun(voice: Voice, permit: Permit) -> Screen:
    """The file is on its way."""
    again = Key(label=voice.say("export-again"), button=ExportAgain())
    return Screen(
        text=paragraphs(bold(permit.wanted.file_name), voice.say("export-begun", rows=permit.rows)),
        rows=((again,),),
        protect=True,
    )


def going(voice: Voice, permit: Permit, rows: int) -> Screen:
    """How far it is."""
    far = voice.say("export-going", rows=str(rows), all=str(permit.rows))
    return replace(begun(voice, permit), text=paragraphs(bold(permit.wanted.file_name), far))


def too_large(voice: Voice) -> Screen:
    """Telegram takes no such file from a bot."""
    return Screen(text=paragraphs(voice.say("export-too-large")), protect=True)
