"""The quarantine as staff see it: the button to it, the list, and releasing all cases."""

from markupsafe import Markup

from domain.case import Case
from handlers.misuse.callbacks import Quarantined, ReleaseAll
from handlers.ui.callbacks import SeeCase, TurnPage
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import own
from handlers.ui.markup import Key, Screen, bold, grid, lines, paragraphs
from usecases.misuse.quarantine import MOST_COUNTED, QuarantinedCases

FIRST_PAGE = "-"
Rows = tuple[tuple[Key, ...], ...]


def row(localizer: Localizer, count: int) -> Rows:
    """The button below the queue with the number of cases in quarantine; empty for none."""
    if not count:
        return ()
    label = localizer.say("quarantine-key", count=counted(count))
    return ((Key(label=label, button=Quarantined(after=FIRST_PAGE)),),)


def counted(count: int) -> str:
    """The number as text, with a plus sign at the limit up to which cases are counted."""
    return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"


def listed(localizer: Localizer, found: QuarantinedCases, *, note: str = "") -> Screen:
    """One page, oldest first; a button opens each case, whose card has the release."""
    title = bold(localizer.say("quarantine-title", count=counted(found.count)))
    back = Key(
        label=localizer.say("staff-to-queue"), button=TurnPage(which="queue", after=FIRST_PAGE)
    )
    if not found.page.cases:
        text = paragraphs(note, title, localizer.say("quarantine-empty"))
        return Screen(text=text, rows=((back,),), protect=True)
    keys = (Key(label=case.number, button=SeeCase(case_id=case.id)) for case in found.page.cases)
    more: Rows = ()
    if found.page.after is not None:
        button = Quarantined(after=found.page.after)
        more = ((Key(label=localizer.say("staff-next"), button=button),),)
    release = Key(label=localizer.say("quarantine-release-all"), button=ReleaseAll(sure=0))
    return Screen(
        text=paragraphs(
            note,
            title,
            localizer.say("quarantine-what"),
            lines(*(_line(localizer, case) for case in found.page.cases)),
        ),
        rows=(*grid(keys), *more, (release,), (back,)),
        protect=True,
    )


def _line(localizer: Localizer, case: Case) -> Markup:
    assert case.quarantined_at is not None  # the list has only cases in quarantine
    return lines(
        *own(
            bold(case.number),
            localizer.category(case.category, case.subcategory),
            localizer.say(f"quarantine-why-{case.quarantine}"),
            localizer.when(case.quarantined_at),
        )
    )


def release_surely(localizer: Localizer, found: QuarantinedCases) -> Screen:
    """Ask for confirmation before all cases are released."""
    sure = Key(label=localizer.say("quarantine-release-surely"), button=ReleaseAll(sure=1))
    back = Key(label=localizer.say("staff-back-to-people"), button=Quarantined(after=FIRST_PAGE))
    words = localizer.say("quarantine-release-ask", count=counted(found.count))
    return Screen(text=lines(words), rows=((sure,), (back,)), protect=True)
