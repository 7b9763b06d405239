"""Whom a removal request may go to: a unit, a provider outside the network, or by phone."""

from msgspec import Struct

from domain.network.units import Level, Unit
from domain.profile import Profile
from domain.removals.removal import Addressed

BY_PHONE = "phone"
_UNIT, _PROVIDER = "u-", "p-"


class RequestAddressee(Struct, frozen=True, kw_only=True):
    """An addressee: its kind and its code, which is empty by phone."""

    kind: Addressed
    code: str = ""

    @property
    def value(self) -> str:
        """How buttons and answers carry it."""
        match self.kind:
            case Addressed.UNIT:
                return f"{_UNIT}{self.code}"
            case Addressed.PROVIDER:
                return f"{_PROVIDER}{self.code}"
            case _:
                return BY_PHONE


def parse(profile: Profile, value: str) -> RequestAddressee | None:
    """The addressee of a button or an answer; None if it is unknown, or a retired unit."""
    if value == BY_PHONE:
        return RequestAddressee(kind=Addressed.PHONE)
    if value.startswith(_PROVIDER):
        code = value.removeprefix(_PROVIDER)
        known = profile.provider(code) is not None
        return RequestAddressee(kind=Addressed.PROVIDER, code=code) if known else None
    unit = profile.unit(value.removeprefix(_UNIT)) if value.startswith(_UNIT) else None
    if unit is None or unit.retired:
        return None
    return RequestAddressee(kind=Addressed.UNIT, code=unit.code)


def of_unit(unit: Unit) -> RequestAddressee:
    """A unit of the network as addressee."""
    return RequestAddressee(kind=Addressed.UNIT, code=unit.code)


def likely(profile: Profile, own: str, hosts: tuple[str, ...]) -> tuple[RequestAddressee, ...]:
    """The likely addressees for content at these hosts, the likeliest first; by phone comes last.

    `own` is the unit that has the case: it asks, so it is not asked.
    """
    found: list[RequestAddressee] = []
    for host in hosts:
        site = profile.site_of(host)
        if site is not None and site.code != own:
            found.append(of_unit(site))
        provider = profile.provider_of(host)
        if provider is not None:
            found.append(RequestAddressee(kind=Addressed.PROVIDER, code=provider.code))
    return (*dict.fromkeys(found), RequestAddressee(kind=Addressed.PHONE))


def not_run_by(
    profile: Profile, asked: RequestAddressee, hosts: tuple[str, ...]
) -> tuple[str, ...]:
    """Those of these hosts that the asked site or provider is not known to run.

    None for an office, which may answer for sites of others, nor by phone.
    """
    unit = profile.unit(asked.code) if asked.kind is Addressed.UNIT else None
    if asked.kind is Addressed.PHONE or (unit is not None and unit.level is not Level.SITE):
        return ()
    return tuple(host for host in hosts if asked not in likely(profile, "", (host,)))
