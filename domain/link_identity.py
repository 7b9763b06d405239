"""Which parts of an address say which page it is, and which only how somebody came to it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from msgspec import Struct, to_builtins
from msgspec.structs import replace


class SiteRule(Struct, frozen=True, kw_only=True):
    """What identifies a page of some hosts, those below them included.

    With `keep` only these query parameters do, and a slash at the end of the path does not. `drop`
    are parameters that never do. The rule is for paths that begin with one of `paths`; one that
    ends with `$` must be the whole path. Without `paths` it is for all.
    """

    hosts: tuple[str, ...]
    paths: tuple[str, ...] = ()
    keep: tuple[str, ...] | None = None
    drop: tuple[str, ...] = ()

    def applies(self, path: str) -> bool:
        """Whether the rule is for this path."""
        return not self.paths or any(
            path == each[:-1] if each.endswith("$") else path.startswith(each)
            for each in self.paths
        )


class Alias(Struct, frozen=True, kw_only=True):
    """Two ways to the same pages: what begins with `written` is kept as if with `page`.

    Both are host and beginning of the path: `m.example.cn/v/`.
    """

    written: str
    page: str


class LinkIdentity(Struct, frozen=True, kw_only=True, dict=True):
    """The rules for all sites (`tracking`, `prefixes` of parameters) and for single ones."""

    tracking: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    sites: tuple[SiteRule, ...] = ()
    aliases: tuple[Alias, ...] = ()

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """How a host ends, with a dot before it, that a rule or an alias may be for."""
        return tuple(f".{host}" for host in (*self._by_host, *self._by_alias))

    @cached_property
    def _by_host(self) -> Mapping[str, tuple[SiteRule, ...]]:
        found: dict[str, list[SiteRule]] = {}
        for rule in self.sites:
            for host in rule.hosts:
                found.setdefault(host, []).append(rule)
        return {host: tuple(rules) for host, rules in found.items()}

    @cached_property
    def _by_alias(self) -> Mapping[str, tuple[Alias, ...]]:
        found: dict[str, list[Alias]] = {}
        for alias in self.aliases:
            found.setdefault(alias.written.partition("/")[0], []).append(alias)
        return {host: tuple(aliases) for host, aliases in found.items()}

    def rules(self, host: str, path: str) -> tuple[SiteRule, ...]:
        """The rules for a page, those of the nearest host first."""
        labels = host.split(".")
        names = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return tuple(
            rule for name in names for rule in self._by_host.get(name, ()) if rule.applies(path)
        )

    def is_only_tracking(self, name: str, rules: tuple[SiteRule, ...]) -> bool:
        """Whether a query parameter says nothing about the page that these rules are for."""
        kept = next((rule.keep for rule in rules if rule.keep is not None), None)
        if kept is not None:
            return name not in kept
        if any(name in rule.drop for rule in rules):
            return True
        folded = name.casefold()
        return folded in self.tracking or folded.startswith(self.prefixes)

    def page(self, host: str, path: str) -> tuple[str, str]:
        """Host and path under which the same page is always kept."""
        place = f"{host}{path}"
        for alias in self._by_alias.get(host, ()):
            if place.startswith(alias.written):
                host, slash, path = f"{alias.page}{place[len(alias.written) :]}".partition("/")
                return host, f"{slash}{path}"
        return host, path

    def joined(self, more: "LinkIdentity") -> "LinkIdentity":
        """These rules and a deployment's own, which are asked first."""
        return replace(
            self,
            tracking=self.tracking | more.tracking,
            prefixes=(*self.prefixes, *more.prefixes),
            sites=(*more.sites, *self.sites),
            aliases=(*more.aliases, *self.aliases),
        )

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values, always in the same order."""
        document: dict[str, Any] = to_builtins(self)
        return document | {"tracking": sorted(self.tracking)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """The way back from `to_document`; ValueError where it is none."""
        sites = (
            SiteRule(
                hosts=tuple(site["hosts"]),
                paths=tuple(site.get("paths", ())),
                keep=None if site.get("keep") is None else tuple(site["keep"]),
                drop=tuple(site.get("drop", ())),
            )
            for site in document.get("sites", ())
        )
        return cls(
            tracking=frozenset(document.get("tracking", ())),
            prefixes=tuple(document.get("prefixes", ())),
            sites=tuple(sites),
            aliases=tuple(Alias(**alias) for alias in document.get("aliases", ())),
        )
