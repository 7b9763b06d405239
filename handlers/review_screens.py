"""The last question of a report: all that was answered, to be checked, changed and submitted."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from conversation import material
from conversation.engine import answered
from conversation.entering import ENTERED
from conversation.report import REVIEW_SWITCHES, may_be_contacted, ticked
from domain.links import defanged
from handlers import form_screens, labels
from handlers.buttons import Edit, Tick
from handlers.harmless import harmless, line, visible
from handlers.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs, quote
from handlers.passages import length
from handlers.voice import Voice
from usecases.turns import Asked

ROOM = 3300  # of a message's 4096 characters: the rest is for a note, or a refusal, before it
SHOWN_LINKS = 5
LONGEST_NAME = 80
_SIZES = (2000, 1200, 700, 300, 120, 40)  # of a quote: the first with which all of it fits
_BELOW = frozenset({"link", "words"})  # what may be long stands below its name
_PART_OF = {"subcategory": "category"}  # said and changed with another answer


def review(voice: Voice, asked: Asked) -> Screen:
    """The report as it will be filed, with its ticks; nothing in it is live."""
    return Screen(
        text=paragraphs(
            form_screens.note(voice, asked),
            _head(voice, asked),
            shortened(
                lambda most: paragraphs(
                    _answers(voice, asked, most), form_screens.to_unit(voice, asked)
                ),
                ROOM,
            ),
            _closed(voice, asked),
            voice.say(f"{asked.form.name}-review-ask"),
        ),
        rows=(*_edits(voice, asked), *_ticks(voice, asked), *_last(voice, asked)),
    )


def _closed(voice: Voice, asked: Asked) -> str:
    if may_be_contacted(asked.sheet):
        return ""
    if asked.form.name == ENTERED.name:
        return voice.say("entered-closed")
    return form_screens.hotline(voice, asked)


def shortened(render: Callable[[int], Markup], room: int) -> Markup:
    """What `render` makes with the longest quotes that leave it within `room` characters."""
    for most in _SIZES:
        text = render(most)
        if length(text) <= room:
            break
    return text


def _head(voice: Voice, asked: Asked) -> Markup:
    return bold(f"{asked.place}/{asked.places} · {voice.say('review-title')}")


def _answers(voice: Voice, asked: Asked, most: int) -> Markup:
    shown = []
    for step in answered(asked.form, asked.sheet):
        if step.name in _PART_OF:
            continue
        said = _SAID[step.name](voice, asked, most)
        name = bold(voice.say(f"review-{step.name}") + voice.say("colon"))
        # A quote begins a line of its own, or a chat draws it through ours.
        between = "\n" if isinstance(said, Markup) and step.name in _BELOW else ""
        shown.append(name + between + said)  # markup escapes what is added to it
    return lines(*shown)


def _link(voice: Voice, asked: Asked, most: int) -> Markup:
    target, answers = asked.sheet.answer("link"), asked.sheet.draft.answers
    links = [link["normalised"] for link in material.links(answers)]
    post = material.place_text(answers)
    more = len(links) - SHOWN_LINKS
    return lines(
        *(code(cut(address(url), most)) for url in links[:SHOWN_LINKS]),
        voice.say("review-more-links", count=more) if more > 0 else None,
        _origin(voice, target["origin"]) if target["origin"] else None,
        _quoted(post, most) if post.strip() else None,
    )


def _quoted(text: str, most: int) -> Markup:
    return quote(cut(harmless(text), most))


def address(url: str) -> str:
    """An address on one line, in a form that no tap opens."""
    return defanged(" ".join(visible(url).split()))


def _origin(voice: Voice, origin: Mapping[str, Any]) -> str:
    title = line(str(origin.get("title") or ""), LONGEST_NAME)
    if not title:
        return voice.say("review-forwarded-unnamed")
    return voice.say("review-forwarded", title=title)


def _channel(voice: Voice, asked: Asked, _: int) -> str:
    return voice.say(f"channel-{asked.sheet.answer('channel')}")


def _category(voice: Voice, asked: Asked, _: int) -> str:
    return voice.category(asked.sheet.answer("category"), asked.sheet.answer("subcategory") or "")


def _words(voice: Voice, asked: Asked, most: int) -> Markup | str:
    """All of it, whichever question it was written at; it is filed as it stands here."""
    quotes = [_quoted(text, most) for text in material.passages(asked.sheet.draft.answers)]
    return lines(*quotes) if quotes else voice.say("review-none")


def _evidence(voice: Voice, asked: Asked, _: int) -> str:
    count = form_screens.files(asked)
    return str(count) if count else voice.say("review-none")


def _region(voice: Voice, asked: Asked, _: int) -> str:
    region = asked.sheet.answer("region")
    return labels.region(voice, region) if region else voice.say("review-none")


def _identity(voice: Voice, asked: Asked, _: int) -> str:
    return voice.say(f"known-{asked.sheet.answer('identity')}")


def _name(voice: Voice, asked: Asked, _: int) -> str:
    return line(asked.sheet.answer("name") or voice.say("review-none"), LONGEST_NAME)


def _contact(_voice: Voice, asked: Asked, _: int) -> Markup:
    contact = asked.sheet.answer("contact") or {}
    return code(", ".join(contact.values()))


_SAID: Mapping[str, Callable[[Voice, Asked, int], Markup | str]] = {
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


def _edits(voice: Voice, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    """A button per answer, to be asked that question again."""
    names = [step.name for step in answered(asked.form, asked.sheet) if step.name not in _PART_OF]
    return grid(
        (
            Key(
                label=f"✏️ {voice.say(f'review-{name}')}",
                button=Edit(draft=asked.sheet.draft.id, step=name),
            )
            for name in names
        ),
        columns=3,
    )


def _ticks(voice: Voice, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    return tuple((_tick_key(voice, asked, switch),) for switch in REVIEW_SWITCHES)


def _tick_key(voice: Voice, asked: Asked, switch: str) -> Key:
    box = "☑️" if ticked(asked.sheet, switch) else "⬜"
    label = f"{box} {_tick(voice, asked, switch)}"
    return Key(label=label, button=Tick(draft=asked.sheet.draft.id, switch=switch))


def _tick(voice: Voice, asked: Asked, switch: str) -> str:
    if asked.form.name == ENTERED.name:
        return voice.say(f"entered-tick-{switch}")
    return voice.say(f"tick-{switch}")


def _last(voice: Voice, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    submit = form_screens.key(voice, asked, "submit", "button-submit")
    return ((submit,), form_screens.around(voice, asked))
