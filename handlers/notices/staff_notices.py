"""News to staff: a short first line, then the card; and a unit's line in its group."""

from markupsafe import Markup
from msgspec.structs import replace

from domain.notices.case_notices import (
    AlarmNotice,
    AlarmOverNotice,
    CaseNotice,
    ReviewNotice,
    TakenFromYouNotice,
)
from domain.notices.other_notices import GroupCardNotice, GroupDigestNotice
from domain.notices.staff_notices import (
    CasesCameNotice,
    DeputyNamedNotice,
    DeputyOverNotice,
    FloodNotice,
    JournalHeadNotice,
    PutAsideNotice,
    QuarantineLeftNotice,
    TroubleNotice,
    TroubleOverNotice,
    UnitNotice,
)
from domain.status import OPEN
from handlers.groups import screens as group_screens
from handlers.misuse import quarantine_screens
from handlers.moderation import case_card
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, lines
from usecases.delivery.notice_facts import CaseFacts, GroupCardFacts, NoticeFacts, UnitFacts


def with_card(localizer: Localizer, notice: CaseNotice, facts: CaseFacts) -> Screen | None:
    """Whoever has lost the role since it was owed has no card, and learns nothing."""
    if facts.card is None:
        return None
    words = localizer.say(f"notice-{notice.kind}", number=facts.case.number)
    return case_card.card(localizer, facts.card, led_by=words)


def to_review(localizer: Localizer, notice: ReviewNotice, facts: CaseFacts) -> Screen | None:
    """The same; where others than the unit's own leads are asked, why that is."""
    if facts.card is None:
        return None
    words = localizer.say(f"notice-{notice.kind}", number=facts.case.number)
    if notice.why is not None:
        unit = localizer.unit(facts.case.unit)
        words += " " + localizer.say(f"judge-why-{notice.why}", unit=unit)
    return case_card.card(localizer, facts.card, led_by=words)


def taken(localizer: Localizer, notice: TakenFromYouNotice, facts: CaseFacts) -> Screen:
    """A line about a case that its reader may not open any more."""
    words = localizer.say(f"notice-{notice.kind}", number=facts.case.number)
    return Screen(text=lines(words), protect=True)


def alarm(localizer: Localizer, notice: AlarmNotice, facts: CaseFacts) -> Screen | None:
    """Nobody is woken for what somebody has already."""
    return None if facts.case.alarm_at is None else with_card(localizer, notice, facts)


def alarm_over(localizer: Localizer, notice: AlarmOverNotice, facts: CaseFacts) -> Screen:
    """Who has it; the card is in the alarm above."""
    name = colleague(localizer, notice.name)
    words = localizer.say("notice-alarm_over", number=facts.case.number, name=name)
    return Screen(text=lines(words), protect=True)


def group_card(localizer: Localizer, _: GroupCardNotice, facts: GroupCardFacts) -> Screen | None:
    """The card, or that the case is with others now; nothing where it never stood and has ended."""
    case = facts.case
    nowhere = facts.place is None or facts.place.is_empty
    closed = localizer.profile.taxonomy.is_closed(case.category, case.subcategory)
    if not facts.leaves and not closed:
        if facts.topics and nowhere and case.status not in OPEN:
            return None  # its topic was deleted: nothing is made anew for what has ended
        title = group_screens.topic_title(localizer, case, facts.at)
        return replace(case_card.in_group(localizer, case, facts.at), topic=title)
    if nowhere:
        return None  # it was never shown there
    return group_screens.left(localizer, case, elsewhere=case.unit != facts.unit)


def group_digest(localizer: Localizer, notice: GroupDigestNotice, _: NoticeFacts) -> Screen | None:
    """Many cases at once."""
    return group_screens.digest(localizer, notice.count, tuple(notice.cases))


def of_unit(localizer: Localizer, notice: UnitNotice, facts: UnitFacts) -> Screen:
    """A sentence about a unit."""
    words = localizer.say(f"notice-{notice.kind}", unit=localizer.unit(facts.unit))
    return Screen(text=lines(words))


def deputy_named(localizer: Localizer, notice: DeputyNamedNotice, facts: UnitFacts) -> Screen:
    """Until when somebody stands in, in local time."""
    words = localizer.say(
        "notice-deputy_named",
        unit=localizer.unit(facts.unit),
        until=localizer.when(notice.until),
    )
    return Screen(text=lines(words))


def deputy_over(localizer: Localizer, notice: DeputyOverNotice, facts: UnitFacts) -> Screen:
    """Who stands in no longer."""
    words = localizer.say(
        "notice-deputy_over",
        unit=localizer.unit(facts.unit),
        name=colleague(localizer, notice.name),
    )
    return Screen(text=lines(words))


def cases_came(localizer: Localizer, notice: CasesCameNotice, facts: UnitFacts) -> Screen:
    """How many cases came, and from where."""
    words = localizer.say(
        "notice-cases_came",
        unit=localizer.unit(facts.unit),
        start=localizer.unit(notice.start),
        count=notice.count,
    )
    return Screen(text=lines(words))


def quarantine(
    localizer: Localizer, notice: FloodNotice | QuarantineLeftNotice, facts: UnitFacts
) -> Screen:
    """A unit's reports go into quarantine, or have left it; one word for all of them."""
    words = localizer.say(
        f"notice-{notice.kind}",
        unit=localizer.unit(facts.unit),
        count=quarantine_screens.counted(notice.count),
    )
    return Screen(text=lines(words), rows=quarantine_screens.row(localizer, notice.count))


def journal_head(localizer: Localizer, notice: JournalHeadNotice, _: NoticeFacts) -> Screen:
    """What the journal's end is today, to be kept outside."""
    words = localizer.say("notice-journal_head", count=notice.count)
    head = Markup("<code>{}</code>").format(notice.head)
    return Screen(text=lines(words, head))


def trouble(localizer: Localizer, notice: TroubleNotice, _: NoticeFacts) -> Screen:
    """The channel itself is not well."""
    return Screen(text=lines(localizer.say(f"trouble-{notice.what}")))


def trouble_over(localizer: Localizer, notice: TroubleOverNotice, _: NoticeFacts) -> Screen:
    """The channel is well again."""
    return Screen(text=lines(localizer.say(f"trouble-over-{notice.what}")))


def put_aside(localizer: Localizer, notice: PutAsideNotice, _: NoticeFacts) -> Screen:
    """Updates on which nobody works any more."""
    return Screen(text=lines(localizer.say("notice-put_aside", count=str(notice.count))))
