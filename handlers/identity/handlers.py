"""Handlers of identity requests (list, answer, showing the contact) and of custodians."""

import re

from msgspec.structs import replace
from telegram import Update
from telegram.constants import ChatType

from domain.core.errors import Refusal
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.identity import screens as identity_screens
from handlers.identity.callbacks import AnswerRequest, MoreRequests, SeeRequest, ShowContact
from handlers.network import custodian_screens
from handlers.network.callbacks import ConfirmCustodian, Dismiss, DismissSurely
from usecases.identity import contact_requests, custodians, forms

_KEY_OF_A_PAGE = re.compile(r"\d{1,15}\.\d{1,15}", re.ASCII)


async def on_identities(update: Update, ctx: Context) -> None:
    """/identities: the open requests, for custodians."""
    found = await ctx.run(contact_requests.listed)
    await show(update, ctx, identity_screens.listed(ctx.localizer, found))


async def on_more(update: Update, ctx: Context) -> None:
    """Show another page of the open requests."""
    after = incoming.pressed(update, MoreRequests).after
    if not _KEY_OF_A_PAGE.fullmatch(after):
        raise Refusal("answer-stale")
    found = await ctx.run(contact_requests.listed, after)
    await show(update, ctx, identity_screens.listed(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show one request."""
    found = await ctx.run(contact_requests.look, _in_private(update, SeeRequest).request_id)
    await show(update, ctx, identity_screens.request(ctx.localizer, found))


async def on_answer(update: Update, ctx: Context) -> None:
    """Answer a request: yes takes effect at once, no asks for a reason in a new message."""
    pressed = _in_private(update, AnswerRequest)
    if pressed.word == identity_screens.YES:
        found = await ctx.run(contact_requests.grant, pressed.request_id)
        await show(update, ctx, identity_screens.request(ctx.localizer, found))
    else:
        outcome = await ctx.run(forms.begin_refusal, pressed.request_id)
        await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_show(update: Update, ctx: Context) -> None:
    """Queue the contact as a notice to the private chat; the courier sends and later deletes it."""
    found = await ctx.run(contact_requests.show, _in_private(update, ShowContact).request_id)
    await show(update, ctx, identity_screens.shown(ctx.localizer, found))


async def on_custodians(update: Update, ctx: Context) -> None:
    """List all custodians, for admins and custodians."""
    found = await ctx.run(custodians.listed)
    await show(update, ctx, custodian_screens.people(ctx.localizer, found))


async def on_invite(update: Update, ctx: Context) -> None:
    """Create an invitation link for a custodian."""
    invitation = await ctx.run(custodians.invite)
    screen = custodian_screens.invited(ctx.localizer, invitation, ctx.services.username)
    await show(update, ctx, screen)


async def on_confirm(update: Update, ctx: Context) -> None:
    """Confirm a custodian whom somebody else has named."""
    found = await ctx.run(custodians.confirm, _in_private(update, ConfirmCustodian).who)
    await show(update, ctx, custodian_screens.people(ctx.localizer, found))


async def on_dismiss(update: Update, ctx: Context) -> None:
    """Ask whether to dismiss a custodian."""
    person = await ctx.run(custodians.member, incoming.pressed(update, Dismiss).who)
    await show(update, ctx, custodian_screens.dismiss_surely(ctx.localizer, person))


async def on_dismiss_surely(update: Update, ctx: Context) -> None:
    """Dismiss a custodian and show those who are left."""
    left = await ctx.run(custodians.dismiss, incoming.pressed(update, DismissSurely).who)
    await show(update, ctx, custodian_screens.people(ctx.localizer, left))


def _in_private(update: Update, kind: type[incoming.B]) -> incoming.B:
    """The pressed button; raises Refusal in a group, where nothing about contacts may be shown."""
    pressed = incoming.pressed(update, kind)
    chat = update.effective_chat
    if chat is not None and chat.type != ChatType.PRIVATE:
        raise Refusal("answer-stale")
    return pressed


def register(router: Router) -> None:
    """Register the command and the buttons; the use cases check permissions."""
    router.command("identities", on_identities)
    router.place("identities", on_identities)
    router.button(MoreRequests, on_more)
    router.button(SeeRequest, on_see)
    router.button(AnswerRequest, on_answer)
    router.button(ShowContact, on_show)
    router.place("custodians", on_custodians)
    router.place("invite_custodian", on_invite)
    router.button(ConfirmCustodian, on_confirm)
    router.button(Dismiss, on_dismiss)
    router.button(DismissSurely, on_dismiss_surely)
