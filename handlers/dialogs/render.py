"""What a step of a dialogue looks like, whatever it came to; and how a refusal is said."""

from markupsafe import Markup

from conversation.forms.broadcast import BROADCAST
from conversation.forms.pledge import PLEDGE
from conversation.forms.suggestion import SUGGESTION
from conversation.forms.unit import UNIT
from domain.core.errors import Refusal
from handlers.broadcasts import screens as broadcast_screens
from handlers.core.context import Context
from handlers.dialogs import home, question_screen, review_screen
from handlers.directory import pledge_screens
from handlers.identity import screens as identity_screens
from handlers.moderation import case_card, entry_screens, search_screens, template_screens
from handlers.network import unit_form, unit_screens
from handlers.reporting import receipt
from handlers.reporting import screens as report_screens
from handlers.suggestions import screens as suggestion_screens
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, lines
from usecases.core.outcomes import (
    Added,
    Asked,
    Collecting,
    DialogOutcome,
    Entered,
    Filed,
    Idle,
    Offered,
    Suggested,
)
from usecases.core.views import (
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
from usecases.reporting.edits import Edited


def outcome(ctx: Context, outcome: DialogOutcome) -> Screen:
    """The screen of a turn, for whoever this update comes from."""
    return shown(ctx.localizer, outcome)


def shown(localizer: Localizer, outcome: DialogOutcome) -> Screen:
    """The same in any voice."""
    match outcome:
        case Asked():
            return asked(localizer, outcome)
        case Offered():
            return offered(localizer, outcome)
        case Collecting():
            return Screen(text=Markup(""))  # nothing is said before the rest is in
        case Idle():
            return idle(localizer, outcome.note)
        case Filed():
            return receipt.filed(localizer, outcome)
        case UnitView():
            return unit_screens.card(localizer, outcome)
        case TemplateView():
            return template_screens.one(localizer, outcome)
        case Added():
            return report_screens.added(localizer, outcome)
        case Suggested():
            return suggestion_screens.suggested(localizer, outcome)
        case _:
            return _of_staff(localizer, outcome)


def _of_staff(
    localizer: Localizer,
    outcome: Entered
    | HandedOn
    | RequestView
    | Search
    | SuggestionView
    | BroadcastView
    | PledgeView
    | Card,
) -> Screen:
    match outcome:
        case BroadcastView():
            return broadcast_screens.card(localizer, outcome)
        case PledgeView():
            return pledge_screens.card(localizer, outcome)
        case SuggestionView():
            return suggestion_screens.one(localizer, outcome)
        case Entered():
            return entry_screens.entered(localizer, outcome)
        case HandedOn():
            return case_card.handed_on(localizer, outcome)
        case RequestView():
            return identity_screens.request(localizer, outcome)
        case Search():
            return search_screens.search(localizer, outcome)
        case Card():
            return case_card.card(localizer, outcome)


def asked(localizer: Localizer, outcome: Asked) -> Screen:
    """A question; the last one of a report is its review."""
    if outcome.form.name == UNIT.name:
        return unit_form.question(localizer, outcome)
    if outcome.form.name == BROADCAST.name:
        return broadcast_screens.question(localizer, outcome)
    if outcome.form.name == SUGGESTION.name:
        return suggestion_screens.question(localizer, outcome)
    if outcome.form.name == PLEDGE.name:
        return pledge_screens.question(localizer, outcome)
    if outcome.step.name == "review":
        return review_screen.review(localizer, outcome)
    return question_screen.question(localizer, outcome)


def offered(localizer: Localizer, outcome: Offered) -> Screen:
    """An unfinished report: go on, or begin anew."""
    return Screen(
        text=lines(
            localizer.say("offered", answered=outcome.answered),
            localizer.say("offered-since", when=localizer.when(outcome.draft.touched_at)),
            localizer.say("offered-kept") if outcome.kept else None,
        ),
        rows=go_on_rows(localizer, fresh=True),
    )


def go_on_rows(localizer: Localizer, *, fresh: bool) -> tuple[tuple[Key, ...], ...]:
    """Go on, or end it; a report may also be begun anew."""
    begin = (Key(label=localizer.say("button-fresh"), button=Go(where="fresh")),) if fresh else ()
    return (
        (Key(label=localizer.say("button-continue"), button=Go(where="continue")),),
        (*begin, Key(label=localizer.say("button-cancel"), button=Go(where="cancel"))),
    )


def idle(localizer: Localizer, note: str = "") -> Screen:
    """Nothing is open: what could be done."""
    return at_home(localizer, lines(localizer.say(note or "idle")))


def at_home(localizer: Localizer, text: Markup) -> Screen:
    """A text with the three things that a citizen comes for."""
    rows = (
        (home.report_key(localizer), home.cases_key(localizer)),
        (home.directory_key(localizer),),
    )
    return Screen(text=text, rows=rows, drop_keyboard=True)


def again(ctx: Context, outcome: DialogOutcome, words: str) -> Screen:
    """A refusal's words with the question that is still open below them, so nothing looks lost."""
    localizer = ctx.localizer
    if isinstance(outcome, Idle):
        return at_home(localizer, lines(words))
    return shown(localizer, outcome).led_by(words)


def edited(ctx: Context, found: Edited) -> Screen:
    """What became of an edit, and what is open now."""
    why = refusal(ctx, found.refusal) if found.refusal else ""
    return again(ctx, found.outcome, f"{ctx.say(found.note)} {why}".strip())


def refusal(ctx: Context, refusal: Refusal) -> str:
    """Why not, in words; moments are said in local time."""
    localizer = ctx.localizer
    params = dict(refusal.params)
    if isinstance(opens := params.get("opens_at"), int):
        params["opens_at"] = localizer.when(opens)
    return localizer.say(refusal.key, **unit_form.named(localizer, params))
