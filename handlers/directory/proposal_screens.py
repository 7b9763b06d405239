"""A change of the public directory that waits for a second admin, and the notices about it."""

from markupsafe import Markup

from domain.core.changes import Changes
from domain.core.names import localized
from domain.notices.staff_notices import HotlineChangedNotice, HotlineProposedNotice
from handlers.directory.callbacks import AnswerProposal, ListEntries, SeeEntry, SeeProposal
from handlers.ui import changes
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, lines, paragraphs
from usecases.core.views import ProposalView
from usecases.delivery.notice_facts import NoticeFacts

LONGEST_VALUE = 120
YES, NO = "yes", "no"


def one(localizer: Localizer, found: ProposalView) -> Screen:
    """What would change, who proposed it, and the buttons to confirm or drop it."""
    code = found.unit.code
    is_there = localizer.profile.unit(code) is not None
    back = (
        *(
            (Key(label=localizer.say("units-back-to-card"), button=SeeEntry(unit=code)),)
            if is_there
            else ()
        ),
        Key(label=localizer.say("hotline-back"), button=ListEntries(page=0)),
    )
    yes, no = (AnswerProposal(unit=code, word=word, mark=found.mark) for word in (YES, NO))
    keys = (
        *((Key(label=localizer.say("proposal-yes"), button=yes),) if found.able else ()),
        *((Key(label=localizer.say("proposal-no"), button=no),) if found.waits else ()),
    )
    by = colleague(localizer, found.by)
    return Screen(
        text=paragraphs(
            localizer.say(found.note) if found.note else None,
            lines(
                bold(localized(found.unit.names, localizer.locale)),
                localizer.say("proposal-by", name=by, day=localizer.day(found.at)),
            ),
            _changes(localizer, found.changes),
        ),
        rows=tuple(row for row in (keys, back) if row),
        protect=True,
        toast=localizer.say(found.note) if found.note else "",
    )


def _changes(localizer: Localizer, differing: Changes) -> Markup:
    return changes.values(localizer, differing, "unit-field-", longest=LONGEST_VALUE)


def proposed(localizer: Localizer, notice: HotlineProposedNotice, _: NoticeFacts) -> Screen:
    """To the other admins: a change waits, with the button to look at it."""
    unit, name = localized(notice.names, localizer.locale), colleague(localizer, notice.by)
    words = localizer.say("notice-hotline_proposed", unit=unit, name=name)
    key = Key(label=localizer.say("proposal-look"), button=SeeProposal(unit=notice.unit))
    return Screen(text=lines(words), rows=((key,),), protect=True)


def changed(localizer: Localizer, notice: HotlineChangedNotice, _: NoticeFacts) -> Screen:
    """To admins and leads: what the public directory says now, and who changed it."""
    unit, name = localized(notice.names, localizer.locale), colleague(localizer, notice.by)
    words = localizer.say("notice-hotline_changed", unit=unit, name=name)
    return Screen(text=paragraphs(words, _changes(localizer, notice.changes)), protect=True)
