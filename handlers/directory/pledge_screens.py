"""A unit's pledge: promises, signature and measured figures; and the admins' list."""

from datetime import date, time
from math import floor

from markupsafe import Markup
from msgspec.structs import replace

from conversation.contexts import PledgeContext
from conversation.forms.pledges import UNSIGNED
from domain.core.names import localized
from domain.figures.rates import Measured
from domain.network.pledge import FEWEST, Pledge
from handlers.dialogs import question_screen
from handlers.directory.callbacks import (
    EnterPledge,
    EnterPledges,
    KeepPledge,
    ListPledges,
    SeeOffice,
    SeePledge,
    SeeSignatures,
)
from handlers.figures.text import duration
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.unit_picker import UnitPicker
from usecases.core.outcomes import Asked
from usecases.core.views import PledgeView
from usecases.directory.pledges import Pledges, Signatures

LONGEST_LABEL = 40
MOST_NAMED = 40  # units named before their pledges are stored


def card(localizer: Localizer, found: PledgeView) -> Screen:
    """The pledge as everybody sees it; admins who came by /pledge get buttons to change it."""
    promises = (
        f"{number}. {localized(promise, localizer.locale)}"
        for number, promise in enumerate(localizer.profile.promises, 1)
    )
    note = localizer.say(found.note) if found.note else ""
    return Screen(
        text=paragraphs(
            bold(localizer.say("pledge-title", unit=found.unit.name(localizer.locale))),
            lines(*promises),
            _signed(localizer, found),
            _facts(localizer, found.facts),
        ),
        rows=_admins_rows(localizer, found)
        if found.may_change
        else _rows(localizer, found.unit.code),
        protect=found.may_change,
        toast=note,
    ).led_by(note)


def _signed(localizer: Localizer, found: PledgeView) -> str:
    if found.pledge is None:
        return localizer.say("pledge-unsigned")
    return _of(localizer, found.pledge)


def _of(localizer: Localizer, pledge: Pledge) -> str:
    """When it was signed, and by whom, or where that is said."""
    day = _day(localizer, pledge.signed_on)
    if not pledge.signed_by:
        return localizer.say("pledge-signed-source", day=day, source=pledge.source)
    return localizer.say("pledge-signed", day=day, name=pledge.signed_by)


def _day(localizer: Localizer, day: date) -> str:
    return localizer.day(localizer.profile.calendar.moment(day, time(12)))


def _facts(localizer: Localizer, facts: Measured) -> Markup:
    """The measured figures, one per line; those without any event are left out."""
    head = bold(localizer.say("pledge-facts"))
    if facts.received < FEWEST:
        return lines(head, localizer.say("pledge-few", fewest=str(FEWEST)))
    shares = {"pledge-in-time": facts.in_time, "pledge-answer-rate": facts.answer_rate}
    medians = {
        "pledge-accept": facts.accept,
        "pledge-remove": facts.remove,
        "pledge-close": facts.close,
    }
    return lines(
        head,
        localizer.say("pledge-received", count=facts.received),
        *(
            localizer.say(key, percent=_percent(share))
            for key, share in shares.items()
            if share is not None
        ),
        *(
            localizer.say(key, time=duration(localizer, seconds))
            for key, seconds in medians.items()
            if seconds is not None
        ),
    )


def _percent(share: float) -> str:
    """A percentage, rounded down, so that only a full share is published as 100 %."""
    return str(floor(share * 100 + 1e-9))


def _rows(localizer: Localizer, code: str) -> tuple[tuple[Key, ...], ...]:
    return (
        (Key(label=localizer.say("pledge-all"), button=SeeSignatures(page=0)),),
        (Key(label=localizer.say("pledge-suggest"), button=Go(where="suggest")),),
        (Key(label=localizer.say("units-back-to-card"), button=SeeOffice(unit=code)),),
    )


def _admins_rows(localizer: Localizer, found: PledgeView) -> tuple[tuple[Key, ...], ...]:
    label = "pledge-enter" if found.pledge is None else "pledge-change"
    return (
        (Key(label=localizer.say(label), button=EnterPledge(unit=found.unit.code)),),
        (Key(label=localizer.say("pledge-back"), button=ListPledges(page=0)),),
    )


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of the form with its unit; the last one shows what will be stored."""
    screen = question_screen.question(localizer, asked)
    code = PledgeContext.of(asked.sheet.draft).unit
    unit = bold(localizer.say("pledge-title", unit=localizer.unit(code)))
    if asked.step.name != "save":
        return replace(screen, text=paragraphs(unit, screen.text))
    day = _day(localizer, date.fromisoformat(asked.sheet.answer("signed_on")))
    kept = localizer.say("pledge-signed", day=day, name=asked.sheet.answer("signed_by"))
    return replace(screen, text=paragraphs(unit, kept, screen.text))


UNITS = UnitPicker(
    ask="unit-pick-which",
    command="/pledge",
    button=lambda code: KeepPledge(unit=code),
    turn=lambda page: ListPledges(page=page),
)


def listed(localizer: Localizer, found: Pledges) -> Screen:
    """The units, each with a button; those that have signed are ticked."""
    added = localizer.say("pledges-added", count=found.added) if found.added else ""
    many = Key(label=localizer.say("pledges-enter"), button=EnterPledges())
    keys = (
        Key(
            label=cut(
                f"{'✅ ' if unit.code in found.signed else ''}{unit.name(localizer.locale)}",
                LONGEST_LABEL,
            ),
            button=KeepPledge(unit=unit.code),
        )
        for unit in found.units
    )
    title = localizer.say("pledges-title", page=str(found.page + 1), pages=str(found.pages))
    return Screen(
        text=paragraphs(bold(title), localizer.say("pledges-unsigned", count=found.unsigned)),
        rows=(*(((many,),) if found.unsigned else ()), *grid(keys), *_page_keys(localizer, found)),
        protect=True,
        toast=added,
    ).led_by(added)


def signatures(localizer: Localizer, found: Signatures) -> Screen:
    """Who has signed and who has not, one unit on a line, for everybody."""
    title = localizer.say("signatures-title", page=str(found.number + 1), pages=str(found.pages))
    listed = (
        f"✅ {unit.name(localizer.locale)} · {_day(localizer, pledge.signed_on)}"
        if pledge is not None
        else f"▫️ {unit.name(localizer.locale)}"
        for unit, pledge in found.page
    )
    before = Key(label=localizer.say("units-before"), button=SeeSignatures(page=found.number - 1))
    after = Key(label=localizer.say("staff-next"), button=SeeSignatures(page=found.number + 1))
    around = (
        *((before,) if found.number else ()),
        *((after,) if found.number + 1 < found.pages else ()),
    )
    back = Key(
        label=localizer.say("pledge-of-province"),
        button=SeePledge(unit=localizer.profile.province.code),
    )
    return Screen(
        text=paragraphs(
            bold(title),
            localizer.say("signatures-count", count=found.count, units=found.units),
            lines(*listed),
        ),
        rows=(*((around,) if around else ()), (back,)),
    )


def many_question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of the form for many units; the last one shows what will be stored."""
    screen = question_screen.question(localizer, asked, title=localizer.say("pledges-enter"))
    if asked.step.name != "save":
        return screen
    units, day = asked.sheet.answer("units"), date.fromisoformat(asked.sheet.answer("signed_on"))
    which = (
        localizer.say("units-unsigned")
        if units == [UNSIGNED]
        else lines(*(f"– {localizer.unit(code)}" for code in units[:MOST_NAMED]))
    )
    more = len(units) - MOST_NAMED
    kept = localizer.say(
        "pledge-signed-source", day=_day(localizer, day), source=asked.sheet.answer("source")
    )
    rest = localizer.say("pledges-more", count=more) if more > 0 else None
    return replace(screen, text=paragraphs(which, rest, kept, screen.text))


def _page_keys(localizer: Localizer, found: Pledges) -> tuple[tuple[Key, ...], ...]:
    back = Key(label=localizer.say("units-before"), button=ListPledges(page=found.page - 1))
    on = Key(label=localizer.say("staff-next"), button=ListPledges(page=found.page + 1))
    row = (*((back,) if found.page else ()), *((on,) if found.page + 1 < found.pages else ()))
    return (row,) if row else ()
