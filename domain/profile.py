"""The profile: the data of one deployment, as one value."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from msgspec import Struct, field

from domain.clocks.deadlines import Calendar, Clocks
from domain.link_identity import LinkIdentity
from domain.network.units import Level, Unit, by_host, site_of
from domain.removals import providers as provider_hosts
from domain.removals.providers import Provider
from domain.removals.xarf_types import XarfType
from domain.reported_accounts.platforms import Platforms
from domain.routing import allowed_unit, may_have, route
from domain.taxonomy import Taxonomy


class Profile(Struct, frozen=True, kw_only=True, dict=True):
    """Units, categories, deadlines, calendar; `emergency` is the phone number for danger to life.

    The first of `locales` is the deployment's default language. `promises` are those that units
    pledge in public, by language. `link_identity` are its rules about addresses, beyond the shared
    ones. `providers` are sites outside the network; `xarf_types` the types of XARF 4 of those
    categories that have one. `platforms` say which account an address belongs to.
    """

    units: tuple[Unit, ...]
    taxonomy: Taxonomy
    clocks: Clocks
    calendar: Calendar
    emergency: str
    locales: tuple[str, ...]
    timezone: str
    promises: tuple[Mapping[str, str], ...] = ()
    link_identity: LinkIdentity = LinkIdentity()
    providers: tuple[Provider, ...] = ()
    xarf_types: Mapping[str, XarfType] = field(default_factory=dict)
    platforms: Platforms = Platforms()

    def __hash__(self) -> int:
        return hash((self.units, self.taxonomy, self.emergency))

    @cached_property
    def by_code(self) -> Mapping[str, Unit]:
        """The units by their code."""
        return {unit.code: unit for unit in self.units}

    def unit(self, code: str) -> Unit | None:
        """The unit of this code."""
        return self.by_code.get(code)

    @cached_property
    def _by_host(self) -> Mapping[str, Unit]:
        return by_host(self.units)

    def site_of(self, host: str | None) -> Unit | None:
        """The active unit that a host belongs to."""
        return site_of(self._by_host, host)

    @cached_property
    def _providers_by_host(self) -> Mapping[str, Provider]:
        return provider_hosts.hosts_of(self.providers)

    def provider_of(self, host: str | None) -> Provider | None:
        """The provider outside the network that a host belongs to."""
        return provider_hosts.by_host(self._providers_by_host, host)

    def provider(self, code: str) -> Provider | None:
        """The provider of this code; None if the profile no longer has it."""
        return next((each for each in self.providers if each.code == code), None)

    def xarf_type(self, category: str, subcategory: str = "") -> XarfType | None:
        """The XARF type of a category; None if XARF has none for such content."""
        return self.xarf_types.get(subcategory) or self.xarf_types.get(category)

    @property
    def unroutable(self) -> tuple[Unit, ...]:
        """Active sites that get no page by its address: no host leads to them."""
        sites = (unit for unit in self.units if unit.level is Level.SITE and not unit.retired)
        return tuple(
            unit for unit in sites if not any(self.site_of(host) is unit for host in unit.hosts)
        )

    @cached_property
    def cities(self) -> tuple[Unit, ...]:
        """The units that stand for a region."""
        return tuple(unit for unit in self.units if unit.level is Level.CITY)

    @property
    def province(self) -> Unit:
        """The unit that gets reports that no other unit is responsible for."""
        return next(
            unit for unit in self.units if unit.level is Level.PROVINCE and not unit.retired
        )

    def clocks_for(self, category: str, subcategory: str = "", unit: str = "") -> Clocks:
        """The deadlines of the deployment, overridden by the unit and then by the category."""
        office, found = self.unit(unit), self.taxonomy.of(category, subcategory)
        clocks = self.clocks if office is None else self.clocks.adjusted(office.clocks)
        return clocks if found is None else clocks.adjusted(found.clocks)

    def calendar_for(self, unit: str) -> Calendar:
        """The deployment's calendar, with the unit's own working days and holidays."""
        office = self.unit(unit)
        if office is None:
            return self.calendar
        return self.calendar.adjusted(holidays=office.holidays, working=office.working)

    @cached_property
    def calendar_mark(self) -> int:
        """A number for the working days of all units: another one if any of them changes."""
        own = {unit.code: (unit.holidays, unit.working) for unit in self.units}
        days = {code: [sorted(days) for days in each] for code, each in own.items() if any(each)}
        said = json.dumps([self.calendar.to_document(), days], sort_keys=True)
        return int.from_bytes(hashlib.sha256(said.encode()).digest()[:7])

    def may_have(self, unit: str, category: str, subcategory: str = "") -> bool:
        """Whether a unit may be given cases of this category."""
        office = self.unit(unit)
        return office is not None and may_have(office, self.taxonomy.minimum(category, subcategory))

    def allowed_unit(self, unit: str, category: str, subcategory: str = "") -> str:
        """This unit, or the first above it that may have cases of this category."""
        return allowed_unit(self.by_code, unit, self.taxonomy.minimum(category, subcategory))

    def unit_for(
        self,
        *,
        category: str,
        subcategory: str = "",
        host: str | None,
        region: str | None,
        asked: str = "",
    ) -> str:
        """The code of the unit that a report of this category goes to.

        `asked` is the unit that its reporter chose; a retired one is ignored.
        """
        chosen = self.unit(asked)
        if chosen is not None and not chosen.retired:
            return self.allowed_unit(asked, category, subcategory)
        minimum = self.taxonomy.minimum(category, subcategory)
        return route(self.by_code, self._by_host, host=host, region=region, minimum=minimum)

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values; each part is also stored as a document of its own."""
        return {
            "units": [unit.to_document() for unit in self.units],
            "taxonomy": self.taxonomy.to_document(),
            "clocks": self.clocks.to_document(),
            "calendar": self.calendar.to_document(),
            "emergency": self.emergency,
            "locales": list(self.locales),
            "timezone": self.timezone,
            "promises": [dict(promise) for promise in self.promises],
            "link_identity": self.link_identity.to_document(),
            "providers": [provider.to_document() for provider in self.providers],
            "xarf_types": {code: kind.to_document() for code, kind in self.xarf_types.items()},
            "platforms": self.platforms.to_document(),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """From plain JSON values, as made by `to_document`."""
        return cls(
            units=tuple(map(Unit.from_document, document["units"])),
            taxonomy=Taxonomy.from_document(document["taxonomy"]),
            clocks=Clocks.from_document(document["clocks"]),
            calendar=Calendar.from_document(document["calendar"]),
            emergency=document["emergency"],
            locales=tuple(document["locales"]),
            timezone=document["timezone"],
            promises=tuple(document.get("promises", ())),  # older documents have none
            link_identity=LinkIdentity.from_document(document.get("link_identity", {})),
            providers=tuple(map(Provider.from_document, document.get("providers", ()))),
            xarf_types={
                code: XarfType.from_document(kind)
                for code, kind in document.get("xarf_types", {}).items()
            },
            platforms=Platforms.from_document(document.get("platforms", ())),
        )
