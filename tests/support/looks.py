"""A screen as Telegram takes it: refused where Telegram would refuse it, else what people see."""

from dataclasses import dataclass
from typing import Any

from handlers.ui.markup import Screen
from sandbox.text import html
from sandbox.text.detection import detected


@dataclass(frozen=True)
class Look:
    """The visible text, its formatting, the labels of its buttons."""

    text: str
    entities: list[dict[str, Any]]
    labels: list[str]

    @property
    def live(self) -> list[str]:
        """What a chat would make a tap on: links, mentions, commands; nothing inside code."""
        taken = [(e["offset"], e["offset"] + e["length"]) for e in self.entities if _is_code(e)]
        units = self.text.encode("utf-16-le")
        return [
            units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
            for e in detected(self.text)
            if e["type"] != "hashtag"
            and not any(start <= e["offset"] < end for start, end in taken)
        ]

    def kinds(self, kind: str) -> list[str]:
        """The texts formatted so."""
        units = self.text.encode("utf-16-le")
        return [
            units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
            for e in self.entities
            if e["type"] == kind
        ]


def _is_code(entity: dict[str, Any]) -> bool:
    return entity["type"] in {"code", "pre"}


def look(screen: Screen) -> Look:
    """What a screen comes to, within every limit of Telegram's."""
    text, entities = html.parse(str(screen.text))
    assert 1 <= html.units(text) <= 4096, html.units(text)
    assert len(entities) <= 100
    labels = [key.label for row in screen.rows for key in row]
    assert len(labels) <= 100
    assert all(len(row) <= 8 for row in screen.rows)
    assert all(labels)
    keyboard = screen.keyboard()
    assert keyboard is None or keyboard
    return Look(text, entities, labels)
