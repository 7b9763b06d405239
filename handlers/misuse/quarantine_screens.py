"""What waits outside the queue, as staff see it: the way to it, the list, letting all of it out."""

from markupsafe import Markup

from domain.case import Case
from handlers.misuse.callbacks import Quarantined, ReleaseAll
from handlers.ui.callbacks import SeeCase, TurnPage
from handlers.ui.localizer import Voice
from handlers.ui.long_text import own
from handlers.ui.markup import Key, Screen, bold, grid, lines, paragraphs
from usecases.misuse.quarantine import MOST_COUNTED, QuarantinedCases

FIRST_PAGE = "-"
Rows = tuple[tuple[Key, ...], ...]


def row(voice: Voice, count: int) -> Rows:
    """Below the queue: how much waits outside of it; nothing where nothing does."""
    if not count:
        return ()
    label = voice.say("quarantine-key", count=counted(count))
    return ((Key(label=label, button=Quarantined(after=FIRST_PAGE)),),)


def counted(count: int) -> str:
    """A number that is counted up to a most."""
    return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"


def listed(voice: Voice, found: QuarantinedCases, *, note: str = "") -> Screen:
    """One page, oldest first; each is opened by its number and let out from its card."""
    title = bold(voice.say("quarantine-title", count=counted(found.count)))
    back = Key(label=voice.say("staff-to-queue"), button=TurnPage(which="queue", after=FIRST_PAGE))
    if not found.page.cases:
        text = paragraphs(note, title, voice.say("quarantine-empty"))
        return Screen(text=text, rows=((back,),), protect=True)
    keys = (Key(label=case.number, button=SeeCase(case_id=case.id)) for case in found.page.cases)
    more: Rows = ()
    if found.page.after is not None:
        button = Quarantined(after=found.page.after)
        more = ((Key(label=voice.say("staff-next"), button=button),),)
    release = Key(label=voice.say("quarantine-release-all"), button=ReleaseAll(sure=0))
    return Screen(
        text=paragraphs(
            note,
            title,
            voice.say("quarantine-what"),
            lines(*(_line(voice, case) for case in found.page.cases)),
        ),
        rows=(*grid(keys), *more, (release,), (back,)),
        protect=True,
    )


def _line(voice: Voice, case: Case) -> Markup:
    assert case.quarantined_at is not None  # the list is of nothing else
    return lines(
        *own(
            bold(case.number),
            voice.category(case.category, case.subcategory),
            voice.say(f"quarantine-why-{case.quarantine}"),
            voice.when(case.quarantined_at),
        )
    )


def release_surely(voice: Voice, found: QuarantinedCases) -> Screen:
    """A tap on the wrong button must not fill a queue."""
    sure = Key(label=voice.say("quarantine-release-surely"), button=ReleaseAll(sure=1))
    back = Key(label=voice.say("staff-back-to-people"), button=Quarantined(after=FIRST_PAGE))
    words = voice.say("quarantine-release-ask", count=counted(found.count))
    return Screen(text=lines(words), rows=((sure,), (back,)), protect=True)
