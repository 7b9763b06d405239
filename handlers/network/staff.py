"""Handlers of a unit's staff: list, invitations, granting and revoking roles."""

from msgspec.structs import replace
from telegram import Update

from domain.core.errors import Refusal
from domain.network.people import GRANTABLE, Role
from domain.network.units import Unit
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.network import custodian_screens, staff_screens
from handlers.network.callbacks import (
    GrantIn,
    PickStaffOf,
    Revoke,
    RevokeSurely,
    StaffOf,
    TurnStaffUnits,
)
from handlers.ui import unit_picker
from handlers.ui.markup import Screen
from handlers.ui.unit_picker import UnitPicker
from usecases.network import staff as network_staff


async def on_staff(update: Update, ctx: Context) -> None:
    """/staff: the staff of the only unit, of one that is named, or a choice."""
    await _choose_staff(update, ctx, staff_screens.STAFF)


async def on_revoke_command(update: Update, ctx: Context) -> None:
    """/revoke: the same, for a role is revoked there."""
    await _choose_staff(update, ctx, staff_screens.REVOKE)


async def _choose_staff(update: Update, ctx: Context, picker: UnitPicker) -> None:
    """What stands behind the command finds a unit by its name."""
    found = await ctx.run(network_staff.grantable)
    units, word = tuple(unit for unit, _ in found), ctx.word
    meant = unit_picker.meant(units, word) if word else units
    if len(meant) == 1 and (word or not _appoints(ctx)):
        await _show_people(update, ctx, meant[0].code)
        return
    await show(update, ctx, _choice(ctx, units, picker, word=word))


def _choice(
    ctx: Context, units: tuple[Unit, ...], picker: UnitPicker, *, word: str = "", page: int = 0
) -> Screen:
    """The choice of a unit; for those who appoint custodians with a row for these."""
    localizer = ctx.localizer
    screen = unit_picker.screen(localizer, picker, units, word=word, page=page)
    if not _appoints(ctx):
        return screen
    invites = picker is staff_screens.INVITE
    row = custodian_screens.invite_row if invites else custodian_screens.people_row
    return replace(screen, rows=(*row(localizer), *screen.rows))


async def on_turn(update: Update, ctx: Context) -> None:
    """Another page of the units to choose from."""
    pressed = incoming.pressed(update, TurnStaffUnits)
    units = tuple(unit for unit, _ in await ctx.run(network_staff.grantable))
    picker = staff_screens.INVITE if pressed.invite else staff_screens.STAFF
    screen = _choice(ctx, units, picker, page=pressed.page)
    await show(update, ctx, screen)


def _appoints(ctx: Context) -> bool:
    """Whether the person may invite people outside of units, that is custodians."""
    return ctx.person is not None and ctx.person.admin


async def on_grant(update: Update, ctx: Context) -> None:
    """/grant: ask for unit and role, then show an invitation link.

    What stands behind the command finds a unit by its name.
    """
    found = await ctx.run(network_staff.grantable)
    units, word = tuple(unit for unit, _ in found), ctx.word
    meant = unit_picker.meant(units, word) if word else units
    if len(meant) == 1 and (word or not _appoints(ctx)):
        roles = dict(found)[meant[0]]
        await show(update, ctx, staff_screens.choose_role(ctx.localizer, meant[0].code, roles))
        return
    await show(update, ctx, _choice(ctx, units, staff_screens.INVITE, word=word))


async def on_people(update: Update, ctx: Context) -> None:
    """Show the staff of a unit."""
    await _show_people(update, ctx, incoming.pressed(update, StaffOf).unit)


async def on_pick(update: Update, ctx: Context) -> None:
    """Show the staff of the unit that was chosen, unless it was retired meanwhile."""
    unit = incoming.pressed(update, PickStaffOf).unit
    if unit_picker.is_gone(ctx.profile, unit):
        await _ask_anew(update, ctx, staff_screens.STAFF)
        return
    await _show_people(update, ctx, unit)


async def _ask_anew(update: Update, ctx: Context, picker: UnitPicker) -> None:
    """The unit that was chosen is retired: say so, and ask for another."""
    units = tuple(unit for unit, _ in await ctx.run(network_staff.grantable))
    screen = _choice(ctx, units, picker)
    await show(update, ctx, screen.led_by(ctx.say("choice-gone")))


async def _show_people(update: Update, ctx: Context, unit: str) -> None:
    staff = await ctx.run(network_staff.staff, unit)
    await show(update, ctx, staff_screens.people(ctx.localizer, staff, ctx.services.username))


async def on_invite(update: Update, ctx: Context) -> None:
    """Invite somebody to a unit: ask for the role, then show the link."""
    pressed = incoming.pressed(update, GrantIn)
    if unit_picker.is_gone(ctx.profile, pressed.unit):
        await _ask_anew(update, ctx, staff_screens.INVITE)
        return
    if pressed.role == Role.NOBODY:
        staff = await ctx.run(network_staff.staff, pressed.unit)
        await show(
            update, ctx, staff_screens.choose_role(ctx.localizer, staff.unit.code, GRANTABLE)
        )
        return
    invitation = await ctx.run(network_staff.invite, pressed.unit, _role(pressed.role))
    await show(update, ctx, staff_screens.invited(ctx.localizer, invitation, ctx.services.username))


def _role(value: int) -> Role:
    try:
        return Role(value)
    except ValueError:
        raise Refusal("answer-stale") from None


async def welcome(update: Update, ctx: Context, token: str) -> None:
    """Accept an invitation, which came as /start i_<token>."""
    name = ctx.caller.name if ctx.caller else ""
    joined = await ctx.run(network_staff.redeem, token, name)
    await show(update, ctx, staff_screens.joined(ctx.localizer, joined))


async def on_revoke(update: Update, ctx: Context) -> None:
    """Ask whether to revoke a role."""
    pressed = incoming.pressed(update, Revoke)
    found = await ctx.run(network_staff.leaver, pressed.unit, pressed.who)
    screen = staff_screens.revoke_surely(ctx.localizer, found)
    await show(update, ctx, screen)


async def on_revoke_surely(update: Update, ctx: Context) -> None:
    """Revoke a role and show the staff that are left."""
    pressed = incoming.pressed(update, RevokeSurely)
    staff = await ctx.run(network_staff.revoke, pressed.unit, pressed.who)
    await show(update, ctx, staff_screens.people(ctx.localizer, staff, ctx.services.username))


def register(router: Router) -> None:
    """Register the lead's commands; the use cases check permissions."""
    router.command("staff", on_staff)
    router.place("staff", on_staff)
    router.command("revoke", on_revoke_command)
    router.command("grant", on_grant)
    router.button(StaffOf, on_people)
    router.button(PickStaffOf, on_pick)
    router.button(TurnStaffUnits, on_turn)
    router.button(GrantIn, on_invite)
    router.button(Revoke, on_revoke)
    router.button(RevokeSurely, on_revoke_surely)
