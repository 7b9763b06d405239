"""aiogram 3 in its usual form: FSM in memory, polling, concurrent updates."""

import asyncio
import itertools
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bench.peers.form import FILED, QUESTIONS

numbers = itertools.count(1)


class Report(StatesGroup):
    link = State()
    category = State()
    subcategory = State()
    words = State()
    check = State()
    region = State()
    review = State()


STATES = Report.__states__


def keyboard(choices: tuple[str, ...]) -> InlineKeyboardMarkup | None:
    if not choices:
        return None
    rows = [[InlineKeyboardButton(text=c, callback_data=c)] for c in choices]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def on_report(message: Message, state: FSMContext) -> None:
    await state.set_data({})
    await state.set_state(STATES[0])
    await message.answer(QUESTIONS[0][1])


async def on_text(message: Message, state: FSMContext) -> None:
    at = len(await state.get_data())
    await state.update_data({QUESTIONS[at][0]: message.text})
    await state.set_state(STATES[at + 1])
    _, words, choices = QUESTIONS[at + 1]
    await message.answer(words, reply_markup=keyboard(choices))


async def on_press(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    assert isinstance(query.message, Message)
    at = len(await state.get_data())
    await state.update_data({QUESTIONS[at][0]: query.data})
    if at + 1 == len(QUESTIONS):
        await state.clear()
        await query.message.edit_text(FILED.format(number=next(numbers)))
        return
    await state.set_state(STATES[at + 1])
    _, words, choices = QUESTIONS[at + 1]
    await query.message.edit_text(words, reply_markup=keyboard(choices))


async def main(base_url: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(base_url))
    bot = Bot("4242:bench", session=session)
    dispatcher = Dispatcher()
    dispatcher.message.register(on_report, Command("report"))
    for state, (_, _, choices) in zip(STATES, QUESTIONS, strict=True):
        if choices:
            dispatcher.callback_query.register(on_press, state, F.data.in_(choices))
        else:
            dispatcher.message.register(on_text, state, F.text)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
