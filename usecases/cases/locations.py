"""The addresses of a case's content as they leave the office: written so that none is a link."""

from collections.abc import Iterable

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
    """An address that cannot be tapped, its host, and the site or platform it belongs to."""

    address: str
    host: str
    platform: str


def of_case(tx: Tx, case: Case) -> tuple[Place, ...]:
    """Each reported address once; the reporters' words are in `usecases.delivery.mailed_words`."""
    return _each_once(
        target
        for report in reports.of_case(tx, case.id)
        for target in targets.of_report(tx, report.id)
    )


def newer(tx: Tx, case: Case, after: int) -> tuple[Place, ...]:
    """The addresses that were reported since the target of this row id, each once."""
    return _each_once(targets.newer(tx, case.id, after))


def _each_once(found: Iterable[Target]) -> tuple[Place, ...]:
    places: dict[str, Place] = {}
    for target in found:
        place = _place(target)
        if place is not None:
            places.setdefault(place.address, place)
    return tuple(places.values())


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
