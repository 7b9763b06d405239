"""Notices to staff: a short first line with the card; the card in a unit's group; alerts."""

from markupsafe import Markup
from msgspec.structs import replace

from domain.notices.case_notices import (
    AlarmNotice,
    AlarmOverNotice,
    AssignedNotice,
    CaseNotice,
    MeasureEndedNotice,
    RepeatedNotice,
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
    PrivateCardNotice,
    PutAsideNotice,
    QuarantineLeftNotice,
    TroubleNotice,
    TroubleOverNotice,
    UnitNotice,
)
from domain.status import OPEN
from handlers.groups import screens as group_screens
from handlers.misuse import quarantine_screens
from handlers.moderation import case_card, search_screens
from handlers.moderation.callbacks import TurnSearchPage
from handlers.notices.mail_notices import new_places
from handlers.removals import screens as removal_screens
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, lines
from usecases.core.views import RemovalView
from usecases.delivery.card_facts import PrivateCardFacts
from usecases.delivery.notice_facts import CaseFacts, GroupCardFacts, NoticeFacts, UnitFacts


def with_card(localizer: Localizer, notice: CaseNotice, facts: CaseFacts) -> Screen | None:
    """The card with a first line; None if the recipient may no longer read the case."""
    if facts.card is None:
        return None
    words = localizer.say(f"notice-{notice.kind}", number=facts.case.number)
    return case_card.card(localizer, facts.card, led_by=words)


def repeated(localizer: Localizer, notice: RepeatedNotice, facts: CaseFacts) -> Screen | None:
    """As `with_card`; of several additions it says how many, and which addresses are new."""
    if facts.card is None or facts.gathered is None:
        return with_card(localizer, notice, facts)
    found = facts.gathered
    key, number = f"notice-{notice.kind}-gathered", facts.case.number
    words = (localizer.say(key, number=number, count=found.count), *new_places(localizer, found))
    return case_card.card(localizer, facts.card, led_by="\n".join(words))


def assigned(localizer: Localizer, notice: AssignedNotice, facts: CaseFacts) -> Screen | None:
    """The card with who gave it; None if the recipient may no longer read the case."""
    if facts.card is None:
        return None
    by = colleague(localizer, notice.by)
    words = localizer.say("notice-assigned", number=facts.case.number, name=by)
    return case_card.card(localizer, facts.card, led_by=words)


def to_review(localizer: Localizer, notice: ReviewNotice, facts: CaseFacts) -> Screen | None:
    """As `with_card`; if the reviewers are not the unit's own leads, it adds why they are asked."""
    if facts.card is None:
        return None
    words = localizer.say(f"notice-{notice.kind}", number=facts.case.number)
    if notice.why is not None:
        unit = localizer.unit(facts.case.unit)
        words += " " + localizer.say(f"judge-why-{notice.why}", unit=unit)
    return case_card.card(localizer, facts.card, led_by=words)


def measure_ended(
    localizer: Localizer, notice: MeasureEndedNotice, facts: CaseFacts
) -> Screen | None:
    """The card with a line which measure has ended; None if the recipient may not read the case."""
    if facts.card is None:
        return None
    words = localizer.say(
        "notice-measure_ended",
        number=facts.case.number,
        measure=localizer.say(f"measure-said-{notice.measure}", days=notice.days),
    )
    return case_card.card(localizer, facts.card, led_by=words)


def taken(localizer: Localizer, notice: TakenFromYouNotice, facts: CaseFacts) -> Screen:
    """A line, without the card, about a case that the recipient may no longer open."""
    words = localizer.say(f"notice-{notice.kind}", number=facts.case.number)
    return Screen(text=lines(words), protect=True)


def alarm(localizer: Localizer, notice: AlarmNotice, facts: CaseFacts) -> Screen | None:
    """The alarm with the card; None if somebody has taken the case or the role is lost."""
    return None if facts.case.alarm_at is None else with_card(localizer, notice, facts)


def alarm_over(localizer: Localizer, notice: AlarmOverNotice, facts: CaseFacts) -> Screen:
    """Who has taken the case; without the card, which the alarm before it has."""
    name = colleague(localizer, notice.name)
    words = localizer.say("notice-alarm_over", number=facts.case.number, name=name)
    return Screen(text=lines(words), protect=True)


def group_card(localizer: Localizer, _: GroupCardNotice, facts: GroupCardFacts) -> Screen | None:
    """The card in a group, or that the case has left it; None if the case ended without a card."""
    case = facts.case
    nowhere = facts.place is None or facts.place.is_empty
    closed = localizer.profile.taxonomy.is_closed(case.category, case.subcategory)
    if not facts.leaves and not closed:
        if facts.topics and nowhere and case.status not in OPEN:
            return None  # its topic was deleted; no new one for a case that has ended
        title = group_screens.topic_title(localizer, case, facts.at)
        return replace(case_card.in_group(localizer, case, facts.at), topic=title)
    if nowhere:
        return None  # its card was never sent
    return group_screens.left(localizer, case, elsewhere=case.unit != facts.unit)


def group_digest(localizer: Localizer, notice: GroupDigestNotice, _: NoticeFacts) -> Screen | None:
    """One message for many new cases."""
    return group_screens.digest(localizer, notice.count, tuple(notice.cases))


def private_card(localizer: Localizer, _: PrivateCardNotice, facts: PrivateCardFacts) -> Screen:
    """The card of a case or removal request as it is now, or that it may not be read any more.

    It stays unfolded if it was, so that buttons do not move under a finger more than they must.
    """
    if facts.card is None:
        return case_card.closed_to(localizer, facts.case)
    if isinstance(facts.card, RemovalView):
        return removal_screens.one(localizer, facts.card)
    place = facts.place
    if TurnSearchPage.owns(place.back):
        found = search_screens.unfolded if place.unfolded else search_screens.card
        back = TurnSearchPage.parse(place.back)
        return found(localizer, facts.card, back.row, back.after)
    shown = case_card.unfolded if place.unfolded else case_card.card
    return shown(localizer, facts.card)


def of_unit(localizer: Localizer, notice: UnitNotice, facts: UnitFacts) -> Screen:
    """A fixed sentence for this type, about a unit."""
    words = localizer.say(f"notice-{notice.kind}", unit=localizer.unit(facts.unit))
    return Screen(text=lines(words))


def deputy_named(localizer: Localizer, notice: DeputyNamedNotice, facts: UnitFacts) -> Screen:
    """Who is now a deputy, and until when, in local time."""
    words = localizer.say(
        "notice-deputy_named",
        unit=localizer.unit(facts.unit),
        until=localizer.when(notice.until),
    )
    return Screen(text=lines(words))


def deputy_over(localizer: Localizer, notice: DeputyOverNotice, facts: UnitFacts) -> Screen:
    """Who is no longer a deputy."""
    words = localizer.say(
        "notice-deputy_over",
        unit=localizer.unit(facts.unit),
        name=colleague(localizer, notice.name),
    )
    return Screen(text=lines(words))


def cases_came(localizer: Localizer, notice: CasesCameNotice, facts: UnitFacts) -> Screen:
    """How many cases the unit got from another unit."""
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
    """A unit's reports go into quarantine, or have left it; one notice for all of them."""
    words = localizer.say(
        f"notice-{notice.kind}",
        unit=localizer.unit(facts.unit),
        count=quarantine_screens.counted(notice.count),
    )
    return Screen(text=lines(words), rows=quarantine_screens.row(localizer, notice.count))


def journal_head(localizer: Localizer, notice: JournalHeadNotice, _: NoticeFacts) -> Screen:
    """The head of the journal, to be stored outside the system."""
    words = localizer.say("notice-journal_head", count=notice.count)
    head = Markup("<code>{}</code>").format(notice.head)
    return Screen(text=lines(words, head))


def trouble(localizer: Localizer, notice: TroubleNotice, _: NoticeFacts) -> Screen:
    """A trouble of the system has begun."""
    return Screen(text=lines(localizer.say(f"trouble-{notice.what}")))


def trouble_over(localizer: Localizer, notice: TroubleOverNotice, _: NoticeFacts) -> Screen:
    """A trouble of the system is over."""
    return Screen(text=lines(localizer.say(f"trouble-over-{notice.what}")))


def put_aside(localizer: Localizer, notice: PutAsideNotice, _: NoticeFacts) -> Screen:
    """How many updates were put aside after they had failed three times."""
    return Screen(text=lines(localizer.say("notice-put_aside", count=str(notice.count))))
