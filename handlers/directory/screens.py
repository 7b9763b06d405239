"""Screens of the public directory: its lists, and a unit's card."""

import io
from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

from domain.network.directory import at_work
from domain.network.units import Unit
from handlers.directory.callbacks import DrawCode, ListOffices, ReportTo, SeeOffice, SeePledge
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs

LONGEST_LABEL = 40
MOST_KEYS = 90  # Telegram allows 100; two are used for other buttons
CODE_SCALE = 8  # pixels per module; sharp when printed at about 8 cm


def listed(localizer: Localizer, *, sites: bool) -> Screen:
    """All offices, or all sites; each with a button."""
    other = "directory-offices" if sites else "directory-sites"
    return Screen(
        text=paragraphs(
            bold(localizer.say("directory-title")),
            localizer.say("start-emergency", number=localizer.profile.emergency),
            localizer.say("directory-how"),
        ),
        rows=(
            *_keys(localizer, at_work(localizer.profile.units, sites=sites)),
            (Key(label=localizer.say(other), button=ListOffices(sites=0 if sites else 1)),),
        ),
    )


def found(localizer: Localizer, units: tuple[Unit, ...]) -> Screen:
    """The choice of units that match a word."""
    back = Key(label=localizer.say("button-hotlines"), button=ListOffices(sites=0))
    return Screen(
        text=lines(localizer.say("directory-which")), rows=(*_keys(localizer, units), (back,))
    )


def _keys(localizer: Localizer, units: Iterable[Unit]) -> tuple[tuple[Key, ...], ...]:
    keys = [
        Key(label=cut(unit.name(localizer.locale), LONGEST_LABEL), button=SeeOffice(unit=unit.code))
        for unit in units
    ]
    return grid(keys[:MOST_KEYS])


def card(localizer: Localizer, unit: Unit, username: str) -> Screen:
    """A unit's published contact data, with a button to report to it."""
    return Screen(text=card_text(localizer, unit), rows=_rows(localizer, unit, username))


def card_text(localizer: Localizer, unit: Unit) -> Markup:
    """A unit's published contact data, as citizens read it."""
    masked = localizer.say("directory-masked") if unit.email_masked else None
    parent = localizer.unit(unit.parent) if unit.parent else ""
    area = labels.area(localizer, unit)
    return paragraphs(
        lines(bold(unit.name(localizer.locale)), localizer.say(f"level-{unit.level}")),
        lines(
            localizer.say("directory-phone") if unit.phone else None,
            code(unit.phone) if unit.phone else None,
            localizer.say("directory-mail") if unit.email else None,
            code(unit.email) if unit.email else None,
            masked,
        ),
        lines(
            localizer.say("directory-area", area=area) if area else None,
            localizer.say("directory-hosts", hosts=", ".join(unit.hosts)) if unit.hosts else None,
            localizer.say("directory-parent", unit=parent) if parent else None,
        ),
        code(unit.website) if unit.website else None,
    )


def _rows(localizer: Localizer, unit: Unit, username: str) -> tuple[tuple[Key, ...], ...]:
    link = deep_link(username, unit)
    pledge = Key(label=localizer.say("button-pledge"), button=SeePledge(unit=unit.code))
    share = f"https://t.me/share/url?url={quote(link, safe='')}"
    return (
        (Key(label=localizer.say("directory-report-here"), button=ReportTo(unit=unit.code)),),
        (
            Key(label=localizer.say("directory-share"), url=share),
            Key(label=localizer.say("directory-draw"), button=DrawCode(unit=unit.code)),
        ),
        *(((pledge,),) if localizer.profile.promises else ()),
        (Key(label=localizer.say("button-hotlines"), button=ListOffices(sites=0)),),
    )


def deep_link(username: str, unit: Unit) -> str:
    """The deep link that opens a unit's card in the bot."""
    return f"https://t.me/{username}?start=d_{unit.code}"


def drawn(username: str, unit: Unit) -> bytes:
    """The deep link as a QR code, a PNG of about 300 pixels; takes a few milliseconds."""
    import segno  # noqa: PLC0415 - with the XML library a megabyte, and seldom wanted

    picture = io.BytesIO()
    segno.make(deep_link(username, unit), error="m").save(picture, kind="png", scale=CODE_SCALE)
    return picture.getvalue()
