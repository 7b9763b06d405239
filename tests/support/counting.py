"""Counts what somebody does in a chat: taps, messages, and characters typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol


@dataclass
class Acts:
    """What somebody has done: buttons pressed, messages sent, characters typed in these."""

    taps: int = 0
    messages: int = 0
    typed: int = 0

    def write(self, text: str) -> None:
        """Count a typed message."""
        self.messages += 1
        self.typed += len(text)

    def send(self, caption: str = "") -> None:
        """Count files sent together, a forwarded post or a contact."""
        self.write(caption)


class Acting(Protocol):
    """Somebody whose acts are counted, such as `chat.Talker`."""

    acts: Acts


@contextmanager
def counting(*people: Acting) -> Iterator[Acts]:
    """What these people do in this block, all together, once it has ended.

    Counted where each act reaches Telegram, so that no helper can hide a tap.
    """
    before = [replace(person.acts) for person in people]
    found = Acts()
    yield found
    for person, then in zip(people, before, strict=True):
        found.taps += person.acts.taps - then.taps
        found.messages += person.acts.messages - then.messages
        found.typed += person.acts.typed - then.typed
