"""/measures, the screens of removal requests, and their buttons."""

import json
import re

from msgspec.structs import replace
from telegram import Update

from domain.core.errors import MovedOn, Refusal
from domain.network.people import Verb
from domain.removals import rules, xarf
from domain.removals.removal import Answer, Check
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private, person_chat
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.files.upload import hand_out
from handlers.removals import letters, screens
from handlers.removals.callbacks import (
    AnswerRemoval,
    BackSurely,
    GetLetter,
    IsBack,
    ListMeasures,
    LookedAt,
    LookedSurely,
    OrderRemoval,
    SeeRemoval,
)
from usecases.delivery import removal_letters
from usecases.removals import answering, back, measures, removal_forms

_KEY_OF_A_PAGE = re.compile(r"\d{1,15}\.\d{1,15}", re.ASCII)


async def on_measures(update: Update, ctx: Context) -> None:
    """/measures: the open removal requests."""
    found = await ctx.run(measures.measures)
    await show(update, ctx, screens.measures(ctx.localizer, found))


async def on_list(update: Update, ctx: Context) -> None:
    """Another page of the list, or the other list."""
    pressed = incoming.pressed(update, ListMeasures)
    only_in_private(update)
    after = None if pressed.after == screens.FIRST_PAGE else pressed.after
    if after is not None and not _KEY_OF_A_PAGE.fullmatch(after):
        raise Refusal("answer-stale")
    found = await ctx.run(measures.measures, pressed.which, after)
    await show(update, ctx, screens.measures(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show one request."""
    pressed = incoming.pressed(update, SeeRemoval)
    only_in_private(update)
    await _show(update, ctx, pressed.removal, unfolded=bool(pressed.unfolded))


async def on_answer(update: Update, ctx: Context) -> None:
    """The addressee's answer; the form of an answer in words opens below the card."""
    pressed = incoming.pressed(update, AnswerRemoval)
    only_in_private(update)
    if pressed.answer in rules.IN_WORDS:
        answers = Verb.REMOVAL_ANSWER
        await _open_form(update, ctx, pressed.removal, answers, pressed.seen, pressed.answer)
        return
    try:
        found = await ctx.run(answering.answer, pressed.removal, pressed.answer, seen=pressed.seen)
    except MovedOn as late:
        await _show(update, ctx, pressed.removal, led_by=render.refusal(ctx, late))
        return
    await show(update, ctx, screens.one(ctx.localizer, found))


async def on_looked(update: Update, ctx: Context) -> None:
    """Somebody has looked: gone, still there, or changed; what reporters are told is confirmed."""
    pressed = incoming.pressed(update, LookedAt)
    only_in_private(update)
    await _look(update, ctx, pressed.removal, pressed.check, seen=pressed.seen)


async def on_looked_surely(update: Update, ctx: Context) -> None:
    """Somebody confirms what they saw."""
    pressed = incoming.pressed(update, LookedSurely)
    only_in_private(update)
    await _look(update, ctx, pressed.removal, pressed.check, seen=pressed.seen, sure=True)


async def on_order(update: Update, ctx: Context) -> None:
    """An order of the unit above: ask for its reason and its days below the card."""
    pressed = incoming.pressed(update, OrderRemoval)
    only_in_private(update)
    await _open_form(update, ctx, pressed.removal, Verb.REMOVAL_ORDER, pressed.seen)


async def on_back(update: Update, ctx: Context) -> None:
    """Is the content of a closed case back? Asked first, since all reporters are told."""
    pressed = incoming.pressed(update, IsBack)
    only_in_private(update)
    found = await ctx.run(back.may_say, pressed.case_id)
    await show(update, ctx, screens.sure_back(ctx.localizer, found))


async def on_back_surely(update: Update, ctx: Context) -> None:
    """The content of a closed case is back: its removal is asked for again."""
    pressed = incoming.pressed(update, BackSurely)
    only_in_private(update)
    found = await ctx.run(back.report_back, pressed.case_id, times=pressed.times)
    await show(update, ctx, screens.one(ctx.localizer, found))


async def on_letter(update: Update, ctx: Context) -> None:
    """The letter for the addressee, and its XARF documents, for staff who bring it by hand."""
    pressed = incoming.pressed(update, GetLetter)
    only_in_private(update)
    letter = await ctx.run(removal_letters.by_hand, pressed.removal)
    localizers = [ctx.services.localizer(locale) for locale in ctx.profile.locales]
    await show(update, ctx, screens.letter(*letters.written(letter, localizers)))
    if not letter.reply_to:  # a document must say who can be asked
        return
    for number, document in enumerate(xarf.documents(letter, letter.reply_to), 1):
        name = "xarf.json" if number == 1 else f"xarf-{number}.json"
        data = json.dumps(document, ensure_ascii=False, indent=2).encode()
        await hand_out(ctx.bot, person_chat(update), data, name)


async def _look(
    update: Update, ctx: Context, removal: int, check: Check, *, seen: int, sure: bool = False
) -> None:
    try:
        found = await ctx.run(answering.look, removal, check, seen=seen, sure=sure)
    except MovedOn as late:
        await _show(update, ctx, removal, led_by=render.refusal(ctx, late))
        return
    await show(update, ctx, screens.one(ctx.localizer, found))


async def _open_form(
    update: Update,
    ctx: Context,
    removal: int,
    verb: Verb,
    seen: int,
    answer: Answer = Answer.REFUSED,
) -> None:
    try:
        outcome = await ctx.run(removal_forms.begin, removal, verb, seen=seen, answer=answer)
    except MovedOn as late:
        await _show(update, ctx, removal, led_by=render.refusal(ctx, late))
        return
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def _show(
    update: Update, ctx: Context, removal: int, *, unfolded: bool = False, led_by: str = ""
) -> None:
    found = await ctx.run(answering.see, removal, unfolded=unfolded)
    await show(update, ctx, screens.one(ctx.localizer, found, led_by=led_by))


def register(router: Router) -> None:
    """Register the command and the buttons; the use cases check permissions."""
    router.command("measures", on_measures)
    router.button(ListMeasures, on_list)
    router.button(SeeRemoval, on_see)
    router.button(AnswerRemoval, on_answer)
    router.button(LookedAt, on_looked)
    router.button(LookedSurely, on_looked_surely)
    router.button(OrderRemoval, on_order)
    router.button(IsBack, on_back)
    router.button(BackSurely, on_back_surely)
    router.button(GetLetter, on_letter)
