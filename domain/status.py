"""The life cycle of a case as one table: who may make which move, from and to which states."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from domain.core.errors import Refusal
from domain.network.people import Role, Verb


class Status(StrEnum):
    """The status of a case; the words are `status-<value>`."""

    SUBMITTED = "submitted"
    NEEDS_INFO = "needs_info"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    VERIFYING = "verifying"
    ACTING = "acting"
    REFERRED = "referred"
    FEEDBACK_PENDING = "feedback_pending"
    CLOSED = "closed"
    APPEALED = "appealed"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"
    ARCHIVED = "archived"
    PURGED = "purged"


OPEN = frozenset(
    {
        Status.SUBMITTED,
        Status.NEEDS_INFO,
        Status.ACCEPTED,
        Status.VERIFYING,
        Status.ACTING,
        Status.REFERRED,
        Status.FEEDBACK_PENDING,
        Status.APPEALED,
    }
)
"""The open states: a step is due."""

OWED = OPEN - {Status.NEEDS_INFO}
"""The states in which the unit must take the next step, so that the case is in its queue."""


class Excluded(StrEnum):
    """Rules by which somebody else must make a move: who must not."""

    DECIDER = "decider"  # who wrote the waiting decision, if it is a grave one
    TOOK_PART = "took_part"  # who took or confirmed the decision appealed against
    REPORTER = "reporter"  # who reported the case; holds for every move of staff


class Move(Struct, frozen=True, kw_only=True):
    """One row of the life cycle: `to` is None if the status stays or returns to an earlier one.

    `row` is its number in the published table of states. `only` limits it to exactly that role.
    `excluded` is the move's own rule of who must not make it; `excludes` are all that hold.
    """

    row: int
    verb: Verb
    start: frozenset[Status]
    to: Status | None
    who: Role
    only: bool = False
    excluded: Excluded | None = None

    @property
    def excludes(self) -> frozenset[Excluded]:
        """Who must not make this move; a move of staff is never made by who reported the case."""
        own = {self.excluded} if self.excluded is not None else set()
        return frozenset(own | (set() if self.only else {Excluded.REPORTER}))


def _move(
    row: int,
    verb: Verb,
    start: Iterable[Status],
    to: Status | None,
    who: Role,
    *,
    only: bool = False,
    excluded: Excluded | None = None,
) -> Move:
    return Move(
        row=row, verb=verb, start=frozenset(start), to=to, who=who, only=only, excluded=excluded
    )


S, R, M, L, P, CLOCK = (
    Status,
    Role.REPORTER,
    Role.MODERATOR,
    Role.LEAD,
    Role.PARENT_LEAD,
    Role.SYSTEM,
)
ENDED = frozenset({S.CLOSED, S.NOT_ACCEPTED, S.WITHDRAWN, S.JOINED})
"""The ended states, from which a case is archived later."""

ASKED_IN = (OPEN - {S.SUBMITTED, S.ACCEPTED}) | {S.CLOSED}
"""The states of a case in which a removal request may be open."""

MOVES: tuple[Move, ...] = (
    _move(4, Verb.JOIN, {S.SUBMITTED, S.ACCEPTED, S.VERIFYING}, S.JOINED, M),
    _move(5, Verb.ASK, {S.SUBMITTED, S.ACCEPTED, S.VERIFYING}, S.NEEDS_INFO, M),
    _move(6, Verb.ANSWER, {S.NEEDS_INFO}, None, R, only=True),
    _move(7, Verb.LAPSE, {S.NEEDS_INFO}, S.NOT_ACCEPTED, M),
    _move(8, Verb.ACCEPT, {S.SUBMITTED}, S.ACCEPTED, M),
    _move(9, Verb.REFUSE, {S.SUBMITTED}, S.NOT_ACCEPTED, M),
    _move(10, Verb.TRANSFER, OPEN, None, M),
    _move(10, Verb.RETURN, OPEN, None, M),
    _move(11, Verb.CHECK, {S.ACCEPTED}, S.VERIFYING, M),
    _move(12, Verb.MEASURES, {S.VERIFYING}, S.ACTING, M),
    _move(13, Verb.REFER, {S.VERIFYING, S.ACTING}, S.REFERRED, L),
    _move(14, Verb.DECIDE, {S.VERIFYING, S.ACTING, S.REFERRED}, S.FEEDBACK_PENDING, M),
    _move(15, Verb.CONFIRM, {S.FEEDBACK_PENDING}, S.CLOSED, L, excluded=Excluded.DECIDER),
    _move(16, Verb.SEND_BACK, {S.FEEDBACK_PENDING}, S.VERIFYING, L),
    # Another reporter may appeal while an appeal waits: both are answered together.
    _move(17, Verb.APPEAL, {S.CLOSED, S.NOT_ACCEPTED, S.APPEALED}, S.APPEALED, R, only=True),
    _move(17, Verb.APPEAL_FOR, {S.CLOSED, S.NOT_ACCEPTED}, S.APPEALED, M),
    _move(18, Verb.DISMISS, {S.APPEALED}, S.CLOSED, L, excluded=Excluded.TOOK_PART),
    # A change is a new decision: it waits to be confirmed like any other.
    _move(18, Verb.CHANGE, {S.APPEALED}, S.FEEDBACK_PENDING, L, excluded=Excluded.TOOK_PART),
    _move(18, Verb.REMIT, {S.APPEALED}, S.VERIFYING, L, excluded=Excluded.TOOK_PART),
    _move(19, Verb.WITHDRAW, OPEN - {S.APPEALED}, S.WITHDRAWN, R, only=True),
    _move(20, Verb.LATE, OPEN - {S.NEEDS_INFO}, None, CLOCK, only=True),
    _move(21, Verb.TAKE_OVER, OPEN, None, P),
    _move(21, Verb.ORDER, OPEN, None, P),
    _move(22, Verb.ARCHIVE, ENDED, S.ARCHIVED, CLOCK, only=True),
    _move(22, Verb.PURGE, {S.ARCHIVED}, S.PURGED, CLOCK, only=True),
    _move(23, Verb.UNLINK, Status, None, R, only=True),
    # Each further removal request; the first one is row 12.
    _move(24, Verb.MEASURES, {S.ACTING}, S.ACTING, M),
    # The addressed unit answers, too, and a lead above it orders: domain/removals/rules.py.
    _move(25, Verb.REMOVAL_ANSWER, ASKED_IN, None, M),
    _move(25, Verb.REMOVAL_ORDER, ASKED_IN, None, L),
    _move(25, Verb.REMOVAL_CHECK, ASKED_IN, None, M),
    _move(26, Verb.BACK, {S.CLOSED}, None, M),
    # Back to the state from before the join, within a day.
    _move(27, Verb.UNJOIN, {S.JOINED}, None, M),
)


def moves_for(
    status: Status, role: Role, *, barred: frozenset[Excluded] = frozenset()
) -> tuple[Move, ...]:
    """The moves allowed for this role: the buttons of a card, in the table's order.

    `barred` are the rules that exclude this person on this case.
    """
    return tuple(
        move
        for move in MOVES
        if status in move.start
        and (role == move.who if move.only else role >= move.who)
        and not move.excludes & barred
    )


def check_move(
    status: Status, verb: Verb, role: Role, *, barred: frozenset[Excluded] = frozenset()
) -> Move:
    """The move, if this role may make it; raises a Refusal otherwise. Same table as the buttons."""
    for move in moves_for(status, role, barred=barred):
        if move.verb is verb:
            return move
    if any(move.verb is verb for move in moves_for(status, role)):
        own = Excluded.REPORTER in barred
        raise Refusal("refusal-own-report" if own else "refusal-four-eyes")
    raise Refusal("refusal-move")


_HOLDS: Mapping[Status, frozenset[Verb]] = {
    Status.FEEDBACK_PENDING: frozenset({Verb.CONFIRM, Verb.SEND_BACK}),
    Status.APPEALED: frozenset({Verb.DISMISS}),
}
"""The moves of which somebody must be able to make one to have a case in these states."""


def why_not_have(status: Status, role: Role, excluded: frozenset[Excluded] = frozenset()) -> str:
    """The key of a refusal if somebody cannot go on with a case, so that it is not theirs.

    `role`: what they are in the case's unit. `excluded`: the rules that bar them from its moves.
    Empty if they may have it.
    """
    if Excluded.REPORTER in excluded:
        return "refusal-own-report"
    if role < Role.MODERATOR:
        return "refusal-not-allowed"
    needed = _HOLDS.get(status)
    if needed is None or needed & {move.verb for move in moves_for(status, role, barred=excluded)}:
        return ""
    is_lead = needed & {move.verb for move in moves_for(status, role)}
    return "refusal-take-judge" if is_lead else "refusal-take-lead"
