"""The last question of a report: all that was answered, to be checked, changed and submitted."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from conversation.engine import answered
from conversation.forms import report_material
from conversation.forms.manual_entry import ENTERED
from conversation.forms.report import REVIEW_SWITCHES, asked_for, goes_to, may_be_contacted, ticked
from domain.links import defanged
from handlers.dialogs import question_screen
from handlers.dialogs.callbacks import Edit, Tick
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs, quote
from handlers.ui.sanitize import harmless, line, visible
from usecases.core.outcomes import Asked

ROOM = 3300  # of a message's 4096 characters: the rest is for a note, or a refusal, before it
SHOWN_LINKS = 5
LONGEST_NAME = 80
_BELOW = frozenset({"link", "words"})  # what may be long stands below its name
_PART_OF = {"subcategory": "category"}  # said and changed with another answer


def review(localizer: Localizer, asked: Asked) -> Screen:
    """The report as it will be filed, with its ticks; nothing in it is live."""
    return Screen(
        text=paragraphs(
            question_screen.note(localizer, asked),
            _head(localizer, asked),
            shortened(
                lambda most: paragraphs(
                    _answers(localizer, asked, most), to_unit(localizer, asked)
                ),
                ROOM,
            ),
            _closed(localizer, asked),
            localizer.say(f"{asked.form.name}-review-ask"),
        ),
        rows=(*_edits(localizer, asked), *_ticks(localizer, asked), *_last(localizer, asked)),
    )


def _closed(localizer: Localizer, asked: Asked) -> str:
    if may_be_contacted(asked.sheet):
        return ""
    if asked.form.name == ENTERED.name:
        return localizer.say("entered-closed")
    return hotline(localizer, asked)


def _head(localizer: Localizer, asked: Asked) -> Markup:
    return bold(f"{asked.place}/{asked.places} · {localizer.say('review-title')}")


def _answers(localizer: Localizer, asked: Asked, most: int) -> Markup:
    shown = []
    for step in answered(asked.form, asked.sheet):
        if step.name in _PART_OF:
            continue
        said = _SAID[step.name](localizer, asked, most)
        name = bold(localizer.say(f"review-{step.name}") + localizer.say("colon"))
        # A quote begins a line of its own, or a chat draws it through ours.
        between = "\n" if isinstance(said, Markup) and step.name in _BELOW else ""
        shown.append(name + between + said)  # markup escapes what is added to it
    return lines(*shown)


def _link(localizer: Localizer, asked: Asked, most: int) -> Markup:
    target, draft = asked.sheet.answer("link"), asked.sheet.draft
    links = [link["normalised"] for link in report_material.links(draft)]
    post = report_material.place_text(draft)
    more = len(links) - SHOWN_LINKS
    return lines(
        *(code(cut(address(url), most)) for url in links[:SHOWN_LINKS]),
        localizer.say("review-more-links", count=more) if more > 0 else None,
        _origin(localizer, target["origin"]) if target["origin"] else None,
        _quoted(post, most) if post.strip() else None,
    )


def _quoted(text: str, most: int) -> Markup:
    return quote(cut(harmless(text), most))


def address(url: str) -> str:
    """An address on one line, in a form that no tap opens."""
    return defanged(" ".join(visible(url).split()))


def _origin(localizer: Localizer, origin: Mapping[str, Any]) -> str:
    title = line(str(origin.get("title") or ""), LONGEST_NAME)
    if not title:
        return localizer.say("review-forwarded-unnamed")
    return localizer.say("review-forwarded", title=title)


def _channel(localizer: Localizer, asked: Asked, _: int) -> str:
    return localizer.say(f"channel-{asked.sheet.answer('channel')}")


def _category(localizer: Localizer, asked: Asked, _: int) -> str:
    return localizer.category(
        asked.sheet.answer("category"), asked.sheet.answer("subcategory") or ""
    )


def _words(localizer: Localizer, asked: Asked, most: int) -> Markup | str:
    """All of it, whichever question it was written at; it is filed as it stands here."""
    quotes = [_quoted(text, most) for text in report_material.passages(asked.sheet.draft)]
    return lines(*quotes) if quotes else localizer.say("review-none")


def _evidence(localizer: Localizer, asked: Asked, _: int) -> str:
    count = question_screen.files(asked)
    return str(count) if count else localizer.say("review-none")


def _region(localizer: Localizer, asked: Asked, _: int) -> str:
    region = asked.sheet.answer("region")
    return labels.region(localizer, region) if region else localizer.say("review-none")


def _identity(localizer: Localizer, asked: Asked, _: int) -> str:
    return localizer.say(f"known-{asked.sheet.answer('identity')}")


def _name(localizer: Localizer, asked: Asked, _: int) -> str:
    return line(asked.sheet.answer("name") or localizer.say("review-none"), LONGEST_NAME)


def _contact(_voice: Localizer, asked: Asked, _: int) -> Markup:
    contact = asked.sheet.answer("contact") or {}
    return code(", ".join(contact.values()))


_SAID: Mapping[str, Callable[[Localizer, Asked, int], Markup | str]] = {
    "channel": _channel,
    "link": _link,
    "category": _category,
    "words": _words,
    "evidence": _evidence,
    "region": _region,
    "identity": _identity,
    "name": _name,
    "contact": _contact,
}


def _edits(localizer: Localizer, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    """A button per answer, to be asked that question again."""
    names = [step.name for step in answered(asked.form, asked.sheet) if step.name not in _PART_OF]
    return grid(
        (
            Key(
                label=f"✏️ {localizer.say(f'review-{name}')}",
                button=Edit(draft=asked.sheet.draft.id, step=name),
            )
            for name in names
        ),
        columns=3,
    )


def _ticks(localizer: Localizer, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    return tuple((_tick_key(localizer, asked, switch),) for switch in REVIEW_SWITCHES)


def _tick_key(localizer: Localizer, asked: Asked, switch: str) -> Key:
    box = "☑️" if ticked(asked.sheet, switch) else "⬜"
    label = f"{box} {_tick(localizer, asked, switch)}"
    return Key(label=label, button=Tick(draft=asked.sheet.draft.id, switch=switch))


def _tick(localizer: Localizer, asked: Asked, switch: str) -> str:
    if asked.form.name == ENTERED.name:
        return localizer.say(f"entered-tick-{switch}")
    return localizer.say(f"tick-{switch}")


def _last(localizer: Localizer, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    submit = question_screen.key(localizer, asked, "submit", "button-submit")
    return ((submit,), question_screen.around(localizer, asked))


def to_unit(localizer: Localizer, asked: Asked) -> str:
    """Which unit gets the report, and that it is not the one it was begun for."""
    unit = asked_for(asked.sheet)
    to = goes_to(asked.sheet) or unit
    if to is None:
        return ""
    if asked.form.name == ENTERED.name:
        return localizer.say("entered-to-unit", unit=localizer.unit(to))
    if unit is not None and to != unit:
        return localizer.say(
            "report-to-unit-above", asked=localizer.unit(unit), unit=localizer.unit(to)
        )
    return localizer.say("report-to-unit", unit=localizer.unit(to))


def hotline(localizer: Localizer, asked: Asked) -> str:
    """Right after the category: who can help at once, and what not to send."""
    category = asked.sheet.answer("category") or ""
    below = asked.sheet.answer("subcategory") or ""
    found = localizer.profile.taxonomy.of(category, below)
    number = found.hotline if found else None
    if localizer.profile.taxonomy.is_closed(category, below):
        return localizer.say("report-closed", hotline=number or localizer.profile.emergency)
    return localizer.say("report-hotline", hotline=number) if number else ""
