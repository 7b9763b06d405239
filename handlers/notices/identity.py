"""News around reporters' contacts: to custodians, to whoever asked, and the contact itself."""

from collections.abc import Callable, Mapping

from handlers.identity import screens as identity_screens
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, bold, lines, paragraphs
from usecases.delivery.outbox_delivery import Delivery


def _wanted(localizer: Localizer, delivery: Delivery) -> Screen | None:
    """A custodian is asked; nothing where another one has answered meanwhile."""
    found = delivery.request
    if found is None or not found.may_answer:
        return None
    return identity_screens.request(
        localizer, found, led_by=localizer.say("notice-identity_wanted")
    )


def _answered(localizer: Localizer, delivery: Delivery) -> Screen | None:
    """What came of a request, to whoever asked."""
    found = delivery.request
    if found is None:
        return None
    words = localizer.say(f"notice-{delivery.kind}", number=found.number, alias=found.alias)
    return identity_screens.request(localizer, found, led_by=words)


def _contact(localizer: Localizer, delivery: Delivery) -> Screen | None:
    found = delivery.request
    return identity_screens.contact(localizer, found, delivery.contact) if found else None


def _wipe(_: Localizer, __: Delivery) -> Screen | None:
    """Nothing is said: a message is deleted."""
    return None


def _digest(localizer: Localizer, delivery: Delivery) -> Screen:
    """Who asked for contacts of a unit's reporters, and what came of it; never a contact."""
    params = delivery.params
    rows = (
        localizer.say(
            "custody-digest-row",
            name=colleague(localizer, row["name"]),
            asked=row["asked"],
            granted=row["granted"],
            refused=row["refused"],
            shown=row["shown"],
        )
        for row in params["rows"]
    )
    title = localizer.say("notice-identity_digest", unit=localizer.unit(params["unit"]))
    days = localizer.say("custody-digest-days", since=localizer.day(params["since"]))
    return Screen(text=paragraphs(lines(bold(title), days), lines(*rows)), protect=True)


SCREENS: Mapping[str, Callable[[Localizer, Delivery], Screen | None]] = {
    "identity_wanted": _wanted,
    "identity_granted": _answered,
    "identity_refused": _answered,
    "identity_lapsed": _answered,
    "identity_uncertain": _answered,
    "identity_not_wiped": _answered,
    "identity": _contact,
    "wipe": _wipe,
    "identity_digest": _digest,
}
"""What each kind says."""
