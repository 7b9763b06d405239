"""One case through four units on three levels and ten people's hands, told to any stage."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from domain.network.people import Role
from tests.support.decisions import writes

DAY = 24 * 3600
SITE, CITY, BESIDE, PROVINCE = "changshacn", "changsha", "hengyang", "hunan"
CAST: tuple[tuple[str, Role, str], ...] = (
    ("Lin", Role.NOBODY, ""),
    ("Mary", Role.NOBODY, ""),
    ("Chen", Role.MODERATOR, CITY),
    ("Zhou", Role.LEAD, CITY),
    ("Peng", Role.MODERATOR, SITE),
    ("Xie", Role.MODERATOR, BESIDE),
    ("Tan", Role.LEAD, PROVINCE),
    ("Su", Role.LEAD, PROVINCE),
    ("He", Role.ADMIN, ""),
    ("Deng", Role.ADMIN, ""),  # a change on an appeal needs two
)
NUMBER = "2611-0001"
CASE = f"/case {NUMBER}"
RULE = "5. Article 303"


class Actor(Protocol):
    """Somebody with a phone, real or played."""

    async def says(self, text: str) -> None: ...

    async def taps(self, label: str) -> object: ...

    async def taps_on_card(self, label: str) -> object:
        """Press a button of a case card, after "More" where it is not at the front."""
        ...

    async def hears(self, text: str) -> None:
        """The bot has said this, or says it soon."""
        ...

    async def is_told(self, headline: str) -> None:
        """News of the case came with this headline. When the case changes, its card loses it."""
        ...


async def tell(cast: Mapping[str, Actor], later: Callable[[int], Awaitable[None]]) -> None:
    """Filed, transferred, bounced, late, taken over, referred, decided, appealed, changed."""
    lin, chen, peng, xie = cast["Lin"], cast["Chen"], cast["Peng"], cast["Xie"]
    tan, su, he, deng = cast["Tan"], cast["Su"], cast["He"], cast["Deng"]

    await lin.says("/report")
    await lin.says("https://get-rich.example/join")
    await lin.taps("Gambling")  # which a site may have
    await lin.taps("Online casinos")
    await lin.says("they took my money")
    await lin.taps("Region")
    await lin.taps("Changsha")
    await lin.taps("Submit report")
    await lin.hears("This is your receipt")

    await chen.is_told("New case 2611-0001")
    await _transfers(chen, SITE, "The page is on the site's server.")
    await chen.hears("Changsha.cn (Xingchen Online) · transferred")  # staff read what is below
    await lin.hears("passed to Changsha.cn")
    await peng.is_told("2611-0001 has come to your unit")
    await peng.taps_on_card("Return to sender")
    await peng.says("It only links to us.")
    await lin.hears("gone back to Changsha")
    await chen.is_told("2611-0001 has come to your unit")
    await _transfers(chen, BESIDE, "Whoever runs it lives in Hengyang.")
    await chen.hears("2611-0001 is now with Hengyang")  # and nothing of what is beside
    await xie.is_told("2611-0001 has come to your unit")

    await later(2 * DAY)  # nobody in Hengyang sees to it
    await lin.hears("Your report is late")
    await tan.is_told("2611-0001 is overdue in a unit below you")
    await tan.taps_on_card("Take over")
    await lin.hears("has taken it over")

    await tan.taps_on_card("Accept as another")
    await tan.taps("Gambling")
    await tan.taps_on_card("Start checking")
    await tan.taps_on_card("Refer")
    await tan.taps("the police")
    await tan.says("the station at the river")
    await tan.taps(RULE)
    await tan.says("the address of the page")
    await lin.hears("passed to the police")
    await tan.taps_on_card("Decide")
    await tan.taps("Not upheld")
    await writes(tan, facts="the police found nothing", words="No gambling could be shown.")
    await su.hears("2611-0001 is waiting for your confirmation")
    await su.taps("Confirm and send")
    await lin.hears("No gambling could be shown.")

    await lin.taps("Appeal")
    await lin.says("There is a second page, and it took my money, too.")
    await lin.hears("Someone who was not part of the decision")
    await he.says(CASE)
    await he.taps_on_card("Change decision")
    await he.taps("Removed by the unit itself")
    await he.taps("I saw it myself")
    await writes(
        he,
        rule=RULE,
        facts="the second page shows it",
        words="You were right. Both pages are removed.",
    )
    await deng.hears("2611-0001 is waiting for your confirmation")
    await deng.taps("Confirm and send")
    await lin.hears("You were right. Both pages are removed.")


async def _transfers(actor: Actor, unit: str, why: str) -> None:
    await actor.says(CASE)
    await actor.hears("New")
    await actor.taps_on_card("Transfer")
    await actor.says(unit)
    await actor.hears("Why do you transfer it?")
    await actor.says(why)
