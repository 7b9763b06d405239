"""The screen of a question, for all forms: progress, text and buttons."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec.structs import replace

from conversation import engine
from conversation.material import says_more
from domain.network.people import Verb
from domain.report import MAX_LINKS, Evidence, EvidenceState
from domain.taxonomy import Rule
from handlers.dialogs import hints, home
from handlers.dialogs.callbacks import MoreChoices
from handlers.ui import labels
from handlers.ui.callbacks import Choose, ChooseLast, Do, DoLast
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, grid, lines, paragraphs
from usecases.core.outcomes import Asked

SHARE_PHONE = "share"  # the command that shows the reply keyboard
SHARE_PHONE_KEY = (SHARE_PHONE, "button-share-phone")
PAGE = 16  # choices of a question with pages: province and cities, then the sites
TO_LEFT_FORM = "left"  # what was held belongs to the form that was left open
GIVE_UP = "cancel"  # ends the form; a staff form then shows its case again
_FINISHING = frozenset({"submit", "skip", "done"})
_GONE = frozenset({EvidenceState.REFUSED, EvidenceState.DROPPED})
Lines = tuple[Markup | str | None, ...]
Rows = tuple[tuple[Key, ...], ...]


def question(
    localizer: Localizer,
    asked: Asked,
    *,
    title: str = "",
    below: Lines | None = None,
    done: bool = True,
    commands: Iterable[tuple[str, str]] = (),
    places: bool = True,
) -> Screen:
    """The screen of the open question with its buttons.

    `title`: what the form does. `below`: hints for this question; by default the number of files.
    `done`: whether to offer "Done" once files were sent; False if a text must follow them.
    `commands`: more buttons, as (command, key of the label). `places`: whether to say which
    question of how many it is; False where most are answered already.
    """
    counted = places and asked.places > 1 and not asked.form.gathers
    place = f"{asked.place}/{asked.places}" if counted else ""
    head = " · ".join(part for part in (title, place) if part)
    text = paragraphs(
        note(localizer, asked),
        kept(localizer, asked) if asked.heard else None,
        lines(
            bold(head) if head else None, localizer.say(f"{asked.form.name}-{asked.step.name}-ask")
        ),
        _law_list(localizer, asked),
        *((files_line(localizer, asked),) if below is None else below),
    )
    return Screen(text=text, rows=rows(localizer, asked, done=done, commands=commands))


def by_verb(
    localizer: Localizer, asked: Asked, *, below: Lines = (), places: bool = True
) -> Screen:
    """A question of a form that belongs to a verb: the title is the verb, with its case."""
    verb = localizer.say(f"verb-{Verb(asked.form.name)}")
    number = asked.sheet.about.number
    title = " · ".join(part for part in (verb, number) if part)
    below = (*below, _languages(localizer, asked), files_line(localizer, asked))
    screen = question(localizer, asked, title=title, below=below, done=False, places=places)
    return replace(screen, protect=True)  # the case's card may follow in the same message


def _languages(localizer: Localizer, asked: Asked) -> str:
    """Which reporters may not be able to read the text, by their languages; else empty."""
    found = asked.step.unread(asked.sheet)
    names = ", ".join(labels.language(localizer, each) for each in found)
    return localizer.say("language-unread", languages=names) if names else ""


def rows(
    localizer: Localizer,
    asked: Asked,
    *,
    skip: str = "",
    done: bool = True,
    commands: Iterable[tuple[str, str]] = (),
) -> Rows:
    """The buttons of a question; `skip` is the key of another label of the skip button."""
    forward = []
    if asked.step.collects and done and files(asked):
        forward.append(("done", "button-done"))
    if asked.step.optional(asked.sheet) and not (asked.editing and asked.step.for_more):
        forward.append(("skip", skip or asked.step.skip_label))
    besides = tuple(key(localizer, asked, *each) for each in (*forward, *commands))
    undo = (home.undo_key(localizer, asked.undo),) if asked.undo else ()
    last = tuple(row for row in (besides, undo, around(localizer, asked)) if row)
    offered = hints.offered(localizer, asked) if asked.offers else ()
    return (*_choices(localizer, asked), *offered, *last)


def share_phone(localizer: Localizer) -> Screen:
    """The screen with the button that shares one's phone number, which needs a reply keyboard."""
    return Screen(
        text=lines(localizer.say("report-contact-share")),
        share_phone=localizer.say("button-share-phone"),
        fresh=True,
    )


def note(localizer: Localizer, asked: Asked) -> str:
    """The note before the question; empty if there is none."""
    if not asked.note:
        return ""
    return localizer.say(
        asked.note, **{"files": files(asked), "most": MAX_LINKS, **asked.note_params}
    )


def kept(localizer: Localizer, asked: Asked) -> str:
    """What a form has collected so far: texts, links, forwarded posts, files."""
    pieces = asked.sheet.draft.carried.pieces
    own = [piece for piece in pieces if piece.origin is None]
    links = {link["normalised"] for piece in pieces for link in piece.links}
    words = any(says_more(piece.text, piece.links) for piece in own)
    counts = (
        ("kept-words", int(words)),
        ("kept-links", len(links)),
        ("kept-posts", len(pieces) - len(own)),
        ("kept-files", files(asked)),
    )
    named = [localizer.say(key, count=count) for key, count in counts if count]
    return localizer.say("kept", what=localizer.say("kept-and").join(named)) if named else ""


def files(asked: Asked) -> int:
    """The number of files stored with the form."""
    return len(kept_files(asked))


def kept_files(asked: Asked) -> tuple[Evidence, ...]:
    """The files stored with the form."""
    return tuple(file for file in asked.files if file.state not in _GONE)


def _law_list(localizer: Localizer, asked: Asked) -> Markup | None:
    """The laws of the articles on the buttons, and the bottom line that each rule serves.

    The labels of the buttons have no room for them.
    """
    if not asked.step.cites_rules:
        return None
    taxonomy = localizer.profile.taxonomy
    found = [(number, taxonomy.rule(code)) for code, number in numbers(asked).items()]
    return lines(*(f"{number}. {_cited(localizer, rule)}" for number, rule in found if rule))


def numbers(asked: Asked) -> dict[str, int]:
    """By choice, its number in the text and on the button; empty if they are not numbered."""
    if not asked.step.cites_rules:
        return {}
    return {code: place for place, code in enumerate(asked.step.choices(asked.sheet), 1)}


def _cited(localizer: Localizer, rule: Rule) -> str:
    cited, served = rule.cited(localizer.locale), localizer.line_of(rule.code)
    return localizer.say("rule-with-line", rule=cited, line=served) if served else cited


def files_line(localizer: Localizer, asked: Asked) -> str:
    """A line with the number of files sent so far."""
    count = files(asked)
    if not count or asked.heard or asked.note == "files-kept":
        return ""
    return localizer.say("files-so-far", files=str(count))


def _choices(localizer: Localizer, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    step = asked.step
    number_of, facts = numbers(asked), asked.sheet.facts
    named = {row: labels.account(localizer, each) for row, each in facts.accounts.items()} or {
        row: localizer.say("staff-reporter", alias=each) for row, each in facts.reporters.items()
    }
    keys = []
    there, more = _page_of_choices(localizer, asked)
    for value in there:
        label = labels.choice(localizer, step.name, value, number_of.get(value), aliases=named)
        keys.append(Key(label=label, button=choose(asked, value)))
    return (*grid(keys, columns=1 if number_of else 2), *more)


def _page_of_choices(localizer: Localizer, asked: Asked) -> tuple[tuple[str, ...], Rows]:
    """The choices to be shown, and the buttons to other pages of them."""
    there = asked.only or asked.step.choices(asked.sheet)
    if not asked.step.pages or len(there) <= PAGE:
        return there, ()
    last = (len(there) - 1) // PAGE * PAGE
    start = min(max(0, asked.choices_from), last) // PAGE * PAGE
    draft = asked.sheet.draft.id
    near = {"search-before": start - PAGE, "search-after": start + PAGE}
    row = tuple(
        Key(label=localizer.say(label), button=MoreChoices(draft=draft, start=at))
        for label, at in near.items()
        if 0 <= at <= last
    )
    return there[start : start + PAGE], (row,)


def pages(asked: Asked) -> tuple[Asked, ...]:
    """The question once for each page of its choices."""
    if not asked.step.pages:
        return (asked,)
    count = len(asked.only or asked.step.choices(asked.sheet))
    return tuple(replace(asked, choices_from=start) for start in range(0, max(1, count), PAGE))


def around(localizer: Localizer, asked: Asked, *between: Key) -> tuple[Key, ...]:
    """The last row of every question: back, if there is an earlier question, and cancel."""
    back = (
        [key(localizer, asked, "back", "button-back")] if asked.place > 1 or asked.editing else []
    )
    return (*back, *between, key(localizer, asked, GIVE_UP, "button-cancel"))


def key(localizer: Localizer, asked: Asked, command: str, label: str) -> Key:
    """A button for a command at the open question; `label` is the key of its text."""
    return Key(label=localizer.say(label), button=button(asked, command))


def button(asked: Asked, command: str) -> Do:
    """What the button for a command at the open question carries."""
    draft, step = asked.sheet.draft.id, asked.step.name
    if command in _FINISHING and (seen := _seen(asked)):
        return DoLast(draft=draft, step=step, command=command, seen=seen)
    return Do(draft=draft, step=step, command=command)


def choose(asked: Asked, value: str) -> Choose:
    """The button for a choice of the open question."""
    draft, step, seen = asked.sheet.draft.id, asked.step.name, _seen(asked)
    if seen:
        return ChooseLast(draft=draft, step=step, value=value, seen=seen)
    return Choose(draft=draft, step=step, value=value)


def _seen(asked: Asked) -> str:
    return engine.seen(asked.form, asked.step, asked.sheet)
