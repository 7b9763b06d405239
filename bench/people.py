"""Simulated people who play a script, and the measurement of their waiting times."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bench.script import Script, Seen

FIRST_ID = 500_000_000  # ids that look like Telegram's


class Person:
    """One private chat: the person's position in the script, and the buttons to press."""

    __slots__ = ("at", "created", "handed", "id", "last", "round", "screens", "script", "stray")

    def __init__(self, number: int, script: Script) -> None:
        self.id = FIRST_ID + number
        self.script = script
        self.at = -1  # the step that waits for its answer
        self.round = 0  # dialogues finished so far
        self.created = 0.0
        self.handed: float | None = None  # when the bot got the update that waits
        self.screens: dict[int, Seen] = {}  # messages with buttons, the latest one last
        self.last = Seen("", ())
        self.stray = 0  # messages that were not an expected answer

    def acts(self, update_id: int, now: float) -> dict[str, Any]:
        """Make the update of the next step."""
        self.at += 1
        if self.at == len(self.script.steps):
            self.at, self.round = 0, self.round + 1
        self.created, self.handed = now, None
        step = self.script.steps[self.at]
        if step.presses:
            return {"update_id": update_id, "callback_query": self._press(update_id, step.presses)}
        text = step.says.replace("{person}", str(self.id)).replace("{round}", str(self.round))
        return {"update_id": update_id, "message": self._message(update_id, text, int(now))}

    def sees(self, message_id: int, seen: Seen) -> bool:
        """A message was sent or edited; True when it is the answer this person waits for."""
        self.screens.pop(message_id, None)
        if seen.buttons:
            self.screens[message_id] = seen
        self.last = seen
        if self.handed is None or not self.script.answered_by(self.at, seen):
            self.stray += 1
            return False
        return True

    def loses(self, message_id: int) -> None:
        """A message was deleted."""
        self.screens.pop(message_id, None)

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "Citizen"}

    def _sender(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": "Citizen", "language_code": "en"}

    def _message(self, number: int, text: str, now: int) -> dict[str, Any]:
        message = {"message_id": number, "date": now, "chat": self.chat, "from": self._sender()}
        message["text"] = text
        if text.startswith("/"):
            length = len(text.partition(" ")[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return message

    def _press(self, number: int, label: str) -> dict[str, Any]:
        message_id = next(reversed(self.screens), 0)
        screen = self.screens.get(message_id, Seen("", ()))
        button = screen.button(label)
        if button is None:
            raise LookupError(f"no button {label!r} among {[b.label for b in screen.buttons]}")
        rows = [[{"text": b.label, "callback_data": b.data}] for b in screen.buttons]
        message = {"message_id": message_id, "date": 1, "chat": self.chat, "text": screen.text}
        message["reply_markup"] = {"inline_keyboard": rows}
        return {
            "id": str(number),
            "from": self._sender(),
            "message": message,
            "chat_instance": str(self.id),
            "data": button.data,
        }


class Tally:
    """Waiting times for answers since the last `begin`, in seconds."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.begin(0.0)

    def begin(self, now: float) -> None:
        """Reset; the measured window starts."""
        self.since = now
        self.from_handed: list[float] = []
        self.from_created: list[float] = []
        self.confirmed: list[float] = []  # from the delivery of an update until it was acknowledged
        self.rounds = 0
        self.calls.clear()

    def answered(self, person: Person, now: float) -> None:
        """Record that a person got the answer to a step."""
        assert person.handed is not None
        self.from_handed.append(now - person.handed)
        self.from_created.append(now - person.created)
        self.rounds += person.at + 1 == len(person.script.steps)

    def report(self, people: Sequence[Person], now: float) -> dict[str, Any]:
        """All measurements, as JSON values; times in milliseconds."""
        waiting = Counter(str(p.script.steps[p.at]) for p in people if p.handed is not None)
        longest = max(people, key=lambda p: now - (p.handed or now))
        return {
            "seconds": now - self.since,
            "answered": len(self.from_handed),
            "rounds": self.rounds,
            "handed_ms": _percentiles(self.from_handed),
            "created_ms": _percentiles(self.from_created),
            "confirmed_ms": _percentiles(self.confirmed),
            "calls": dict(self.calls),
            "waiting": dict(waiting),
            "stray": sum(p.stray for p in people),
            "longest_wait": {
                "step": str(longest.script.steps[max(0, longest.at)]),
                "text": longest.last.text,
                "buttons": [b.label for b in longest.last.buttons],
            },
        }


def _percentiles(seconds: list[float]) -> dict[str, float] | None:
    if not seconds:
        return None
    ordered = sorted(seconds)
    last = len(ordered) - 1
    return {
        name: 1000 * ordered[round(last * part)] for name, part in (("p50", 0.5), ("p99", 0.99))
    }
