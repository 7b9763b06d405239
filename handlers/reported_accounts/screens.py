"""Screens of reported accounts: the lines on a card, the history, the list for leads."""

from markupsafe import Markup

from domain.case import Case
from domain.reported_accounts.measures import MeasureTaken
from domain.reported_accounts.platforms import ReportedAccount
from domain.reported_accounts.records import MOST_COUNTED, AccountRecord
from domain.status import Status
from handlers.reported_accounts.callbacks import SeeAccount, TurnAccounts
from handlers.ui import labels
from handlers.ui.callbacks import SeeCase
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, own
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs
from handlers.ui.sanitize import line, visible
from usecases.core.views import AccountChoice, AccountHistory, RepeatedAccounts

FIRST_PAGE = "-"
LONGEST_NAME = 60  # characters of a name in a text
LONGEST_TYPED = 60
SHORT_UNIT = 14  # characters of a unit's name in a list


def block(localizer: Localizer, found: tuple[AccountRecord, ...], count: int) -> Block:
    """The first accounts of a case on its card, each with its figures; it has `count` in all."""
    shown = [part for record in found for part in _record(localizer, record)]
    more = count - len(found)
    return (*shown, *own(localizer.say("account-more", count=more) if more > 0 else None))


def _record(localizer: Localizer, record: AccountRecord) -> tuple[Markup, ...]:
    last = measure(localizer, record.last) if record.last is not None else ""
    return (
        *own(_head(localizer, record.account)),
        *own(_figures(localizer, record)),
        *own(localizer.say("account-last", measure=last) if last else None),
    )


def _head(localizer: Localizer, found: ReportedAccount) -> Markup:
    """An account in code style, so that no name becomes a link, and its platform."""
    name = code(cut(visible(found.name), LONGEST_NAME))
    return Markup("{} {} · {}").format(
        localizer.say("account-word"), name, labels.platform(localizer, found.platform)
    )


def _figures(localizer: Localizer, record: AccountRecord) -> str:
    most = "+" if record.cases >= MOST_COUNTED else ""
    count = localizer.say("account-cases", count=record.cases, more=most)
    return f"{count} · {localizer.say('account-upheld', count=record.upheld)}"


def measure_of_decision(
    localizer: Localizer, taken: MeasureTaken, whose: ReportedAccount | None
) -> Markup:
    """A measure in words, and against which account where that was said."""
    said = measure(localizer, taken)
    return lines(said, _head(localizer, whose) if whose is not None else None)


def measure(localizer: Localizer, taken: MeasureTaken) -> str:
    """A measure in words: what, for how long, and since when if it has begun."""
    said = localizer.say(f"measure-said-{taken.measure}", days=taken.days or 0)
    if taken.began_at is None:
        return said
    return localizer.say("measure-on", measure=said, day=localizer.day(taken.began_at))


def history_keys(localizer: Localizer, found: tuple[AccountRecord, ...]) -> tuple[Key, ...]:
    """The buttons to the history of each account of a case."""
    if len(found) == 1:
        return (_history_key(localizer.say("account-history"), found[0].row),)
    return tuple(
        _history_key(
            localizer.say("account-history-of", name=cut(visible(each.account.name), 16)), each.row
        )
        for each in found
    )


def _history_key(label: str, row: int) -> Key:
    return Key(label=label, button=SeeAccount(row=row, after=FIRST_PAGE))


def found(localizer: Localizer, about: AccountHistory | AccountChoice) -> Screen:
    """What a search for an account found: its history, or which of several is meant."""
    return (
        history(localizer, about)
        if isinstance(about, AccountHistory)
        else _choice(localizer, about)
    )


def nothing(localizer: Localizer, typed: str) -> Screen:
    """No case that this person may read names such an account."""
    words = localizer.say("account-none", account=line(typed, LONGEST_TYPED))
    return Screen(text=lines(words), protect=True)


def _choice(localizer: Localizer, choice: AccountChoice) -> Screen:
    keys = (_history_key(labels.account(localizer, each), row) for row, each in choice.found)
    return Screen(text=lines(localizer.say("account-which")), rows=grid(keys), protect=True)


def history(localizer: Localizer, about: AccountHistory) -> Screen:
    """One page of an account's cases, with a button for each and one back to the case."""
    listed = (_line(localizer, case) for case in about.cases)
    keys = (Key(label=case.number, button=SeeCase(case_id=case.id)) for case in about.cases)
    back = Key(
        label=localizer.say("account-to-case", number=about.case.number),
        button=SeeCase(case_id=about.case.id),
    )
    return Screen(
        text=paragraphs(
            lines(*_record(localizer, about.record)),
            lines(*listed) or localizer.say("account-no-more"),
            _elsewhere(localizer, about),
            localizer.say("account-only-upheld"),
        ),
        rows=(*grid(keys), *_next(localizer, about), (back,)),
        protect=True,
    )


def _line(localizer: Localizer, case: Case) -> Markup:
    """A case in short: what became of it once it is closed, else its state."""
    state = f"staff-status-{case.status}"
    if case.outcome and case.closed_at and case.status in {Status.CLOSED, Status.ARCHIVED}:
        state = f"outcome-{case.outcome}"
    return lines(
        *own(
            bold(case.number),
            localizer.say(state),
            localizer.category(case.category),
            cut(localizer.unit(case.unit), SHORT_UNIT),
            localizer.day(case.opened_at),
        )
    )


def _elsewhere(localizer: Localizer, about: AccountHistory) -> str:
    """How many of the counted cases are not listed: those of units that are not shown here."""
    if not about.first or about.after is not None:
        return ""
    more = about.record.cases - len(about.cases)
    return localizer.say("account-elsewhere", count=more) if more > 0 else ""


def _next(localizer: Localizer, about: AccountHistory) -> tuple[tuple[Key, ...], ...]:
    if about.after is None:
        return ()
    button = SeeAccount(row=about.record.row, after=about.after)
    return ((Key(label=localizer.say("staff-next"), button=button),),)


def repeated(localizer: Localizer, page: RepeatedAccounts) -> Screen:
    """Accounts with several upheld cases, each with a button to its history."""
    title = bold(localizer.say("accounts-title"))
    if not page.found:
        return Screen(text=paragraphs(title, localizer.say("accounts-none")), protect=True)
    parts = (
        lines(
            _head(localizer, record.account),
            localizer.say("accounts-upheld-here", count=upheld),
            localizer.say("account-last", measure=measure(localizer, record.last))
            if record.last is not None
            else None,
        )
        for record, upheld in page.found
    )
    keys = (
        _history_key(labels.account(localizer, record.account), record.row)
        for record, _ in page.found
    )
    more: list[tuple[Key, ...]] = []
    if page.after is not None:
        button = TurnAccounts(after=page.after)
        more = [(Key(label=localizer.say("staff-next"), button=button),)]
    return Screen(text=paragraphs(title, *parts), rows=(*grid(keys), *more), protect=True)
