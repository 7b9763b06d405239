"""The transparency report in the chat: which month, and what follows."""

from collections.abc import Sequence
from datetime import date

from domain.transparency import Report
from handlers.export_buttons import ExportAgain
from handlers.markup import Key, Screen, bold, grid, paragraphs
from handlers.transparency_buttons import ReportMonths, ReportOf
from handlers.voice import Voice


def months(voice: Voice, found: Sequence[date]) -> Screen:
    """Those that are over, the last one first."""
    keys = (
        Key(label=f"{first:%Y-%m}", button=ReportOf(year=first.year, month=first.month))
        for first in found
    )
    text = paragraphs(bold(voice.say("transparency-offer")), voice.say("transparency-which"))
    return Screen(text=text, rows=grid(keys, columns=3), protect=True)


def sent(voice: Voice, report: Report) -> Screen:
    """The files follow."""
    title = voice.say("transparency-title", month=f"{report.month:%Y-%m}")
    again = (
        Key(label=voice.say("transparency-another"), button=ReportMonths()),
        Key(label=voice.say("export-again"), button=ExportAgain()),
    )
    text = paragraphs(bold(title), voice.say("transparency-follows"))
    return Screen(text=text, rows=grid(again), protect=True)
