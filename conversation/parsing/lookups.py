"""Limits for parsing one message: how often the URL parser and the suffix list may be asked."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from conversation.parsing import urls
from conversation.parsing.link_bounds import ends_well
from domain.link_identity import LinkIdentity
from domain.links import Link

MOST_LOOKUPS = 50  # per message: twenty links, and thirty candidates that are none
CHARACTERS = 500  # characters of an address per lookup; a longer one counts as several

Reader = Callable[[str, str], Link | None]


class Lookups:
    """The lookups of hosts and addresses while one message is parsed.

    Each is made once and cached. When the limit is reached, no more links are recognised: the rest
    of the message stays text. `hosts` and `reader` answer the questions; `identity` lists the
    tracking parameters.
    """

    def __init__(
        self,
        most: int = MOST_LOOKUPS,
        *,
        hosts: Callable[[str], bool] = urls.in_public_suffix,
        reader: Reader | None = None,
        identity: LinkIdentity | None = None,
    ) -> None:
        self.left = most
        self._hosts = hosts
        self._reader = reader or partial(urls.link, identity=identity)
        self._known: dict[str, bool] = {}
        self._read: dict[str, Link | None] = {}

    def in_public_suffix(self, host: str) -> bool:
        """Whether a host, as written, is under a suffix of the public suffix list."""
        if len(host) > urls.LONGEST_HOST or not ends_well(host):
            return False
        if host not in self._known:
            if not self._spend(1):
                return False
            self._known[host] = self._hosts(host)
        return self._known[host]

    def link(self, raw: str, url: str) -> Link | None:
        """The link of an absolute http, https or tg URL; None for others or beyond the limit."""
        if url not in self._read:
            if len(url) > urls.LONGEST_URL or not self._spend(1 + len(url) // CHARACTERS):
                return None
            self._read[url] = self._reader(raw, url)
        found = self._read[url]
        return found if found is None else replace(found, raw=raw)

    def _spend(self, cost: int) -> bool:
        if cost > self.left:
            return False
        self.left -= cost
        return True
