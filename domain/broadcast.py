"""Broadcasts: content, audience, time, and the life cycle."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from domain.core.errors import NotAllowed, Refusal

MAX_TEXT = 3000  # characters; leaves room for the units' cards in a message of 4096
MAX_CAPTION = 600  # the same for a caption of 1024
MAX_CARDS, MAX_CARDS_BELOW_PICTURE = 8, 3
MAX_BUTTONS = 3
TIME_TO_STOP = 120  # seconds between the approval and the first message
KEPT_DAYS = 30
"""Days after its end for which recipients are stored; then only totals."""


class BroadcastState(StrEnum):
    """State of a broadcast; the words are `broadcast-state-<value>`."""

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"


class Act(StrEnum):
    """Actions on a broadcast; a button's words are `broadcast-<value>`."""

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


class BroadcastStep(Struct, frozen=True, kw_only=True):
    """One row of the life cycle. `another`: not allowed for the author."""

    act: Act
    start: frozenset[BroadcastState]
    to: BroadcastState
    by_clock: bool = False
    another: bool = False


def _step(
    act: Act, start: Iterable[BroadcastState], to: BroadcastState, **more: bool
) -> BroadcastStep:
    return BroadcastStep(act=act, start=frozenset(start), to=to, **more)


S = BroadcastState
STEPS: tuple[BroadcastStep, ...] = (
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
"""The states in which its card shows the progress."""


def steps_for(state: BroadcastState, *, writer: bool) -> tuple[BroadcastStep, ...]:
    """The actions that an admin may do now: the buttons of its card."""
    return tuple(
        step
        for step in STEPS
        if state in step.start and not step.by_clock and not (writer and step.another)
    )


def check_step(
    state: BroadcastState, act: Act, *, writer: bool = False, clock: bool = False
) -> BroadcastStep:
    """The step of this action; raises a Refusal if it is not allowed."""
    for step in STEPS:
        if step.act is act and state in step.start and step.by_clock is clock:
            if writer and step.another:
                raise NotAllowed("broadcast-own")
            return step
    raise Refusal("broadcast-moved-on")


class Repeat(StrEnum):
    """How often it is repeated; the words are `repeat-<value>`."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


def next_start(repeat: Repeat, first_at: int, timezone: str, *, now: int) -> int | None:
    """The next time of a series after `now`, at the local hour of the first; None if none.

    A month without that day uses its last day; missed times are skipped.
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
    """Scope of the audience; the words are `scope-<value>`."""

    ALL = "all"
    LOCALE = "locale"
    REGION = "region"
    UNIT = "unit"
    CATEGORY = "category"


FOLLOWED = (Scope.REGION, Scope.UNIT, Scope.CATEGORY)
"""The scopes that a person may follow."""


class BroadcastDelivery(IntEnum):
    """Delivery state of a broadcast for one recipient.

    `TRYING` is stored before it is sent: a recipient in this state after a crash may have got it,
    and never gets it again.
    """

    WAITING = 0
    TRYING = 1
    SENT = 2
    BLOCKED = 3
    FAILED = 4
    UNKNOWN = 5


class Body(Struct, frozen=True, kw_only=True):
    """Content and audience. `texts` by language, or one under "" for all.

    `picture` is Telegram's file id of a photo, `buttons` are labels with web addresses, `cards`
    codes of units whose contact data are added. `audience` is a scope and its value.
    """

    texts: Mapping[str, str]
    scope: Scope = Scope.ALL
    which: str = ""
    picture: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    cards: tuple[str, ...] = ()

    def text(self, locale: str, locales: tuple[str, ...]) -> str:
        """The text in this language; else in the deployment's first, else in any."""
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
    """A broadcast; times are unix seconds. `version` is increased by every change.

    `filled`: whether all recipients are stored. `first_at`: when the first one of its series
    started.
    """

    id: int
    state: BroadcastState
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
    """Progress of a broadcast: number of recipients by state."""

    by: Mapping[BroadcastDelivery, int] = field(default_factory=dict)

    def of(self, *outcomes: BroadcastDelivery) -> int:
        """The number of recipients in one of these states."""
        return sum(self.by.get(each, 0) for each in outcomes)

    @property
    def all(self) -> int:
        """The number of all recipients."""
        return sum(self.by.values())

    @property
    def left(self) -> int:
        """The number of recipients left."""
        return self.of(BroadcastDelivery.WAITING, BroadcastDelivery.TRYING)


def begins_at(wanted: int | None, approved_at: int) -> int:
    """When the first message is sent: as scheduled, at least TIME_TO_STOP after approval."""
    return max(wanted or 0, approved_at + TIME_TO_STOP)
