"""A digest of staff: what waits by number, the most urgent cases, and a button to the queue."""

from domain.notices.staff_notices import CaseDigestNotice
from handlers.account import notice_settings
from handlers.moderation import case_lists, desk
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, lines, paragraphs
from usecases.delivery.digest_facts import DigestFacts


def digest(localizer: Localizer, notice: CaseDigestNotice, facts: DigestFacts) -> Screen | None:
    """One message for all that came since the last one; None if there is nothing to say."""
    if facts.empty:
        return None
    summary = desk.summary(localizer, facts.counts, facts.most)
    waits = localizer.say("digest-waits", waits=summary) if summary else None
    cases = case_lists.listed(
        localizer, facts.cases, facts.at, facts.glimpses, unit=facts.several_units
    )
    more = localizer.say("digest-more", count=facts.more) if facts.more > 0 else None
    return Screen(
        text=paragraphs(
            bold(_title(localizer, notice, facts)),
            lines(_news(localizer, notice, facts), waits),
            lines(cases, more),
        ),
        rows=(
            *case_lists.keys(facts.cases, facts.at),
            (
                Key(label=localizer.say("desk-go-queue"), button=Go(where="queue")),
                Key(
                    label=localizer.say("settings-notices"),
                    button=Go(where=notice_settings.PLACE),
                ),
            ),
        ),
        protect=True,
    )


def _title(localizer: Localizer, notice: CaseDigestNotice, facts: DigestFacts) -> str:
    if notice.why != "burst":
        return localizer.say(f"digest-title-{notice.why}")
    key = "digest-burst-new" if _all_new(notice, facts) else "digest-burst"
    return localizer.say(key, count=facts.count)


def _news(localizer: Localizer, notice: CaseDigestNotice, facts: DigestFacts) -> str | None:
    """The news by topic in a line; None where the title says it, or where there are none."""
    if not facts.news or _all_new(notice, facts):
        return None
    said = (localizer.say(f"digest-{topic}", count=n) for topic, n in facts.news.items())
    return localizer.say("digest-news", news=" · ".join(said))


def _all_new(notice: CaseDigestNotice, facts: DigestFacts) -> bool:
    """Whether the title says all: so many new cases at once."""
    return notice.why == "burst" and set(facts.news) == {"new"}
