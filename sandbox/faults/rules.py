"""Simulated faults between the bot and Telegram, by a reproducible plan with a seed."""

import random
import secrets
from asyncio import Event
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fnmatch import fnmatchcase

from sandbox.faults.disorder import dealt, next_of
from sandbox.limits import Fault, Reply, bad
from sandbox.world import Json

SEED_BITS = 32
_FREE = "get*"  # reading methods: no flood limit applies
_ANSWER = "answerCallbackQuery"  # the only method to which STALE applies


class Kind(StrEnum):
    """Kinds of faults of a call."""

    REFUSED = "refused"  # there is no connection
    RESET = "reset"  # the connection breaks
    LOST = "lost"  # the connection ends without an answer
    SILENT = "silent"  # the answer never comes
    SLOW = "slow"  # the answer comes late
    ERROR = "error"  # the answer is a 5xx
    FLOOD = "flood"  # the answer is a 429, as for every call until its time is over
    BLOCKED = "blocked"  # the person blocks the bot right before the call
    MIGRATED = "migrated"  # the group is migrated right before the call
    STALE = "stale"  # the press is too old to be answered


Strike = Callable[[Kind, int | None], None]


class Broken(Exception):  # noqa: N818 - a network fault, not an answer of the Bot API
    """There is no answer: the connection is refused, breaks or hangs for so many seconds."""

    def __init__(self, kind: Kind, seconds: float) -> None:
        super().__init__(kind)
        self.kind = kind
        self.seconds = seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A fault, with the calls that it applies to and how often; seconds are of the world's clock.

    `methods` are names; `send*` matches a prefix. `after`: the fault comes after the effect, else
    the call has no effect. The first `skip` matching calls pass; of the others a `share` is hit,
    until `times` were hit or the plan is older than `lasts`. `seconds` is the delay of an answer
    or the pause of a 429; with `most` it is random between the two. `everywhere`: a 429 for all
    chats.
    """

    kind: Kind
    methods: tuple[str, ...] = ("*",)
    chat: int | None = None
    after: bool = False
    share: float = 1.0
    skip: int = 0
    times: int | None = None
    lasts: float | None = None
    seconds: float = 1.0
    most: float | None = None
    status: int = 502
    everywhere: bool = False

    @classmethod
    def read(cls, given: Json) -> "Rule":
        """Parse a rule from JSON; raises ValueError or TypeError if it is invalid."""
        methods = given.get("methods", ("*",))
        return cls(**{**given, "kind": Kind(given["kind"]), "methods": tuple(methods)})

    def wire(self) -> Json:
        """As JSON, without default values."""
        usual = Rule(kind=self.kind)
        names = (name for name in self.__slots__ if getattr(self, name) != getattr(usual, name))
        return {"kind": self.kind, **{name: getattr(self, name) for name in names}}


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that applies to a call, and its number of seconds."""

    rule: Rule
    method: str
    chat: int | None
    seconds: float


class Faults:
    """The current plan, its effects so far, and the pauses after simulated 429s.

    `impatient` collects calls that were made within a pause.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.begun = Event()
        self.stop()

    def stop(self) -> None:
        """End the plan."""
        self.rules: Sequence[Rule] = ()
        self.seed, self.copies, self.mixes, self.name = 0, 1, False, ""
        self.since = self._now()
        self._deal = _dice("")
        self.hits: list[Hit] = []
        self.impatient: list[tuple[str, int | None]] = []
        self._pauses: dict[int | None, float] = {}

    def follow(
        self,
        *rules: Rule,
        seed: int | None = None,
        copies: int = 1,
        mixes: bool = False,
        name: str = "",
    ) -> int:
        """Start a plan; returns the seed, which repeats the same faults.

        Updates are delivered up to `copies` times; `mixes` reorders updates where Telegram does not
        keep the order.
        """
        self.stop()
        self.seed = secrets.randbits(SEED_BITS) if seed is None else seed
        self.rules, self.copies, self.mixes, self.name = rules, copies, mixes, name
        # A random generator per rule, so that rules do not influence each other.
        self._dice = [_dice(f"{self.seed}:{number}") for number in range(len(rules))]
        self._deal = _dice(f"{self.seed}:updates")
        self._met, self._hit = [0] * len(rules), [0] * len(rules)
        self.begun.set()
        self.begun = Event()
        return self.seed

    @property
    def left(self) -> float | None:
        """Seconds until the plan ends; None if it does not end by itself."""
        ends = [rule.lasts for rule in self.rules]
        if not ends or self.copies > 1 or self.mixes or None in ends:
            return None
        return max(0.0, self.since + max(end for end in ends if end is not None) - self._now())

    @property
    def active(self) -> bool:
        """Whether a plan is active."""
        return bool(self.rules or self.copies > 1 or self.mixes) and self.left != 0

    def meet(self, method: str, params: Json) -> Hit | None:
        """The fault that hits this call; None if it is not hit."""
        if not self.rules:
            return None
        chat = _chat(params)
        if not fnmatchcase(method, _FREE) and (left := self._pause(chat)) > 0:
            self.impatient.append((method, chat))
            return self._strikes(Hit(Rule(kind=Kind.FLOOD), method, chat, left))
        for number, rule in enumerate(self.rules):
            if self._matches(rule, method, chat) and self._turn(number, rule):
                seconds = rule.seconds
                if rule.most is not None:
                    seconds = self._dice[number].uniform(rule.seconds, rule.most)
                return self._strikes(Hit(rule, method, chat, seconds))
        return None

    def suffer(self, hit: Hit, strike: Strike, run: Callable[[], Reply]) -> Reply:
        """The answer to a call that was hit; raises Broken if there is none.

        `strike` is a callback that blocks the bot or migrates the group.
        """
        rule = hit.rule
        match rule.kind:
            case Kind.SLOW:
                return replace(run(), seconds=hit.seconds)
            case Kind.BLOCKED | Kind.MIGRATED:
                strike(rule.kind, hit.chat)
                return run()
            case Kind.STALE:
                return bad("query is too old and response timeout expired").reply()
            case Kind.FLOOD:
                return self._flood(hit)
        if rule.after and rule.kind is not Kind.REFUSED:
            run()
        if rule.kind is Kind.ERROR:
            return Fault(rule.status, "Bad Gateway").reply()
        raise Broken(rule.kind, hit.seconds)

    def deal(self, updates: list[Json]) -> list[Json]:
        """The updates to deliver, some repeated, some reordered."""
        if self.copies == 1 and not self.mixes:
            return updates
        return dealt(updates, self._deal, copies=self.copies, mixes=self.mixes)

    def first(self, updates: Sequence[Json]) -> Json:
        """The waiting update to send to a webhook next."""
        return next_of(updates, self._deal) if self.mixes else updates[0]

    def again(self) -> bool:
        """Whether an accepted update is sent again, as after a lost answer."""
        return self.copies > 1 and self._deal.randrange(self.copies) > 0

    def _strikes(self, hit: Hit) -> Hit:
        self.hits.append(hit)
        return hit

    def _matches(self, rule: Rule, method: str, chat: int | None) -> bool:
        if rule.lasts is not None and self._now() >= self.since + rule.lasts:
            return False
        if rule.kind is Kind.FLOOD and fnmatchcase(method, _FREE):
            return False
        if rule.kind is Kind.STALE and method != _ANSWER:
            return False
        if rule.chat is not None and rule.chat != chat:
            return False
        return any(fnmatchcase(method, each) for each in rule.methods)

    def _turn(self, number: int, rule: Rule) -> bool:
        self._met[number] += 1
        if self._met[number] <= rule.skip or self._hit[number] == rule.times:
            return False
        if rule.share < 1 and self._dice[number].random() >= rule.share:
            return False
        self._hit[number] += 1
        return True

    def _flood(self, hit: Hit) -> Reply:
        seconds = max(1, round(hit.seconds + 0.5))
        scope = None if hit.rule.everywhere else hit.chat
        until = self._now() + hit.seconds
        self._pauses[scope] = max(until, self._pauses.get(scope, 0.0))
        words = f"Too Many Requests: retry after {seconds}"
        return Fault(429, words, retry_after=seconds).reply()

    def _pause(self, chat: int | None) -> float:
        untils = [self._pauses.get(scope, 0.0) for scope in {None, chat}]
        return max(untils) - self._now()


def _chat(params: Json) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def _dice(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - reproducible
