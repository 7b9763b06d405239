"""What a step of a dialogue looks like, whatever it came to; and how a refusal is said."""

from markupsafe import Markup

from conversation.broadcasting import BROADCAST
from conversation.pledging import PLEDGE
from conversation.suggesting import SUGGESTION
from conversation.units import UNIT
from domain.errors import Refusal
from handlers import (
    broadcast_screens,
    case_screens,
    directory_screens,
    entry_screens,
    form_screens,
    identity_screens,
    network_questions,
    network_screens,
    pledge_screens,
    receipt_screens,
    report_screens,
    review_screens,
    search_screens,
    suggestion_screens,
    template_screens,
)
from handlers.buttons import Go
from handlers.context import Context
from handlers.markup import Key, Screen, lines
from handlers.voice import Voice
from usecases.editing import Edited
from usecases.shown import (
    BroadcastView,
    Card,
    HandedOn,
    PledgeView,
    RequestView,
    Search,
    SuggestionView,
    TemplateView,
    UnitView,
)
from usecases.turns import Added, Asked, Collecting, Entered, Filed, Idle, Offered, Suggested, Turn


def turn(ctx: Context, turn: Turn) -> Screen:
    """The screen of a turn, for whoever this update comes from."""
    return shown(Voice.of(ctx), turn)


def shown(voice: Voice, turn: Turn) -> Screen:
    """The same in any voice."""
    match turn:
        case Asked():
            return asked(voice, turn)
        case Offered():
            return offered(voice, turn)
        case Collecting():
            return Screen(text=Markup(""))  # nothing is said before the rest is in
        case Idle():
            return idle(voice, turn.note)
        case Filed():
            return receipt_screens.filed(voice, turn)
        case UnitView():
            return network_screens.card(voice, turn)
        case TemplateView():
            return template_screens.one(voice, turn)
        case Added():
            return report_screens.added(voice, turn)
        case Suggested():
            return suggestion_screens.suggested(voice, turn)
        case _:
            return _of_staff(voice, turn)


def _of_staff(
    voice: Voice,
    turn: Entered
    | HandedOn
    | RequestView
    | Search
    | SuggestionView
    | BroadcastView
    | PledgeView
    | Card,
) -> Screen:
    match turn:
        case BroadcastView():
            return broadcast_screens.card(voice, turn)
        case PledgeView():
            return pledge_screens.card(voice, turn)
        case SuggestionView():
            return suggestion_screens.one(voice, turn)
        case Entered():
            return entry_screens.entered(voice, turn)
        case HandedOn():
            return case_screens.handed_on(voice, turn)
        case RequestView():
            return identity_screens.request(voice, turn)
        case Search():
            return search_screens.search(voice, turn)
        case Card():
            return case_screens.card(voice, turn)


def asked(voice: Voice, turn: Asked) -> Screen:
    """A question; the last one of a report is its review."""
    if turn.form.name == UNIT.name:
        return network_questions.question(voice, turn)
    if turn.form.name == BROADCAST.name:
        return broadcast_screens.question(voice, turn)
    if turn.form.name == SUGGESTION.name:
        return suggestion_screens.question(voice, turn)
    if turn.form.name == PLEDGE.name:
        return pledge_screens.question(voice, turn)
    if turn.step.name == "review":
        return review_screens.review(voice, turn)
    return form_screens.question(voice, turn)


def offered(voice: Voice, turn: Offered) -> Screen:
    """An unfinished report: go on, or begin anew."""
    return Screen(
        text=lines(
            voice.say("offered", answered=turn.answered),
            voice.say("offered-since", when=voice.when(turn.draft.touched_at)),
            voice.say("offered-kept") if turn.kept else None,
        ),
        rows=go_on_rows(voice, fresh=True),
    )


def go_on_rows(voice: Voice, *, fresh: bool) -> tuple[tuple[Key, ...], ...]:
    """Go on, or end it; a report may also be begun anew."""
    begin = (Key(label=voice.say("button-fresh"), button=Go(where="fresh")),) if fresh else ()
    return (
        (Key(label=voice.say("button-continue"), button=Go(where="continue")),),
        (*begin, Key(label=voice.say("button-cancel"), button=Go(where="cancel"))),
    )


def idle(voice: Voice, note: str = "") -> Screen:
    """Nothing is open: what could be done."""
    return at_home(voice, lines(voice.say(note or "idle")))


def at_home(voice: Voice, text: Markup) -> Screen:
    """A text with the three things that a citizen comes for."""
    rows = (
        (report_screens.report_key(voice), report_screens.cases_key(voice)),
        (directory_screens.directory_key(voice),),
    )
    return Screen(text=text, rows=rows, drop_keyboard=True)


def again(ctx: Context, turn: Turn, words: str) -> Screen:
    """A refusal's words with the question that is still open below them, so nothing looks lost."""
    voice = Voice.of(ctx)
    if isinstance(turn, Idle):
        return at_home(voice, lines(words))
    return shown(voice, turn).led_by(words)


def edited(ctx: Context, found: Edited) -> Screen:
    """What became of an edit, and what is open now."""
    why = refusal(ctx, found.refusal) if found.refusal else ""
    return again(ctx, found.turn, f"{ctx.say(found.note)} {why}".strip())


def refusal(ctx: Context, refusal: Refusal) -> str:
    """Why not, in words; moments are said in local time."""
    voice = Voice.of(ctx)
    params = dict(refusal.params)
    if isinstance(opens := params.get("opens_at"), int):
        params["opens_at"] = voice.when(opens)
    return voice.say(refusal.key, **network_questions.named(voice, params))
