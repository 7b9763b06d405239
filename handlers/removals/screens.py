"""Screens of removal requests: one request, the list `/measures`, the notices to staff."""

from markupsafe import Markup

from domain.network.people import Verb
from domain.notices.removal_notices import (
    RemovalAskedNotice,
    RemovalNewsNotice,
    RemovalStuckNotice,
)
from domain.removals import rules
from domain.removals.removal import Answer, Check, Removal, State
from handlers.removals import removal_text
from handlers.removals.callbacks import (
    AnswerRemoval,
    BackSurely,
    GetLetter,
    ListMeasures,
    LookedAt,
    LookedSurely,
    OrderRemoval,
    SeeRemoval,
)
from handlers.ui.callbacks import SeeCase
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, Passage, fitted, own
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.core.views import RemovalView
from usecases.delivery.notice_facts import RemovalFacts
from usecases.notify.staff_cards import ShownCard
from usecases.removals.back import BackQuestion
from usecases.removals.measures import BY_US, OF_US, Listed, Measures

FIRST_PAGE = "-"
ROOM = 3600  # of the 4096 characters of a message; the rest is for a sentence before it
LONGEST_LABEL = 40
Rows = tuple[tuple[Key, ...], ...]


def one(localizer: Localizer, found: RemovalView, *, led_by: str = "") -> Screen:
    """A request with the actions open to this person."""
    blocks = [*removal_text.blocks(localizer, found), *_which_buttons(localizer, found)]
    shown, _ = fitted(tuple(each for each in blocks if each), ROOM)
    if found.asks_sure is not None:
        rows = _sure(localizer, found.removal, found.asks_sure)
        return Screen(text=shown, rows=rows, protect=True).led_by(_question(localizer, found))
    note = localizer.say(found.note) if found.note else ""
    card = ShownCard(card=found, unfolded=not found.hides_addresses)
    return Screen(
        text=shown, rows=_rows(localizer, found), protect=True, toast=note, card=card
    ).led_by(led_by or note)


def _question(localizer: Localizer, found: RemovalView) -> Markup:
    """Whether it was really seen, and what reporters will be told, if anything."""
    count = len(found.removal.addresses) or 1
    asked = localizer.say(f"removal-sure-{found.asks_sure}", count=count)
    if found.reporters is None:
        return lines(asked)
    return lines(asked, _will_be_told(localizer, f"{found.asks_sure}", found.reporters))


def _will_be_told(localizer: Localizer, what: str, reporters: int) -> str:
    told = localizer.say(f"removal-will-hear-{what}")
    return localizer.say("reporters-will-be-told", count=reporters, what=told)


def _sure(localizer: Localizer, removal: Removal, check: Check) -> Rows:
    """The buttons below the question whether it was really seen."""
    sure = LookedSurely(removal=removal.id, check=check, seen=removal.version)
    return (
        (
            Key(label=localizer.say(f"removal-yes-{check}"), button=sure),
            Key(label=localizer.say("removal-sure-no"), button=SeeRemoval(removal.id)),
        ),
    )


def sure_back(localizer: Localizer, found: BackQuestion) -> Screen:
    """The question whether the content of a closed case is really back."""
    sure = BackSurely(case_id=found.case.id, times=found.times)
    return Screen(
        text=paragraphs(
            bold(found.case.number),
            localizer.say("removal-sure-back"),
            _will_be_told(localizer, "back", found.reporters),
        ),
        rows=(
            (
                Key(label=localizer.say("removal-yes-back"), button=sure),
                Key(label=localizer.say("removal-sure-no"), button=SeeCase(found.case.id)),
            ),
        ),
        protect=True,
    )


def _which_buttons(localizer: Localizer, found: RemovalView) -> tuple[Block, ...]:
    """What the two rows of buttons mean, where somebody has both."""
    if not {Verb.REMOVAL_ANSWER, Verb.REMOVAL_CHECK} <= set(found.verbs):
        return ()
    return (own(localizer.say("removal-which-buttons")),)


def _rows(localizer: Localizer, found: RemovalView) -> Rows:
    removal = found.removal
    rows: list[tuple[Key, ...]] = []
    if found.hides_addresses and removal.addresses:
        button = SeeRemoval(removal=removal.id, unfolded=1)
        rows.append((Key(label=localizer.say("removal-show-addresses"), button=button),))
    if Verb.REMOVAL_ANSWER in found.verbs:
        rows += grid(_answers(localizer, removal), columns=3)
    if Verb.REMOVAL_ORDER in found.verbs:
        order = OrderRemoval(removal=removal.id, seen=removal.version)
        rows.append((Key(label=localizer.say("verb-removal_order"), button=order),))
    if Verb.REMOVAL_CHECK in found.verbs:
        rows += looks(localizer, removal)
    if Verb.REMOVAL_CHECK in found.verbs:  # staff of the case, while it is open
        label = localizer.say("removal-letter")
        rows.append((Key(label=label, button=GetLetter(removal=removal.id)),))
    back = []
    if found.reads_case:
        back.append(Key(label=localizer.say("staff-to-case"), button=SeeCase(removal.case_id)))
    which = BY_US if found.reads_case else OF_US
    label = localizer.say("measures-back")
    back.append(Key(label=label, button=ListMeasures(which=which, after=FIRST_PAGE)))
    return (*rows, tuple(back))


def _answers(localizer: Localizer, removal: Removal) -> tuple[Key, ...]:
    """The answers that change something, in the order done, partly, refused."""
    return tuple(
        Key(
            label=localizer.say(f"removal-button-{answer}"),
            button=AnswerRemoval(removal=removal.id, answer=answer, seen=removal.version),
        )
        for answer in (Answer.DONE, Answer.PARTLY, Answer.REFUSED)
        if rules.changes_something(removal, answer)
    )


def looks(localizer: Localizer, removal: Removal) -> Rows:
    """The buttons for who has looked, in the order gone, still there, changed."""
    return grid(
        (
            Key(
                label=localizer.say(f"removal-look-{check}"),
                button=LookedAt(removal=removal.id, check=check, seen=removal.version),
            )
            for check in rules.looks(removal)
        ),
        columns=3,
    )


MOST_ON_CARD = 3


def on_case_card(
    localizer: Localizer, removals: tuple[Removal, ...], *, works: bool
) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """The buttons on a case's card: to say what was seen, and to its requests, open ones first.

    `works`: the person may move the case. One request to look at needs no further tap.
    """
    found = [each for each in removals if rules.is_open(each)]
    to_look = [each for each in found if each.state is State.TO_CHECK]
    may_look = works and len(to_look) == 1
    looked = tuple(key for row in looks(localizer, to_look[0]) for key in row) if may_look else ()
    settled = [each for each in reversed(removals) if not rules.is_open(each)]
    shown = (*found, *settled)[:MOST_ON_CARD]
    return looked, tuple(_opens(localizer, each) for each in shown)


def _opens(localizer: Localizer, removal: Removal) -> Key:
    label = localizer.say("removal-open", name=removal_text.addressee(localizer, removal))
    return Key(label=cut(label, LONGEST_LABEL), button=SeeRemoval(removal.id))


def letter(subject: str, text: str) -> Screen:
    """The letter as it would be mailed, to be copied and brought by hand."""
    shown, _ = fitted((own(bold(subject)), (Passage(text),)), ROOM)
    return Screen(text=shown, fresh=True)


# The list.


def measures(localizer: Localizer, found: Measures) -> Screen:
    """One page of a list of open requests, with a button each; late ones are marked."""
    title = bold(localizer.say(f"measures-{found.which}"))
    if not found.listed:
        empty = localizer.say(f"measures-{found.which}-empty")
        return Screen(
            text=paragraphs(title, empty), rows=_list_keys(localizer, found), protect=True
        )
    rows = (_line(localizer, each, found.at) for each in found.listed)
    keys = grid(
        Key(label=f"{_marks(each, found.at)}{each.number}", button=SeeRemoval(each.removal.id))
        for each in found.listed
    )
    return Screen(
        text=paragraphs(title, lines(*rows)),
        rows=(*keys, *_list_keys(localizer, found)),
        protect=True,
    )


def _list_keys(localizer: Localizer, found: Measures) -> Rows:
    again = ListMeasures(which=found.which, after=FIRST_PAGE)
    row = [Key(label=localizer.say("staff-refresh"), button=again)]
    if found.after is not None:
        more = ListMeasures(which=found.which, after=found.after)
        row.append(Key(label=localizer.say("staff-next"), button=more))
    if found.other is None:
        return (tuple(row),)
    button = ListMeasures(which=found.other, after=FIRST_PAGE)
    return (tuple(row), (Key(label=localizer.say(f"measures-{found.other}"), button=button),))


def _line(localizer: Localizer, found: Listed, at: int) -> Markup:
    marked = Markup("{}{}").format(_marks(found, at), bold(found.number))
    return lines(
        *own(
            marked,
            removal_text.state(localizer, found.removal, at),
            removal_text.what(localizer, found.removal),
            cut(removal_text.addressee(localizer, found.removal), 24),
            removal_text.until(localizer, found.removal, at),
        )
    )


def _marks(found: Listed, at: int) -> str:
    removal = found.removal
    late = rules.is_late(removal, at) or removal.answer is Answer.NONE
    marks = {State.TO_CHECK: "👁 ", State.STUCK: "⛔ "}
    return "⏰ " if late else marks.get(removal.state, "")


# Notices to staff.


def asked(localizer: Localizer, notice: RemovalAskedNotice, facts: RemovalFacts) -> Screen | None:
    """The card for the addressee's people; None if they may not see the request any more."""
    if facts.view is None:
        return None
    number = facts.view.number
    words = localizer.say(f"notice-removal_asked-{notice.why}", number=number)
    return one(localizer, facts.view, led_by=words)


def news(localizer: Localizer, notice: RemovalNewsNotice, facts: RemovalFacts) -> Screen | None:
    """How a request stands, for the staff of the case."""
    return _noticed(localizer, notice, facts)


def stuck(localizer: Localizer, notice: RemovalStuckNotice, facts: RemovalFacts) -> Screen | None:
    """That the addressee refused or did not answer, for the leads above it."""
    return _noticed(localizer, notice, facts)


def _noticed(
    localizer: Localizer, notice: RemovalNewsNotice | RemovalStuckNotice, facts: RemovalFacts
) -> Screen | None:
    if facts.view is None:
        return None
    words = localizer.say(f"notice-{notice.kind}", number=facts.view.number)
    return one(localizer, facts.view, led_by=words)
