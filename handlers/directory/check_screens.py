"""The directory as admins maintain it: the list, an entry as citizens see it, its history."""

from markupsafe import Markup

from domain.core.names import localized
from domain.network.units import Unit
from domain.notices.staff_notices import HotlinesStaleNotice
from handlers.directory import screens
from handlers.directory.callbacks import (
    ChangeEntry,
    ListEntries,
    SeeEntry,
    SeeHistory,
    SeeProposal,
    StillRight,
)
from handlers.network.callbacks import AddUnit, RetireUnit
from handlers.ui import changes
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.unit_picker import UnitPicker
from usecases.delivery.notice_facts import NoticeFacts
from usecases.directory.checks import Entries, History, HotlineEntry

FIELDS = ("names", "phone", "email", "area", "website", "hosts")
"""The fields that can be changed here; the others are changed under /units."""
LONGEST_LABEL = 40
MOST_WAITING = 8
LONGEST_VALUE = 120


UNITS = UnitPicker(
    ask="unit-pick-which",
    command="/hotline",
    button=lambda code: SeeEntry(unit=code),
    turn=lambda page: ListEntries(page=page),
)


def listed(localizer: Localizer, found: Entries) -> Screen:
    """One page, those checked longest ago first; overdue ones are marked."""
    keys = (
        Key(
            label=cut(
                f"{'⚠️ ' if entry.stale else ''}{entry.unit.name(localizer.locale)}", LONGEST_LABEL
            ),
            button=SeeEntry(unit=entry.unit.code),
        )
        for entry in found.entries
    )
    title = localizer.say("hotline-title", page=str(found.page + 1), pages=str(found.pages))
    return Screen(
        text=paragraphs(bold(title), _state(localizer, found)),
        rows=(
            *((_waiting(localizer, unit),) for unit in found.waiting[:MOST_WAITING]),
            *grid(keys),
            *_page_keys(localizer, found),
            (Key(label=localizer.say("units-add"), button=AddUnit()),),
        ),
        protect=True,
    )


def _state(localizer: Localizer, found: Entries) -> Markup:
    """How many entries are to be checked, and how many nobody has checked; or that all were."""
    counts = {"hotline-stale": found.stale, "hotline-unchecked": found.unchecked}
    said = {key: count for key, count in counts.items() if count} or {"hotline-stale": 0}
    return lines(*(localizer.say(key, count=count) for key, count in said.items()))


def _waiting(localizer: Localizer, unit: Unit) -> Key:
    name = cut(f"⏳ {localized(unit.names, localizer.locale)}", LONGEST_LABEL)
    return Key(label=name, button=SeeProposal(unit=unit.code))


def _page_keys(localizer: Localizer, found: Entries) -> tuple[tuple[Key, ...], ...]:
    back = Key(label=localizer.say("units-before"), button=ListEntries(page=found.page - 1))
    on = Key(label=localizer.say("staff-next"), button=ListEntries(page=found.page + 1))
    row = (*((back,) if found.page else ()), *((on,) if found.page + 1 < found.pages else ()))
    return (row,) if row else ()


def card(localizer: Localizer, entry: HotlineEntry) -> Screen:
    """The card as citizens see it, with the admin's buttons below."""
    unit = entry.unit
    note = localizer.say(entry.note) if entry.note else ""
    seen = screens.card_text(localizer, unit)
    fields = (
        Key(
            label=localizer.say(f"unit-field-{name}"),
            button=ChangeEntry(unit=unit.code, field=name),
        )
        for name in FIELDS
    )
    return Screen(
        text=paragraphs(seen, lines("—", _checked(localizer, entry))),
        rows=(
            (Key(label=localizer.say("hotline-still-right"), button=StillRight(unit=unit.code)),),
            *grid(fields, columns=3),
            (
                Key(
                    label=localizer.say("hotline-history"),
                    button=SeeHistory(unit=unit.code, before=0),
                ),
                Key(label=localizer.say("units-retire"), button=RetireUnit(unit=unit.code)),
            ),
            (Key(label=localizer.say("hotline-back"), button=ListEntries(page=0)),),
        ),
        protect=True,
        toast=note,
    ).led_by(note)


def _checked(localizer: Localizer, entry: HotlineEntry) -> str:
    if entry.checked_at is None:
        return localizer.say("hotline-never-checked")
    key = "hotline-checked-long-ago" if entry.stale else "hotline-checked"
    return localizer.say(key, day=localizer.day(entry.checked_at))


def history(localizer: Localizer, found: History) -> Screen:
    """Each change: by whom, when, and the values before and after."""
    code = found.unit.code
    back = Key(label=localizer.say("units-back-to-card"), button=SeeEntry(unit=code))
    older = (
        (
            Key(
                label=localizer.say("hotline-older"),
                button=SeeHistory(unit=code, before=found.before),
            ),
        )
        if found.before is not None
        else ()
    )
    return Screen(
        text=paragraphs(
            bold(localizer.say("hotline-history-of", unit=found.unit.name(localizer.locale))),
            *(
                changes.change(
                    localizer,
                    each,
                    found.names.get(each.who),
                    localizer.say(f"hotline-did-{each.verb}"),
                    fields="unit-field-",
                    longest=LONGEST_VALUE,
                )
                for each in found.changed
            ),
            None if found.changed else localizer.say("hotline-no-history"),
        ),
        rows=tuple(row for row in (older, (back,)) if row),
        protect=True,
    )


def reminder(localizer: Localizer, notice: HotlinesStaleNotice, _: NoticeFacts) -> Screen:
    """The notice to admins about entries whose check is overdue."""
    return Screen(
        text=paragraphs(
            localizer.say("notice-hotlines_stale", count=notice.count),
            lines(*(f"⚠️ {localizer.unit(code)}" for code in notice.units)),
        ),
        rows=((Key(label=localizer.say("hotline-back"), button=ListEntries(page=0)),),),
        protect=True,
    )
