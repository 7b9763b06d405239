"""The buttons of a case's card: which stand at the front, and which behind "More"."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from domain.network.people import Verb

MOST_BUTTONS = 5  # on a card when it is shown, "Next case" and "More" among them
MOST_STEPS = 3  # of these: the likely next step, and the next most likely ones


class CardAction(StrEnum):
    """The actions of a card that are no verb, or a verb in a special situation."""

    ACCEPT_CLAIMED = "accept_claimed"  # as the category that the reporter chose
    JOIN_AGREED = "join_agreed"  # to the case that the reporter agreed to
    JOIN_SIMILAR = "join_similar"
    SEE_SIMILAR = "see_similar"
    SEE_WHOLE = "see_whole"  # the case that this one has become part of
    SEE_EARLIER = "see_earlier"  # the case that was decided before
    EARLIER_IS_BACK = "earlier_is_back"
    LOOK = "look"  # what somebody saw where removal was asked for; three answers
    SEE_REMOVAL = "see_removal"
    TAKE_FREE = "take_free"  # nobody has the case
    UNSEEN_EVIDENCE = "unseen_evidence"  # nobody has opened the files
    MACROS = "macros"  # prepared decisions of the unit
    READ_ALL = "read_all"
    NEXT = "next"
    QUEUE = "queue"


Kind = Verb | CardAction


class OpenAction(Struct, frozen=True):
    """One button that is open: its kind, and what of this kind it is about.

    `about` tells several of one kind apart, such as the row ids of similar cases; else it is 0.
    """

    kind: Kind
    about: int = 0


class Arranged(Struct, frozen=True, kw_only=True):
    """The rows at the front of a card, and the groups behind "More"; none if all stand in front."""

    front: tuple[tuple[OpenAction, ...], ...]
    more: tuple[tuple[OpenAction, ...], ...] = ()


C = CardAction

STEPS: tuple[Kind, ...] = (
    Verb.HAVE,
    C.SEE_WHOLE,
    Verb.JUDGE_PAUSE,
    Verb.CONFIRM,
    C.JOIN_AGREED,
    Verb.SAME,
    C.LOOK,
    Verb.LAPSE,
    Verb.TAKE_OVER,
    Verb.ORDER,
    C.ACCEPT_CLAIMED,
    Verb.RELEASE,
    Verb.DECIDE,
    Verb.DISMISS,
    Verb.CHANGE,
    Verb.REMIT,
    Verb.SEND_BACK,
    C.UNSEEN_EVIDENCE,
    C.JOIN_SIMILAR,
    Verb.REFUSE,
    Verb.MEASURES,
    Verb.TOLD,
    Verb.AUTHORITY_ANSWER,
    C.TAKE_FREE,
    Verb.CHECK,
    Verb.REFER,
    Verb.ASK,
)
"""What may stand at the front, the likeliest next step first."""

AFTERWARDS: frozenset[Kind] = frozenset({C.SEE_WHOLE, Verb.JUDGE_PAUSE, C.LOOK, Verb.TOLD})
"""The steps of a case that has ended: what somebody still waits for, and where it goes on."""

WHOLE: frozenset[Kind] = frozenset({C.LOOK})
"""The kinds whose buttons are the answers to one question: all of them at the front, or none."""

MORE: tuple[tuple[Kind, ...], ...] = (
    (  # what becomes of the case
        Verb.CONFIRM,
        Verb.SEND_BACK,
        C.ACCEPT_CLAIMED,
        Verb.ACCEPT,
        Verb.REFUSE,
        Verb.CHECK,
        Verb.DECIDE,
        C.MACROS,
        Verb.MEASURES,
        Verb.REFER,
        Verb.AUTHORITY_ANSWER,
        Verb.LAPSE,
        Verb.DISMISS,
        Verb.CHANGE,
        Verb.REMIT,
        Verb.RELEASE,
        Verb.APPEAL_FOR,
    ),
    (  # what was asked to be removed
        C.LOOK,
        C.SEE_REMOVAL,
        Verb.BACK,
    ),
    (  # similar cases
        C.JOIN_AGREED,
        Verb.SAME,
        C.SEE_EARLIER,
        C.EARLIER_IS_BACK,
        C.JOIN_SIMILAR,
        C.SEE_SIMILAR,
        C.SEE_WHOLE,
        Verb.JOIN,
        Verb.UNJOIN,
    ),
    (  # who works on it
        Verb.HAVE,
        C.TAKE_FREE,
        Verb.TAKE,
        Verb.ASSIGN,
        Verb.GIVE_BACK,
        Verb.TRANSFER,
        Verb.RETURN,
        Verb.TAKE_OVER,
        Verb.ORDER,
    ),
    (  # its reporters
        Verb.ASK,
        Verb.TELL,
        Verb.TOLD,
        Verb.HEARD,
        Verb.UNIT_ANSWER,
        Verb.SHOW_IDENTITY,
        Verb.ASK_IDENTITY,
        Verb.WARN,
        Verb.PAUSE,
        Verb.UNPAUSE,
        Verb.JUDGE_PAUSE,
    ),
    (  # what is known of it
        C.READ_ALL,
        C.UNSEEN_EVIDENCE,
        Verb.OPEN_EVIDENCE,
        Verb.ACCOUNT,
        Verb.ACCOUNT_HISTORY,
        Verb.NOTE,
        Verb.CASE_FILE,
        Verb.HOLD,
        Verb.UNHOLD,
    ),
)
"""The groups behind "More", and the order in each; a new action is one line here."""

LAST: tuple[Kind, ...] = (C.NEXT, C.QUEUE)


def arrange(offers: Iterable[OpenAction], *, ended: bool, room: int = MOST_BUTTONS) -> Arranged:
    """Part the open buttons into the front of a card and what stands behind "More".

    `ended`: the case has ended; then only `AFTERWARDS` and the ways on stand at the front.
    `room`: the most buttons at the front. Each offer is in exactly one of the two.
    """
    there = tuple(dict.fromkeys(offers))
    ways = tuple(each for kind in LAST for each in there if each.kind is kind)
    others = tuple(each for each in there if each.kind not in LAST)
    if len(there) <= room and not ended:
        steps = _steps(others, STEPS, len(others))
        further = tuple(each for each in others if each not in steps)
        return Arranged(front=_rows(steps[:1], (*steps[1:], *further), ways))
    likely = [kind for kind in STEPS if not ended or kind in AFTERWARDS]
    steps = _steps(others, likely, min(MOST_STEPS, room - 2))
    front_ways = ways if ended and len(steps) + len(ways) < room else ways[:1]
    front = _rows(steps[:1], steps[1:], front_ways)
    rest = tuple(each for each in there if each not in {*steps, *front_ways})
    return Arranged(front=front, more=tuple(_groups(rest)))


def _steps(
    offers: tuple[OpenAction, ...], likely: Iterable[Kind], most: int
) -> tuple[OpenAction, ...]:
    """The likeliest offers, at most so many; of a kind in `WHOLE` all or none."""
    found: list[OpenAction] = []
    for kind in likely:
        these = [each for each in offers if each.kind is kind]
        if kind in WHOLE and len(found) + len(these) > most:
            continue
        found += these[: most - len(found)]
    return tuple(found)


def _groups(rest: tuple[OpenAction, ...]) -> Iterator[tuple[OpenAction, ...]]:
    """The rest in the groups and the order of `MORE`; what has no place there comes last."""
    placed = [[each for kind in group for each in rest if each.kind is kind] for group in MORE]
    known = {each for group in placed for each in group}
    unknown = [each for each in rest if each not in known]
    yield from (tuple(group) for group in (*placed, unknown) if group)


def _rows(*rows: tuple[OpenAction, ...]) -> tuple[tuple[OpenAction, ...], ...]:
    return tuple(row for row in rows if row)
