"""Handlers of the reporter's own reports: list, status, query code, forms and rating."""

import re

from msgspec.structs import replace
from telegram import Update

from conversation.form import Given
from domain.codes import codes_in, possible_code
from domain.suggestion import Suggestion
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router, takes_nothing
from handlers.dialogs import render
from handlers.files.upload import hand_out
from handlers.reporting import list_screen, receipt, receipt_file
from handlers.reporting import screens as report_screens
from handlers.reporting.callbacks import (
    MoreReports,
    OnReport,
    OpenReport,
    Rate,
    SeeFingerprints,
    SeeReceipt,
    SeeReport,
    SignedReceipt,
)
from handlers.suggestions import screens as suggestion_screens
from handlers.ui.markup import lines
from usecases import session
from usecases.reporting import (
    forms,
    own_reports,
    report_list,
    reporter_actions,
    signed_receipts,
)

_MAY_BE_CODE = re.compile(r"[0-9A-Za-z\-–—_.·\s]{1,20}")
"""What may be a mistyped code."""


async def on_cases(update: Update, ctx: Context) -> None:
    """/cases and its button: the list, newest first, in a new message."""
    listed = await ctx.run(report_list.mine)
    await show(update, ctx, replace(list_screen.listed(ctx.localizer, listed), fresh=True))


async def on_list(update: Update, ctx: Context) -> None:
    """Back from a report to the list it was opened from."""
    listed = await ctx.run(report_list.mine)
    await show(update, ctx, list_screen.listed(ctx.localizer, listed))


async def on_more(update: Update, ctx: Context) -> None:
    """The next page of the list."""
    page = incoming.pressed(update, MoreReports)
    listed = await ctx.run(report_list.mine, page.before)
    await show(update, ctx, list_screen.listed(ctx.localizer, listed))


async def on_see(update: Update, ctx: Context) -> None:
    """Show the status of one report."""
    found = await ctx.run(own_reports.look, incoming.pressed(update, SeeReport).report_id)
    await show(update, ctx, report_screens.standing(ctx.localizer, found, listed=True))


async def on_open(update: Update, ctx: Context) -> None:
    """Show the status of one report in a new message."""
    found = await ctx.run(own_reports.look, incoming.pressed(update, OpenReport).report_id)
    screen = report_screens.standing(ctx.localizer, found, listed=True)
    await show(update, ctx, replace(screen, fresh=True))


async def on_fingerprints(update: Update, ctx: Context) -> None:
    """Show the fingerprints of a report's files, in place of its receipt."""
    found = await ctx.run(report_list.receipt, incoming.pressed(update, SeeFingerprints).report_id)
    await show(update, ctx, receipt.fingerprints(ctx.localizer, found))


async def on_receipt(update: Update, ctx: Context) -> None:
    """Back to the receipt."""
    found = await ctx.run(report_list.receipt, incoming.pressed(update, SeeReceipt).report_id)
    await show(update, ctx, receipt.filed(ctx.localizer, found))


async def on_signed_receipt(update: Update, ctx: Context) -> None:
    """The receipt as a signed file, to be kept outside of the chat."""
    pressed = incoming.pressed(update, SignedReceipt)
    found = await ctx.run(signed_receipts.prepare, pressed.report_id)
    languages = [ctx.services.localizer(each) for each in ctx.profile.locales]
    data = signed_receipts.sign(found, receipt_file.text(languages, found))
    assert update.effective_chat is not None
    await hand_out(ctx.bot, update.effective_chat.id, data, receipt_file.name(found))
    await show(update, ctx, receipt_file.explained(ctx.localizer))


async def on_track(update: Update, ctx: Context) -> None:
    """/track CODE: the status of a report, for any account that has the code."""
    typed = "" if update.callback_query else _code_in(" ".join(ctx.args or ()))
    if not typed:
        await ctx.run(session.greet)
        await show(update, ctx, render.at_home(ctx.localizer, lines(ctx.say("track-how"))))
        return
    found = await ctx.run(own_reports.track, typed)
    localizer = ctx.localizer
    if found is None:
        await show(update, ctx, render.at_home(localizer, lines(ctx.say("track-unknown"))))
    elif isinstance(found, Suggestion):
        await show(update, ctx, suggestion_screens.standing(localizer, found))
    else:
        await show(update, ctx, report_screens.standing(localizer, found))


def _code_in(typed: str) -> str:
    """The query code among the words behind /track; one word, as it is; else nothing."""
    found = next((code for _, code in codes_in(typed)), None)
    return possible_code(typed) or found or (typed if _MAY_BE_CODE.fullmatch(typed) else "")


def _is_no_code(_ctx: Context, behind: Given) -> bool:
    """Whether more stands behind /track than a code, mistyped or not, and a few words to it."""
    text = behind.text.strip()
    return not (possible_code(text) or _MAY_BE_CODE.fullmatch(text)) or bool(behind.links)


async def on_form(update: Update, ctx: Context) -> None:
    """Open a form for an addition, answer, appeal or withdrawal, in a new message."""
    pressed = incoming.pressed(update, OnReport)
    outcome = await ctx.run(forms.begin_on_report, pressed.report_id, pressed.form)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_rate(update: Update, ctx: Context) -> None:
    """Store a rating of the handling; the message with the decision stays."""
    pressed = incoming.pressed(update, Rate)
    found = await ctx.run(reporter_actions.rate, pressed.report_id, pressed.stars)
    screen = report_screens.standing(ctx.localizer, found)
    await show(update, ctx, replace(screen, toast=ctx.say("rate-thanks")))


def register(router: Router) -> None:
    """Register the commands and buttons of filed reports."""
    router.command("cases", on_cases, leaves=takes_nothing)
    router.command("track", on_track, leaves=_is_no_code)
    router.place("cases", on_cases)
    router.place("list", on_list)
    router.place("track", on_track)
    router.button(MoreReports, on_more)
    router.button(SeeReport, on_see)
    router.button(OpenReport, on_open)
    router.button(OnReport, on_form)
    router.button(SeeFingerprints, on_fingerprints)
    router.button(SeeReceipt, on_receipt)
    router.button(SignedReceipt, on_signed_receipt)
    router.button(Rate, on_rate)
