"""Renders outcomes of dialogs, and refusals."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup
from msgspec.structs import replace

from conversation.form import Given
from conversation.forms.held import HELD
from conversation.forms.suggestion import SUGGESTION
from domain.core.errors import Refusal
from domain.report import MAX_FILE_BYTES, MAX_FILES
from handlers.core.context import Context
from handlers.dialogs import home
from handlers.ui import labels
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, lines, paragraphs
from usecases.core.outcomes import Added, Asked, Collecting, DialogOutcome, Idle, Offered

_APPEALED = frozenset({"appeal-done", "pause-appeal-done"})
"""What an appeal has done: its words went where words against a decision belong."""


def outcome(ctx: Context, outcome: DialogOutcome) -> Screen:
    """Render an outcome in the language of whoever sent the update."""
    screen = ctx.services.screens.screen(ctx.localizer, outcome)
    if _greets(outcome) and ctx.person is not None and ctx.person.is_staff:
        screen = replace(screen, rows=(home.staff_keys(ctx.localizer), *screen.rows))
    return replaceable(screen, outcome) if isinstance(outcome, Asked) else screen


def _greets(outcome: DialogOutcome) -> bool:
    return isinstance(outcome, Idle) and outcome.note == "talk-hello"


def replaceable(screen: Screen, asked: Asked) -> Screen:
    """Mark a question's screen as replaceable by a later one, unless it shows more than that."""
    plain = asked.form.gathers and not (asked.note or asked.undo)
    return replace(screen, question_of=asked.sheet.draft.id) if plain else screen


def ways_of(localizer: Localizer, text: str) -> tuple[Key, ...]:
    """Where words lead that may be no answer: to one's reports, and to a comment on an office.

    Empty for all other words.
    """
    if localizer.complains_of_office(text):
        return (home.cases_key(localizer), home.suggest_key(localizer))
    return (home.cases_key(localizer),) if localizer.asks_after_report(text) else ()


def beside(ctx: Context, text: str, outcome: DialogOutcome, screen: Screen) -> Screen:
    """The screen after own words of a citizen, whatever form is open.

    It has the ways for words that may be about a filed report or an office, unless the form's own
    screen has them.
    """
    ways = ways_of(ctx.localizer, text) if _is_of_citizen(ctx, outcome) else ()
    if isinstance(outcome, Asked) and outcome.form.name == SUGGESTION.name:
        # A complaint is where it belongs.
        ways = ways[:1] if ctx.localizer.asks_after_report(text) else ()
    if not ways:
        return screen
    if isinstance(outcome, Added):
        went_on = "" if outcome.note in _APPEALED else "own-report-sent"
        return with_ways(ctx.localizer, screen, ways, went_on)
    return screen if _leads_to(screen, ways[0]) else with_ways(ctx.localizer, screen, ways)


def beside_answer(localizer: Localizer, screen: Screen, asked: Asked) -> Screen:
    """The same below a question that the courier asks: for the own words that its form keeps."""
    own = (each for each in reversed(asked.sheet.draft.carried.pieces) if each.origin is None)
    ways = next(filter(None, (ways_of(localizer, each.text) for each in own)), ())
    if not ways or asked.form.name == HELD.name or _leads_to(screen, ways[0]):
        return screen
    return with_ways(localizer, screen, ways)


def with_ways(
    localizer: Localizer, screen: Screen, ways: tuple[Key, ...], why: str = "own-report-way"
) -> Screen:
    """The screen with the buttons of `ways_of` that it lacks, and why they are there."""
    if len(ways) > 1:
        screen = screen.led_by(localizer.say("complaint-way"))
    missing = tuple(key for key in ways if not _leads_to(screen, key))
    screen = screen.with_row_before_last(*missing) if missing else screen
    return screen.led_by(localizer.say(why)) if why else screen


def _leads_to(screen: Screen, way: Key) -> bool:
    return any(key.button == way.button for row in screen.rows for key in row)


def _is_of_citizen(ctx: Context, outcome: DialogOutcome) -> bool:
    """Whether words with this outcome are a citizen's, and no screen of theirs says more of them.

    Staff who write in a form about a case, or hold no form, are not meant.
    """
    if isinstance(outcome, Asked):
        is_citizens = ctx.services.flows[outcome.form.name].is_material
        return is_citizens and outcome.form.name != HELD.name
    is_staff = ctx.person is not None and ctx.person.is_staff
    return isinstance(outcome, Added | Offered) or not is_staff


def nothing(_localizer: Localizer, _outcome: Collecting) -> Screen:
    """Never shown: there is no reply while messages of one group are still arriving."""
    return Screen(text=Markup(""))


def offered(localizer: Localizer, outcome: Offered) -> Screen:
    """The offer to go on with an unfinished report, or to begin a new one."""
    asks = any(localizer.asks_after_report(text) for text in outcome.draft.carried.texts)
    return Screen(
        text=lines(
            localizer.say("offered"),
            localizer.say("offered-since", when=localizer.when(outcome.draft.touched_at)),
            localizer.say("offered-kept") if outcome.kept else None,
        ),
        rows=(
            *go_on_rows(localizer, fresh=True),
            *(((home.cases_key(localizer),),) if asks else ()),
        ),
    )


def go_on_rows(localizer: Localizer, *, fresh: bool) -> tuple[tuple[Key, ...], ...]:
    """Buttons to go on with the open form or to end it; `fresh` adds one to begin anew."""
    begin = (Key(label=localizer.say("button-fresh"), button=Go(where="fresh")),) if fresh else ()
    return (
        (Key(label=localizer.say("button-continue"), button=Go(where="continue")),),
        (*begin, Key(label=localizer.say("button-cancel"), button=Go(where="cancel"))),
    )


def emergency_line(localizer: Localizer) -> str:
    """Which number to call where somebody is in danger."""
    return localizer.say("start-emergency", number=localizer.profile.emergency)


def idle(localizer: Localizer, outcome: Idle) -> Screen:
    """No form is open: a note, and buttons for what can be done."""
    screen = at_home(localizer, lines(localizer.say(outcome.note or "idle")))
    if _greets(outcome):  # no list knows all words of fear
        screen = at_home(localizer, paragraphs(screen.text, emergency_line(localizer)))
        screen = screen.with_row_before_last(home.danger_key(localizer))
    if not outcome.undo:
        return screen
    return replace(screen, rows=((home.undo_key(localizer, outcome.undo),), *screen.rows))


def at_home(localizer: Localizer, text: Markup) -> Screen:
    """A text with the main buttons for citizens."""
    rows = (
        (home.report_key(localizer), home.cases_key(localizer)),
        (home.track_key(localizer), home.directory_key(localizer)),
    )
    return Screen(text=text, rows=rows, drop_keyboard=True)


def again(ctx: Context, found: DialogOutcome, words: str) -> Screen:
    """The text of a refusal, with the question that is still open below it."""
    if isinstance(found, Idle):
        return at_home(ctx.localizer, lines(words))
    return outcome(ctx, found).led_by(words)


def left_out(ctx: Context, given: Given, outcome: DialogOutcome | None = None) -> str:
    """A hint what of a message was not kept: the sender's name, files, unsupported content."""
    own = ctx.say("own-left-out") if given.left_out else ""
    reasons = outcome.not_kept if isinstance(outcome, Asked | Added) else ()
    files = not_kept(ctx.localizer, reasons)
    return "\n".join(filter(None, (own, files, unkept(ctx.localizer, given.unkept))))


def emergency(ctx: Context, given: Given, outcome: DialogOutcome | None = None) -> str:
    """The number to call, where a message speaks of danger; empty for all others.

    Staff who write about a case in a form of theirs are not told, neither during it nor at its end.
    """
    if not ctx.localizer.names_danger(given.text):
        return ""
    if ctx.person is not None and ctx.person.is_staff and not _is_of_reporter(outcome):
        return ""
    return emergency_line(ctx.localizer)


def _is_of_reporter(outcome: DialogOutcome | None) -> bool:
    """Whether a message with this outcome was one of a reporter; None: it was refused."""
    if isinstance(outcome, Asked):
        return outcome.form.gathers
    return outcome is None or isinstance(outcome, Added | Collecting)


def unkept(localizer: Localizer, names: Iterable[str]) -> str:
    """Why content of these kinds is not kept, one line each."""
    return "\n".join(localizer.say(f"not-kept-{name}") for name in names)


def not_kept(localizer: Localizer, reasons: Iterable[str]) -> str:
    """Why files were not kept, a line for each reason."""
    limits = {"size": MAX_FILE_BYTES // 1024 // 1024, "most": MAX_FILES}
    return "\n".join(localizer.say(f"file-not-kept-{reason}", **limits) for reason in reasons)


def refusal(ctx: Context, refusal: Refusal) -> str:
    """The text of a refusal, with times in local time."""
    localizer = ctx.localizer
    params = dict(refusal.params)
    if isinstance(opens := params.get("opens_at"), int):
        params["opens_at"] = localizer.when(opens)
    return localizer.say(refusal.key, **named(localizer, params))


def named(localizer: Localizer, params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a refusal, with names and local times instead of codes and seconds."""
    found = dict(params)
    for name in ("unit", "units"):
        codes = found.get(name, ())
        if codes:
            found[name] = ", ".join(map(localizer.unit, [codes] if name == "unit" else codes))
    if "done" in found:
        found["done"] = localizer.say(f"journal-{found['done']}")
        found["by"] = labels.actor(localizer, found["by"], found.pop("name"))
        found["at"] = localizer.when(found["at"])
    if "kind" in found:
        found["kind"] = localizer.category(*found["kind"])
    for name in ("earlier", "later"):
        if name in found:
            found[name] = localizer.say(found[name])
    return found
