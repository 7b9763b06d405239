"""The form of a broadcast: recipients, texts, picture, buttons, units, start and repetition."""

import re
from collections.abc import Mapping
from typing import Any

from conversation.contexts import BroadcastContext
from conversation.form import (
    CHOICE_GONE,
    Form,
    Given,
    Sheet,
    Step,
    always,
    choice_step,
    is_offered,
    words,
)
from conversation.parsing.moments import moment
from conversation.parsing.unit_names import codes, named
from conversation.parsing.urls import host_of
from conversation.regions import cities
from domain.broadcast import (
    MAX_BUTTONS,
    MAX_CAPTION,
    MAX_CARDS,
    MAX_CARDS_BELOW_PICTURE,
    MAX_TEXT,
    Body,
    Repeat,
    Scope,
)
from domain.core.errors import BadAnswer
from domain.draft import Draft

MOST_LANGUAGES = 4
MOST_LABEL, MOST_URL = 40, 500
NOW = "now"
SOON = {"hour": "in an hour", "evening": "18:00", "tomorrow": "tomorrow 9:00"}
"""Times that can be pressed, as they would be typed."""
USUAL: Mapping[str, Any] = {
    "scope": Scope.ALL,
    "languages": "one",
    "picture": None,
    "buttons": None,
    "cards": None,
    "start": 0,
    "repeat": Repeat.ONCE,
}
"""What a new broadcast has until it is changed: only its text is asked for."""


def text_step(place: int) -> str:
    """The name of the question for the text in the deployment's `place`-th language."""
    return "text" if place == 0 else f"text_{place + 1}"


def categories(sheet: Sheet) -> tuple[str, ...]:
    """The top-level categories."""
    return tuple(sheet.profile.taxonomy.top)


def _of(scope: Scope) -> Any:
    return lambda sheet: sheet.answer("scope") == scope


def _each(sheet: Sheet) -> bool:
    return bool(sheet.answer("languages") == "each")


def _many(sheet: Sheet) -> bool:
    return len(sheet.profile.locales) > 1 and sheet.answer("scope") != Scope.LOCALE


def _asked(place: int) -> Any:
    return lambda sheet: _many(sheet) and _each(sheet) and place < len(sheet.profile.locales)


def _parse_unit(given: Given, sheet: Sheet) -> str:
    return named(sheet.profile, given.choice or given.text)


def _units(sheet: Sheet) -> tuple[str, ...]:
    return codes(sheet.profile)


def _photo(given: Given) -> str:
    """The file id of a photo, which is sent on and never downloaded."""
    photos = [file for file in given.files if file.kind == "photo"]
    if not photos:
        raise BadAnswer("broadcast-picture-wanted")
    return photos[0].file_id


def _parse_picture(given: Given, sheet: Sheet) -> str:
    picture = _photo(given)
    if longest(sheet) > MAX_CAPTION:
        raise BadAnswer("broadcast-picture-text", limit=MAX_CAPTION, length=longest(sheet))
    if len(sheet.answer("cards") or ()) > MAX_CARDS_BELOW_PICTURE:
        raise BadAnswer("broadcast-cards-many", limit=MAX_CARDS_BELOW_PICTURE)
    return picture


def longest(sheet: Sheet) -> int:
    """The length of the longest text so far, in characters."""
    texts = (sheet.answer(text_step(place)) or "" for place in range(MOST_LANGUAGES))
    return max(map(len, texts))


def _parse_text(given: Given, sheet: Sheet) -> str:
    """The text, or the caption of a photo."""
    limit = MAX_CAPTION if given.files or sheet.answer("picture") else MAX_TEXT
    text = words(limit, least=2)(given, sheet).strip()
    if given.files and len(sheet.answer("cards") or ()) > MAX_CARDS_BELOW_PICTURE:
        raise BadAnswer("broadcast-cards-many", limit=MAX_CARDS_BELOW_PICTURE)
    return text


def _picture_of(given: Given, _: Sheet) -> dict[str, str]:
    """The photo whose caption is the text."""
    return {"picture": _photo(given)} if given.files else {}


def _parse_buttons(given: Given, _: Sheet) -> list[list[str]]:
    """One button per line: its label and a web address."""
    lines = tuple(filter(None, map(str.strip, given.text.splitlines())))
    if not 0 < len(lines) <= MAX_BUTTONS:  # before any host is looked up
        raise BadAnswer("broadcast-buttons-many", limit=MAX_BUTTONS)
    return [_button(*line.rsplit(None, 1)) for line in lines]


def _button(said: str, url: str = "") -> list[str]:
    label = said.strip(" -–—:：")
    if not 0 < len(label) <= MOST_LABEL or len(url) > MOST_URL or not url.startswith("https://"):
        raise BadAnswer("broadcast-button-line")
    if host_of(url.removeprefix("https://").partition("/")[0]) is None:
        raise BadAnswer("broadcast-button-line")
    return [label, url]


def _parse_cards(given: Given, sheet: Sheet) -> list[str]:
    """Units, one per line, by code or part of the name."""
    typed = [part for part in re.split(r"[\n,，、;；]", given.text) if part.strip()]
    found = list(dict.fromkeys(named(sheet.profile, part) for part in typed))
    limit = MAX_CARDS_BELOW_PICTURE if sheet.answer("picture") else MAX_CARDS
    if not found or len(found) > limit:
        raise BadAnswer("broadcast-cards-many", limit=limit)
    return found


def _parse_start(given: Given, sheet: Sheet) -> int:
    """The start: 0 for at once, or unix seconds; pressed, or typed in words people use."""
    if given.choice == NOW:
        return 0
    now, timezone = sheet.at, sheet.profile.timezone
    at = moment(SOON.get(given.choice or "") or given.text, now=now, timezone=timezone)
    if at is None:
        raise BadAnswer("broadcast-time-unread")
    if at <= now:
        raise BadAnswer("broadcast-time-past")
    return at


BROADCAST = Form(
    name="broadcast",
    context=BroadcastContext,
    steps=(
        choice_step("scope", lambda _: tuple(Scope)),
        choice_step("locale", lambda sheet: sheet.profile.locales, asked_if=_of(Scope.LOCALE)),
        choice_step("region", cities, asked_if=_of(Scope.REGION)),
        Step(
            name="unit",
            parse=_parse_unit,
            choices=_units,
            asked_if=_of(Scope.UNIT),
            pages=True,
            holds=is_offered("unit", _units),
            gone=CHOICE_GONE,
        ),
        choice_step("category", categories, asked_if=_of(Scope.CATEGORY)),
        choice_step("languages", lambda _: ("one", "each"), asked_if=_many),
        Step(name="text", parse=_parse_text, takes_file=True, also=_picture_of),
        *(
            Step(name=text_step(place), parse=_parse_text, asked_if=_asked(place))
            for place in range(1, MOST_LANGUAGES)
        ),
        Step(name="picture", parse=_parse_picture, optional=always, takes_file=True),
        Step(name="buttons", parse=_parse_buttons, optional=always),
        Step(name="cards", parse=_parse_cards, optional=always),
        Step(name="start", parse=_parse_start, choices=lambda _: (NOW, *SOON)),
        choice_step("repeat", lambda _: tuple(Repeat)),
    ),
)

PARTS = ("scope", "text", "picture", "buttons", "cards", "start")
"""The parts of a broadcast that may be changed; their words are `broadcast-part-<value>`."""
_ASKED_WITH = {
    "scope": ("locale", "region", "unit", "category"),
    "text": ("languages", *(text_step(place) for place in range(1, MOST_LANGUAGES))),
    "start": ("repeat",),
}


def body_of(draft: Draft, locales: tuple[str, ...]) -> Body:
    """The content of a broadcast from a finished form."""
    given = draft.answers
    scope = Scope(given["scope"])
    if given.get("languages") == "each":
        texts = {locale: given[text_step(place)] for place, locale in enumerate(locales)}
    else:
        texts = {"": given["text"]}
    return Body(
        texts=texts,
        scope=scope,
        which="" if scope is Scope.ALL else given[scope.value],
        picture=given.get("picture") or "",
        buttons=tuple((label, url) for label, url in given.get("buttons") or ()),
        cards=tuple(given.get("cards") or ()),
    )


def answers_of(
    body: Body, start_at: int | None, repeat: Repeat, locales: tuple[str, ...], *, but: str
) -> dict[str, Any]:
    """The answers that result in this broadcast, without the part to ask again."""
    answers: dict[str, Any] = {"scope": body.scope}
    if body.which:
        answers[body.scope.value] = body.which
    if "" in body.texts:
        answers |= {"languages": "one", "text": body.texts[""]}
    else:
        answers["languages"] = "each"
        answers |= {text_step(n): body.texts.get(each, "") for n, each in enumerate(locales)}
    answers |= {
        "picture": body.picture or None,
        "buttons": [list(button) for button in body.buttons] or None,
        "cards": list(body.cards) or None,
        "start": start_at or 0,
        "repeat": repeat,
    }
    again = {but, *_ASKED_WITH.get(but, ())}
    if but == "scope" and "" not in body.texts:
        again |= {"text", *_ASKED_WITH["text"]}  # other recipients may need other languages
    return {name: answer for name, answer in answers.items() if name not in again}
