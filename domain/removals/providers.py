"""Providers outside the network: large sites and platforms, and their public channel for abuse."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Self

from msgspec import Struct, to_builtins

from domain.core.names import Names, localized


class ChannelKind(StrEnum):
    """How a provider takes requests."""

    MAIL = "mail"
    FORM = "form"
    PHONE = "phone"
    UNKNOWN = "unknown"  # no public channel was found


class Provider(Struct, frozen=True, kw_only=True):
    """A provider and where it publicly takes requests.

    `hosts` are lower case and in punycode; a host covers its subdomains. `channel` is a mail
    address, the https address of a form, or a phone number; empty if none was found. `language` is
    the locale that it reads. `source` says where the channel was found, `checked` (an ISO date)
    when somebody last looked; both may be empty.
    """

    code: str
    names: Names
    hosts: tuple[str, ...]
    kind: ChannelKind = ChannelKind.UNKNOWN
    channel: str = ""
    language: str = ""
    source: str = ""
    checked: str = ""

    def __hash__(self) -> int:
        return hash(self.code)

    def name(self, locale: str) -> str:
        """What the provider is called in this language."""
        return localized(self.names, locale)

    @property
    def mail(self) -> str:
        """The address that letters are sent to; empty if it takes none."""
        return self.channel if self.kind is ChannelKind.MAIL else ""

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values."""
        return dict(to_builtins(self))

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """From plain JSON values, as made by `to_document`."""
        fields = dict(document)
        fields["kind"] = ChannelKind(fields["kind"])
        fields["hosts"] = tuple(fields["hosts"])
        return cls(**fields)


def hosts_of(providers: Iterable[Provider]) -> dict[str, Provider]:
    """The providers by host; of two with one host the first."""
    found: dict[str, Provider] = {}
    for provider in providers:
        for host in provider.hosts:
            found.setdefault(host, provider)
    return found


def provider_of(providers: Iterable[Provider], host: str | None) -> Provider | None:
    """The provider of this host or of its nearest parent domain; None if none is known."""
    return by_host(hosts_of(providers), host)


def by_host(hosts: Mapping[str, Provider], host: str | None) -> Provider | None:
    """The same, from the providers by host."""
    rest = (host or "").lower().rstrip(".")
    while rest:
        if rest in hosts:
            return hosts[rest]
        rest = rest.partition(".")[2]
    return None
