"""Recognises a button of the open question that is typed instead of pressed, in any language."""

import unicodedata
from collections.abc import Iterator

from msgspec.structs import replace

from conversation.form import NOT_HERE, Given
from domain.core.normal import normal
from handlers.dialogs import question_screen
from handlers.dialogs.callbacks import Edit
from handlers.ui import labels
from handlers.ui.callbacks import Choose, Do, Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key
from handlers.ui.screen_table import ScreenTable
from usecases.core.outcomes import Asked, DialogOutcome, Idle

LONGEST = 40  # characters; labels are not longer than this
LEAST_LATIN = 3  # letters of a prefix; shorter ones match by accident, as "no" does "none"
LEAST_WIDE = 2  # the same for Chinese characters
COMMANDS = ("submit", "done", "skip", "back", "cancel")
"""Commands that may be typed; `typed-<command>` lists the words that mean each."""
AT_HOME = ("report", "hello", "thanks", *COMMANDS)
"""What a word may mean with nothing open, by the same lists."""


class TypedPress:
    """Finds the press that a typed text means, on a question or, with nothing open, at the start.

    That is the button whose label it is; of choices it may be the beginning of the label. Of other
    buttons it may be a word that means the same.
    """

    def __init__(self, localizer: Localizer, screens: ScreenTable) -> None:
        self._localizer, self._screens = localizer, screens

    def __call__(self, shown: DialogOutcome, text: str) -> Given | None:
        """The press; None if the text is no button's, or that of several.

        The command `NOT_HERE` for the word of a button that this question does not have.
        """
        typed = _folded(text)
        if not typed or len(text) > LONGEST:
            return None
        return self._of(shown, typed) if isinstance(shown, Asked) else self._at_home(typed)

    def _at_home(self, typed: str) -> Given | None:
        """A button of the start screen by its label, or a word that needs no question."""
        for locale in self._localizer.profile.locales:
            screen = self._screens.screen(replace(self._localizer, locale=locale), Idle())
            for key in (key for row in screen.rows for key in row):
                if isinstance(key.button, Go) and _folded(key.label) == typed:
                    return _going(key.button.where)
        meant = (Given(command=each) for each in AT_HOME if self._means(typed, each))
        return next(meant, None)

    def _of(self, asked: Asked, typed: str) -> Given | None:
        named = tuple(self._labels(asked))
        exact = [press for press, label in named if label == typed]
        meant = [press for press, _ in named if self._means(typed, _value(press))]
        if not meant and self._means(typed, "unsure"):
            meant = [press for press, _ in named if press.choice == asked.step.unsure]
        begun = [
            press
            for press, label in named
            if press.choice and _is_long_enough(typed) and label.startswith(typed)
        ]
        found = exact or meant or begun
        if found:
            return found[0] if len({_value(press) for press in found}) == 1 else None
        is_known = any(self._means(typed, command) for command in COMMANDS)
        return Given(command=NOT_HERE, step=asked.step.name) if is_known else None

    def _labels(self, asked: Asked) -> Iterator[tuple[Given, str]]:
        """The buttons of the question that can be typed, with their labels in each language."""
        only_pressed = asked.step.only_pressed(asked.sheet)
        numbers = question_screen.numbers(asked)
        for locale in self._localizer.profile.locales:
            localizer = replace(self._localizer, locale=locale)
            pages = (
                self._screens.question(localizer, page) for page in question_screen.pages(asked)
            )
            for key in (key for page in pages for row in page.rows for key in row):
                press = _press(key)
                if press is None or (only_pressed and press.choice):
                    continue
                yield press, _folded(key.label)
                number = numbers.get(press.choice or "")
                if number is not None and press.choice:  # the button has it before its name
                    yield press, _folded(labels.choice(localizer, asked.step.name, press.choice))
                    for said in localizer.say("typed-number", number=str(number)).split(","):
                        yield press, _folded(said)

    def _means(self, typed: str, value: str) -> bool:
        """Whether the text is one of the words of the list `typed-<value>`, in any language."""
        words, key = self._localizer.words, f"typed-{value}"
        lists = (words.say(each, key) for each in words.locales if words.has(each, key))
        return any(_folded(word) == typed for listed in lists for word in listed.split(","))


def _press(key: Key) -> Given | None:
    """The press of a button that answers, moves within its form, or ends it; None for others."""
    match key.button:
        case Choose(step=step, value=value):
            return Given(choice=value, step=step)
        case Do(step=step, command=command) if command in COMMANDS:
            return Given(command=command, step=step)
        case Edit(step=step):
            return Given(command="edit", step=step)
    return None


def _going(where: str) -> Given:
    return Given(command="report") if where == "report" else Given(command="go", choice=where)


def _value(press: Given) -> str:
    """What tells the presses at one question apart."""
    return press.choice or (
        f"edit {press.step}" if press.command == "edit" else press.command or ""
    )


def _folded(text: str) -> str:
    """Only letters and digits, normalised: case, width, spaces and punctuation do not matter."""
    plain = normal("NFKC", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LN")


def _is_long_enough(typed: str) -> bool:
    wide = any(ord(char) >= 0x2E80 for char in typed)  # Chinese, Japanese, Korean
    return len(typed) >= (LEAST_WIDE if wide else LEAST_LATIN)
