"""Limits for parsing one message: lookups of hosts and addresses, and the text to be searched."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from conversation.parsing import urls
from conversation.parsing.link_bounds import ends_well
from domain.link_identity import LinkIdentity
from domain.links import Link

MOST_LOOKUPS = 50  # per message: twenty links, and thirty candidates that are none
CHARACTERS = 500  # characters of an address per lookup; a longer one counts as several
MOST_CANDIDATES = 400  # of one message that look like an address, as 1.5; a long one counts more
MOST_HIDDEN = 2048  # characters of addresses that are no links, searched for one within

Reader = Callable[[str, str], Link | None]


class Lookups:
    """The lookups of hosts and addresses while one message is parsed.

    Each is made once and cached. When a limit is reached, no more links are recognised: the rest
    of the message stays text. `hosts` and `reader` answer the questions; `identity` lists the
    tracking parameters. The same object goes along for all texts of a message: its words, its
    buttons, the post it quotes.
    """

    def __init__(
        self,
        most: int = MOST_LOOKUPS,
        *,
        hosts: Callable[[str], bool] = urls.in_public_suffix,
        reader: Reader | None = None,
        identity: LinkIdentity | None = None,
    ) -> None:
        self._left = most
        self._candidates = MOST_CANDIDATES
        self._hidden = MOST_HIDDEN
        self._hosts = hosts
        self._reader = reader or partial(urls.link, identity=identity)
        self._known: dict[str, bool] = {}
        self._read: dict[str, Link | None] = {}

    def may_go_on(self, length: int) -> bool:
        """Count a candidate of this length; False if a limit is reached: nothing can be a link."""
        self._candidates -= 1 + length // CHARACTERS
        return self._left > 0 and self._candidates >= 0

    def hidden_part(self, address: str) -> str:
        """The part of an address that is no link which may be searched for one within it."""
        part = address[: self._hidden]
        self._hidden -= len(part)
        return part

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
        if cost > self._left:
            return False
        self._left -= cost
        return True
