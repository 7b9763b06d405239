"""A broadcast: what is said to many, to whom, when, and how it may be moved on."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from domain.errors import NotAllowed, Refusal

MAX_TEXT = 3000  # characters; a message holds 4096, and the cards' lines stand below
MAX_CAPTION = 600  # the same below a picture, where a message holds 1024
MAX_CARDS, MAX_CARDS_BELOW_PICTURE = 8, 3
MAX_BUTTONS = 3
TIME_TO_STOP = 120  # seconds between the approval and the first message
KEPT_DAYS = 30
"""So long after its end is known who got a broadcast; then only how many."""


class State(StrEnum):
    """Where a broadcast stands; the words for each are `broadcast-state-<value>`."""

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"


class Act(StrEnum):
    """What is done to a broadcast; a button's words are `broadcast-<value>`."""

    CHANGE = "change"
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    BEGIN = "begin"
    FINISH = "finish"
    LAPSE = "lapse"


class Step(Struct, frozen=True, kw_only=True):
    """One row of the table: from where to where. `another`: not by whoever wrote it."""

    act: Act
    start: frozenset[State]
    to: State
    by_clock: bool = False
    another: bool = False


def _step(act: Act, start: Iterable[State], to: State, **more: bool) -> Step:
    return Step(act=act, start=frozenset(start), to=to, **more)


S = State
STEPS: tuple[Step, ...] = (
    _step(Act.CHANGE, {S.DRAFT, S.WAITING}, S.DRAFT),
    _step(Act.SUBMIT, {S.DRAFT}, S.WAITING),
    _step(Act.APPROVE, {S.WAITING}, S.APPROVED, another=True),
    _step(Act.SEND_BACK, {S.WAITING}, S.DRAFT, another=True),
    _step(Act.BEGIN, {S.APPROVED}, S.SENDING, by_clock=True),
    _step(Act.PAUSE, {S.SENDING}, S.PAUSED),
    _step(Act.RESUME, {S.PAUSED}, S.SENDING),
    _step(Act.STOP, {S.DRAFT, S.WAITING, S.APPROVED, S.SENDING, S.PAUSED}, S.STOPPED),
    _step(Act.FINISH, {S.SENDING}, S.FINISHED, by_clock=True),
    _step(Act.LAPSE, {S.APPROVED}, S.DRAFT, by_clock=True),
)
LIVE = frozenset({S.APPROVED, S.SENDING, S.PAUSED})
"""The states in which its card tells how far it is."""


def steps_for(state: State, *, writer: bool) -> tuple[Step, ...]:
    """What an admin may do to it now: the buttons of its card."""
    return tuple(
        step
        for step in STEPS
        if state in step.start and not step.by_clock and not (writer and step.another)
    )


def check_step(state: State, act: Act, *, writer: bool = False, clock: bool = False) -> Step:
    """The step, where it may be made; refuses by default."""
    for step in STEPS:
        if step.act is act and state in step.start and step.by_clock is clock:
            if writer and step.another:
                raise NotAllowed("broadcast-own")
            return step
    raise Refusal("broadcast-moved-on")


class Repeat(StrEnum):
    """How often it is sent anew; the words are `repeat-<value>`."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


def next_start(repeat: Repeat, first_at: int, timezone: str, *, now: int) -> int | None:
    """The next moment of a series after `now`, at its first one's local hour; None where none is.

    A month without the first one's day takes its last day; what was missed is left out.
    """
    if repeat is Repeat.ONCE:
        return None
    zone = ZoneInfo(timezone)
    first = datetime.fromtimestamp(first_at, zone)
    count = 0
    while True:
        count += 1
        at = int(_moved(repeat, first, count).timestamp())
        if at > max(now, first_at):
            return at


def _moved(repeat: Repeat, first: datetime, count: int) -> datetime:
    if repeat is Repeat.MONTHLY:
        months = first.year * 12 + first.month - 1 + count
        year, month = divmod(months, 12)
        for day in range(first.day, first.day - 4, -1):
            try:
                return first.replace(year=year, month=month + 1, day=day)
            except ValueError:
                continue
    return first + timedelta(days=count * (7 if repeat is Repeat.WEEKLY else 1))


class Scope(StrEnum):
    """To whom; the words are `scope-<value>`."""

    ALL = "all"
    LOCALE = "locale"
    REGION = "region"
    UNIT = "unit"
    CATEGORY = "category"


FOLLOWED = (Scope.REGION, Scope.UNIT, Scope.CATEGORY)
"""What somebody may follow."""


class Delivery(IntEnum):
    """What became of a broadcast for one person.

    `TRYING` is written before it is sent: whoever is found so after a crash may have it, and never
    gets it again.
    """

    WAITING = 0
    TRYING = 1
    SENT = 2
    BLOCKED = 3
    FAILED = 4
    UNKNOWN = 5


class Body(Struct, frozen=True, kw_only=True):
    """What is sent, and to whom. `texts` by language, or one under "" for all.

    `picture` is Telegram's name of a photo, `buttons` are labels with web addresses, `cards` codes
    of units whose numbers stand below the text. `audience` is a scope and what it is narrowed to.
    """

    texts: Mapping[str, str]
    scope: Scope = Scope.ALL
    which: str = ""
    picture: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    cards: tuple[str, ...] = ()

    def text(self, locale: str, locales: tuple[str, ...]) -> str:
        """The words for a reader of this language; else the deployment's own, else any."""
        for known in (locale, "", *locales):
            if known in self.texts:
                return self.texts[known]
        return ""

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "texts": dict(self.texts),
            "scope": self.scope,
            "which": self.which,
            "picture": self.picture,
            "buttons": [list(button) for button in self.buttons],
            "cards": list(self.cards),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """The way back from `to_document`."""
        return cls(
            texts=document["texts"],
            scope=Scope(document["scope"]),
            which=document["which"],
            picture=document["picture"],
            buttons=tuple((label, url) for label, url in document["buttons"]),
            cards=tuple(document["cards"]),
        )


class Broadcast(Struct, frozen=True, kw_only=True):
    """One broadcast; all moments are unix seconds. `version` goes up with every change.

    `filled`: whether everybody who is to get it has been written down. `first_at`: when the first
    one of its series began.
    """

    id: int
    state: State
    body: Body
    version: int
    written_by: str
    written_at: int
    repeat: Repeat = Repeat.ONCE
    start_at: int | None = None
    first_at: int | None = None
    approved_by: str | None = None
    began_at: int | None = None
    ended_at: int | None = None
    filled: bool = False


class Counts(Struct, frozen=True):
    """How far a broadcast is: how many people stand at each outcome."""

    by: Mapping[Delivery, int] = field(default_factory=dict)

    def of(self, *outcomes: Delivery) -> int:
        """How many stand at one of these."""
        return sum(self.by.get(each, 0) for each in outcomes)

    @property
    def all(self) -> int:
        """Everybody who is to get it."""
        return sum(self.by.values())

    @property
    def left(self) -> int:
        """Those not done yet."""
        return self.of(Delivery.WAITING, Delivery.TRYING)


def begins_at(wanted: int | None, approved_at: int) -> int:
    """When the first message leaves: as wanted, and never before there was time to stop it."""
    return max(wanted or 0, approved_at + TIME_TO_STOP)
