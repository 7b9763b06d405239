"""People in chats with the bot: reporters as they come, and the hands of staff, counted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bench.office.chat import Office
from bench.office.reports import Kind, Planned
from bench.script import Button, Seen
from handlers.ui.callbacks import Do

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
NUMBER = re.compile(r"\b\d{4}-\d{4}\b")
TAP_SECONDS, CHARACTER_SECONDS, READING_SECONDS = 2, 0.25, 10  # of a person's time


def seen(office: Office, chat: int, number: int) -> Seen:
    """A message as it stands in a chat now."""
    message = office.telegram.chats[chat].messages[number]
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = (
        Button(each["text"], each["callback_data"])
        for row in rows
        for each in row
        if "callback_data" in each
    )
    return Seen(message.get("text") or message.get("caption") or "", tuple(buttons))


def button_of(screen: Seen, label: str) -> Button | None:
    """The button of this label; else the first that begins with it, else that has it within."""
    exact = next((each for each in screen.buttons if each.label == label), None)
    inside = next((each for each in screen.buttons if label in each.label), None)
    return exact or screen.button(label) or inside


class NoButton(LookupError):  # noqa: N818 - says what is missing
    """There is no such button on the screen."""


@dataclass
class Reporter:
    """Somebody who reports one thing."""

    office: Office
    account: int
    planned: Planned

    @property
    def locale(self) -> str:
        """The language in which the bot talks with them."""
        return str(self.office.jubao.services.locale_for(self.planned.language))

    async def files(self) -> None:
        """The whole report, from the first word to the receipt."""
        planned, taxonomy = self.planned, self.office.jubao.services.profile.taxonomy
        await self._says("/report")
        await self._says(planned.words)
        for code in (planned.category, planned.subcategory):
            found = taxonomy.find(code)
            assert found is not None
            await self._press(found.name(self.locale))
        if planned.kind is Kind.DANGER:
            await self._press(self.word("button-danger"))
        await self._press(self.word("button-submit"))
        if not CODE.search(self.read()):
            raise RuntimeError(f"not filed: {self.read()}")

    async def answers(self, words: str) -> None:
        """Answer the office's question, as a reply to it."""
        asked = [
            number
            for number in self.office.pushed[self.account]
            if self.word("button-answer") in _labels(seen(self.office, self.account, number))
        ]
        self.office.telegram.say(self.account, self.account, words, reply_to=asked[-1])
        await self.office.settle()

    def read(self) -> str:
        """All that the bot has said to them."""
        messages = self.office.telegram.messages(self.account)
        return "\n".join(each.get("text", "") for each in messages if each["from"]["is_bot"])

    async def _says(self, text: str) -> None:
        self.office.telegram.say(self.account, self.account, text)
        await self.office.settle()

    async def _press(self, label: str) -> None:
        screen = seen(self.office, self.account, self.office.screens[self.account])
        button = button_of(screen, label)
        if button is None:
            raise NoButton(f"{label!r} is not among {_labels(screen)}: {screen.text}")
        number = self.office.screens[self.account]
        self.office.telegram.press(self.account, self.account, number, button.data)
        await self.office.settle()

    def word(self, key: str) -> str:
        return str(self.office.jubao.services.words.say(self.locale, key))


def _labels(screen: Seen) -> list[str]:
    return [each.label for each in screen.buttons]


@dataclass
class Hand:
    """A member of staff at a phone: presses what stands on the screen, and types; all is counted.

    The screen is the message last shown in answer to what they did, or the one that they look at.
    """

    office: Office
    account: int
    counted: bool = True  # else nothing is counted, and it takes no time

    @property
    def screen(self) -> Seen:
        """What this person looks at."""
        number = self.office.screens.get(self.account)
        return Seen("", ()) if number is None else seen(self.office, self.account, number)

    @property
    def case(self) -> str:
        """The number of the case on the screen; empty if there is none."""
        found = NUMBER.search(self.screen.text)
        return found[0] if found else ""

    def button(self, *labels: str) -> Button | None:
        """The button of the first of these labels that stands on the screen."""
        found = (button_of(self.screen, label) for label in labels)
        return next((each for each in found if each is not None), None)

    def shows(self, *labels: str) -> bool:
        """Whether one of these buttons stands on the screen."""
        return self.button(*labels) is not None

    @property
    def question(self) -> str:
        """The name of the question on the screen, which its "Cancel" carries; empty without one."""
        asked = (Do.parse(each.data).step for each in self.screen.buttons if Do.owns(each.data))
        return next(asked, "")

    async def press(self, *labels: str) -> None:
        """Press the first of these buttons; raises NoButton if there is none."""
        button = self.button(*labels)
        if button is None:
            raise NoButton(f"none of {labels} among {_labels(self.screen)}: {self.screen.text}")
        await self._does(TAP_SECONDS, taps=1)
        number = self.office.screens[self.account]
        query = self.office.telegram.press(self.account, self.account, number, button.data)
        await self.office.settle()
        if self.office.telegram.presses[query].answer is None:
            raise RuntimeError(f"{button.label!r} was never answered")

    async def types(self, text: str) -> None:
        """Write a message, character by character."""
        await self._does(CHARACTER_SECONDS * len(text), typed=len(text))
        self.office.telegram.say(self.account, self.account, text)
        await self.office.settle()

    async def opens(self, command: str) -> None:
        """Choose a command from the menu: one tap opens it, one chooses."""
        await self._does(2 * TAP_SECONDS, taps=2)
        self.office.telegram.say(self.account, self.account, command)
        await self.office.settle()

    def looks_at(self, number: int) -> None:
        """Scroll to another message of the chat: no tap."""
        self.office.screens[self.account] = number

    def came(self, *labels: str) -> Iterable[int]:
        """The messages that came unasked and have one of these buttons, the oldest first."""
        for number in self.office.pushed.get(self.account, []):
            if any(button_of(seen(self.office, self.account, number), each) for each in labels):
                yield number

    async def reads(self, cases: int = 1) -> None:
        """Read the case on the screen, or so many."""
        await self._does(READING_SECONDS * cases)

    async def _does(self, seconds: float, **costs: int) -> None:
        if self.counted:
            await self.office.until(self.office.at[0] + seconds)
            self.office.spend(**costs)
