"""Handlers of a unit's group: binding, topics, migration, removal, and anonymous administrators."""

import re

from telegram import ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType
from telegram.ext import (
    ApplicationHandlerStop,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from domain.core.errors import Refusal
from handlers.core import gate, incoming, menus
from handlers.core.context import Context
from handlers.core.reply import send, show
from handlers.core.router import ANYWHERE, GROUPS, Router
from handlers.groups import screens
from handlers.groups.callbacks import AsMyself, SetTopics
from handlers.moderation import handlers as moderation
from handlers.ui.callbacks import BindGroup
from usecases.network import group_bindings
from usecases.network.group_bindings import Bound

BIND = "b_"  # payload prefix of the link that adds the bot to a group; a unit's code follows
NOTHING = "-"
_ABOUT = re.compile(r"[a-z0-9-]{1,24}", re.ASCII)  # a case number or a unit's code
_SAID = re.compile(r"/([a-z]+)(?:@(\w+))?(?:\s+(\S+))?\s*", re.ASCII)


async def on_bind(update: Update, ctx: Context) -> None:
    """/bind in a group; also sent when the bot is added to a group by a link with a unit."""
    named = "".join(ctx.args or ()).removeprefix(BIND)
    units = await ctx.run(group_bindings.units_to_bind)
    _group(update)
    chosen = [unit for unit in units if unit.code == named or len(units) == 1]
    if chosen:
        await _bind(update, ctx, chosen[0].code)
    else:
        codes = tuple(unit.code for unit in units)
        await show(update, ctx, screens.choose_to_bind(ctx.localizer, codes))


async def on_bind_unit(update: Update, ctx: Context) -> None:
    """Bind the chosen unit; the rights of whoever pressed are checked."""
    await _bind(update, ctx, incoming.pressed(update, BindGroup).unit)


async def _bind(update: Update, ctx: Context, unit: str) -> None:
    await _show_bound(update, ctx, await ctx.run(group_bindings.bind, unit, _group(update)))
    await menus.publish_in_group(ctx.bot, ctx.services, _group(update), ctx.locale)


async def on_topics(update: Update, ctx: Context) -> None:
    """Switch topics on or off."""
    pressed = incoming.pressed(update, SetTopics)
    found = await ctx.run(
        group_bindings.set_topics, pressed.unit, _group(update), on=bool(pressed.on)
    )
    await _show_bound(update, ctx, found)


async def _show_bound(update: Update, ctx: Context, found: Bound) -> None:
    chat = update.effective_chat
    forum = bool(chat is not None and chat.is_forum)
    await show(update, ctx, screens.bound(ctx.localizer, found, forum=forum))


def _group(update: Update) -> int:
    chat = update.effective_chat
    if chat is None or chat.type == ChatType.PRIVATE:
        raise Refusal("group-only")
    return chat.id


# Service updates about a group.


async def on_moved(update: Update, ctx: Context) -> None:
    """The group has a new id; Telegram reports it in the old group and in the new one."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        await ctx.witness(group_bindings.moved, message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await ctx.witness(group_bindings.moved, message.migrate_from_chat_id, message.chat.id)
    raise ApplicationHandlerStop


async def on_standing(update: Update, ctx: Context) -> None:
    """The bot's membership in a chat has changed, for example it was removed or muted."""
    changed = update.my_chat_member
    if changed is not None and changed.chat.type != ChatType.PRIVATE and _is_out(changed):
        await ctx.witness(group_bindings.put_out, changed.chat.id)


def _is_out(changed: ChatMemberUpdated) -> bool:
    now = changed.new_chat_member
    if now.status == ChatMember.RESTRICTED:
        return not getattr(now, "can_send_messages", False)
    return now.status in {ChatMember.LEFT, ChatMember.BANNED}


# Anonymous administrators, who write in the name of the group.


async def on_masked(update: Update, ctx: Context) -> None:
    """Offer a button to repeat a command as oneself; no reply to anything else."""
    message = update.message
    button = None if message is None else _meant(message, ctx.services.username)
    if message is None or button is None:
        return
    if await ctx.witness(group_bindings.may_hint, message.chat.id):
        thread = message.message_thread_id if message.is_topic_message else None
        localizer = ctx.services.localizer(ctx.profile.locales[0])
        await send(ctx, message.chat.id, screens.hint(localizer, button), thread=thread)
    raise ApplicationHandlerStop


def _meant(message: Message, username: str) -> AsMyself | None:
    """The button for an anonymous administrator's command in this group; None for others."""
    user, mask = message.from_user, message.sender_chat
    if user is None or user.id != incoming.GROUP_ANONYMOUS_BOT or message.via_bot is not None:
        return None
    if mask is None or mask.id != message.chat.id or message.forward_origin is not None:
        return None
    said = _SAID.fullmatch(message.text or "")
    if said is None or (said[2] and said[2].lower() != username.lower()):
        return None
    command, about = said[1], (said[3] or NOTHING).removeprefix(BIND)
    command = "bind" if command == "start" else command
    if command not in menus.GROUP or not _ABOUT.fullmatch(about):
        return None
    return AsMyself(command=command, about=about)


async def on_as_myself(update: Update, ctx: Context) -> None:
    """Run the command as the person who pressed."""
    pressed = incoming.pressed(update, AsMyself)
    ctx.args = [] if pressed.about == NOTHING else [pressed.about]
    _group(update)
    match pressed.command:
        case "bind":
            await on_bind(update, ctx)
        case "queue":
            await moderation.on_queue(update, ctx)
        case "case":
            await moderation.on_case(update, ctx)
        case _:
            raise Refusal("answer-stale")


def register(router: Router) -> None:
    """Register the handlers; updates without a person are handled before the gate drops them."""
    message = filters.UpdateType.MESSAGE
    group = message & filters.ChatType.GROUPS
    before = gate.FIRST - 1
    router.other(MessageHandler(filters.StatusUpdate.MIGRATE, on_moved), group=before)
    router.other(MessageHandler(group & filters.COMMAND, on_masked), group=before)
    router.other(ChatMemberHandler(on_standing, ChatMemberHandler.MY_CHAT_MEMBER))
    router.command("bind", on_bind, ANYWHERE)
    router.command("start", on_bind, GROUPS)
    router.button(BindGroup, on_bind_unit, GROUPS)
    router.button(SetTopics, on_topics, GROUPS)
    router.button(AsMyself, on_as_myself, GROUPS)
