"""The review, the last question of a report: all answers, to check, change and submit."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from conversation.forms import report_material
from conversation.forms.manual_entry import ENTERED
from conversation.forms.report import (
    asked_for,
    gives_name,
    goes_to,
    may_be_contacted,
    ticked,
    wants_contact,
)
from conversation.parsing import own_contact
from domain.material import Piece
from domain.report import IdentityMode
from handlers.dialogs import question_screen
from handlers.dialogs.callbacks import Edit, Tick
from handlers.reporting.callbacks import SeeSent
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs, quote
from handlers.ui.sanitize import harmless, line, own_words, visible
from usecases.core.outcomes import Asked

ROOM = 3000  # of the 4096 characters of a message; the rest is for what may be said before it
SHOWN_LINKS = 5
SHOWN_POSTS = 5
SHOWN_TEXTS = 12  # so many fit one message at the shortest length of a quote
LONGEST_NAME = 80
_BETWEEN = " \n,;:/，、。；："
Rows = tuple[tuple[Key, ...], ...]


def review(localizer: Localizer, asked: Asked) -> Screen:
    """The report as it will be filed, with buttons to add and change; links cannot be opened.

    Staff who enter a report for somebody are not addressed as its reporter.
    """
    by_staff = asked.form.name == ENTERED.name
    ends = asked.form.name if by_staff else "report"
    title = "entered-review-title" if by_staff else "review-title"
    danger = "entered-review-danger" if by_staff else "review-danger"
    return Screen(
        text=paragraphs(
            question_screen.note(localizer, asked),
            question_screen.kept(localizer, asked) if asked.heard else None,
            bold(localizer.say(title)),
            shortened(
                lambda most: paragraphs(
                    _sent(localizer, asked, most),
                    _answers(localizer, asked),
                    to_unit(localizer, asked),
                ),
                ROOM,
            ),
            localizer.say(danger) if ticked(asked.sheet, "danger") else None,
            _numbers(localizer, asked),
            localizer.say(f"{ends}-review-ask"),
        ),
        rows=_rows(localizer, asked),
    )


def _numbers(localizer: Localizer, asked: Asked) -> str:
    """Who can be called about the chosen category; of a closed one, what not to send."""
    if asked.form.name == ENTERED.name:
        return "" if may_be_contacted(asked.sheet) else localizer.say("entered-closed")
    return hotline(localizer, asked)


def _sent(localizer: Localizer, asked: Asked, most: int) -> Markup:
    """What was sent: links as written, posts with their origin, texts, files."""
    draft = asked.sheet.draft
    links = report_material.all_links(draft)
    posts = report_material.posts(draft)
    texts = dict.fromkeys([report_material.place_text(draft), *report_material.passages(draft)])
    raws = [link["raw"] for link in links]
    alone = [link for link in links if not any(link["raw"] in text for text in texts)]
    more_links, more_posts = len(alone) - SHOWN_LINKS, len(posts) - SHOWN_POSTS
    files = question_screen.files(asked)
    return lines(
        *(code(cut(as_written(link["raw"]), most)) for link in alone[:SHOWN_LINKS]),
        localizer.say("review-more-links", count=more_links) if more_links > 0 else None,
        *(_post(localizer, post, most) for post in posts[:SHOWN_POSTS]),
        localizer.say("review-more-posts", count=more_posts) if more_posts > 0 else None,
        *own_texts(localizer, [(text, raws) for text in texts if text.strip()], most),
        localizer.say("review-files", count=files) if files else None,
    )


def own_texts(
    localizer: Localizer, found: Sequence[tuple[str, Iterable[str]]], most: int
) -> tuple[Markup | str, ...]:
    """The reporter's texts as quotes, each given with its addresses; of very many the first ones.

    A line counts those that are not shown: people also write a sentence per message.
    """
    more = len(found) - SHOWN_TEXTS
    return (
        *(own_words(text, addresses, most) for text, addresses in found[:SHOWN_TEXTS]),
        *((localizer.say("review-more-texts", count=more),) if more > 0 else ()),
    )


def _post(localizer: Localizer, post: Piece, most: int) -> Markup:
    origin = origin_name(localizer, post.origin or {})
    return lines(origin, _quoted(post.text, most) if post.text.strip() else None)


def _quoted(text: str, most: int) -> Markup:
    return quote(cut(harmless(text), most))


def as_written(url: str) -> str:
    """An address as it was written, on one line; to be shown in code style, which no tap opens."""
    return " ".join(visible(url).split())


def origin_name(localizer: Localizer, origin: Mapping[str, Any]) -> str:
    """The name of the chat or person that a post was forwarded from, as far as known."""
    title = line(str(origin.get("title") or ""), LONGEST_NAME)
    if not title:
        return localizer.say("review-forwarded-unnamed")
    return localizer.say("review-forwarded", title=title)


def _answers(localizer: Localizer, asked: Asked) -> Markup:
    """The answers given; of unanswered questions only that the reporter is anonymous."""
    sheet = asked.sheet
    kind = localizer.kind(sheet.answer("category"), sheet.answer("subcategory") or "")
    lines_of = localizer.bottom_lines(sheet.answer("category"), sheet.answer("subcategory") or "")
    region, channel = sheet.answer("region"), sheet.answer("channel")
    chosen = sheet.answer("identity") if may_be_contacted(sheet) else None
    identity = chosen or IdentityMode.ANONYMOUS
    # What is not asked for any more is not filed, even if it was given before.
    contact = (sheet.answer("contact") if wants_contact(sheet) else None) or {}
    name = line((sheet.answer("name") if gives_name(sheet) else None) or "", LONGEST_NAME)
    return lines(
        _named(localizer, "channel", localizer.say(f"channel-{channel}")) if channel else None,
        _named(localizer, "category", kind),
        localizer.say("bottom-lines", lines=lines_of) if lines_of else None,
        _named(localizer, "region", labels.region(localizer, region)) if region else None,
        _named(
            localizer, "reporter" if channel else "identity", localizer.say(f"known-{identity}")
        ),
        _named(localizer, "name", name) if name else None,
        _named(localizer, "contact", code(_reached(contact))) if contact else None,
    )


def _reached(contact: Mapping[str, str]) -> str:
    """A contact in its normal form, then what was typed besides it, so that nothing is twice."""
    found = {kind: value for kind, value in contact.items() if kind != "words"}
    rest = (
        piece.strip(_BETWEEN)
        for piece in own_contact.pieces(contact.get("words", ""), found.items())
    )
    more = (
        piece
        for piece in filter(None, rest)
        if not any(piece in value.split() for value in found.values())
    )
    return ", ".join((*found.values(), *more))


def _named(localizer: Localizer, name: str, value: Markup | str) -> Markup:
    # Markup escapes the strings that are added to it.
    return bold(localizer.say(f"review-{name}") + localizer.say("colon")) + value


def _rows(localizer: Localizer, asked: Asked) -> Rows:
    """The buttons: submit first, then what can be added, then what can be changed."""
    label = "entered-submit" if asked.form.name == ENTERED.name else "button-submit"
    submit = question_screen.key(localizer, asked, "submit", label)
    more = (
        _edit(localizer, asked, "words", "button-add-words"),
        _edit(localizer, asked, "evidence", "button-add-files"),
        _edit(localizer, asked, "region", "button-region"),
        _edit(localizer, asked, "identity", "button-contact"),
    )
    draft = asked.sheet.draft.id
    change = (
        Key(label=localizer.say("button-sent"), button=SeeSent(draft=draft)),
        _edit(localizer, asked, "category", "button-category"),
        _edit(localizer, asked, "channel", "button-channel"),
    )
    return (
        (submit,),
        *grid(key for key in more if key is not None),
        (danger_key(localizer, asked),),
        *grid(key for key in change if key is not None),
        question_screen.around(localizer, asked),
    )


def _edit(localizer: Localizer, asked: Asked, name: str, label: str) -> Key | None:
    """A button that asks a question (again); None if the question does not apply."""
    step = asked.form.step(name)
    if step is None or not step.asked_if(asked.sheet):
        return None
    return Key(label=localizer.say(label), button=Edit(draft=asked.sheet.draft.id, step=name))


def danger_key(localizer: Localizer, asked: Asked) -> Key:
    """The button that sets the mark "danger to life", or clears it."""
    on = ticked(asked.sheet, "danger")
    if asked.form.name == ENTERED.name:
        label = f"{'☑️' if on else '⬜'} {localizer.say('entered-tick-danger')}"
    else:
        label = localizer.say("button-danger-on" if on else "button-danger")
    return Key(
        label=label, button=Tick(draft=asked.sheet.draft.id, switch="danger", on=int(not on))
    )


def to_unit(localizer: Localizer, asked: Asked) -> str:
    """Which unit gets the report, with a note if it is not the one it was begun for."""
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
    """A hint for the chosen category: who can help at once, and what not to send."""
    category = asked.sheet.answer("category") or ""
    below = asked.sheet.answer("subcategory") or ""
    found = localizer.profile.taxonomy.of(category, below)
    number, emergency = found.hotline if found else None, localizer.profile.emergency
    if localizer.profile.taxonomy.is_closed(category, below):
        return localizer.say("report-closed", hotline=number or emergency, emergency=emergency)
    return localizer.say("report-hotline", hotline=number, emergency=emergency) if number else ""
