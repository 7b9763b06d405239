"""Where the content of a case is, as it may leave the office: addresses that nobody can tap."""

from msgspec import Struct

from conversation.parsing import telegram_places
from conversation.parsing.urls import registered
from domain.case import Case
from domain.links import defanged
from storage.engine.database import Tx
from storage.reporting import reports, targets
from storage.reporting.targets import Target

TELEGRAM = "Telegram"


class Place(Struct, frozen=True, kw_only=True):
    """Where the content is: an address that cannot be tapped, its host and what it is part of."""

    address: str
    host: str
    platform: str


def of_case(tx: Tx, case: Case) -> tuple[Place, ...]:
    """Every address that was reported, once; words are in `usecases.delivery.mailed_words`."""
    found: dict[str, Place] = {}
    for report in reports.of_case(tx, case.id):
        for target in targets.of_report(tx, report.id):
            place = _place(target)
            if place is not None:
                found.setdefault(place.address, place)
    return tuple(found.values())


def _place(target: Target) -> Place | None:
    if target.normalised:
        on_telegram = target.host in telegram_places.HOSTS | telegram_places.BROWSER_HOSTS
        return Place(
            address=defanged(target.normalised),
            host=_dead(target.host),
            platform=TELEGRAM if on_telegram else _dead(registered(target.host) or target.host),
        )
    origin = target.origin or {}
    if origin.get("kind") != "channel" or not origin.get("username"):
        return None  # a person's name, or a description in the reporter's own words
    post = str(origin.get("message_id") or "")
    address = "/".join(filter(None, ["https://t.me", origin["username"], post]))
    return Place(address=defanged(address), host=_dead("t.me"), platform=TELEGRAM)


def _dead(host: str) -> str:
    return host.replace(".", "[.]")
