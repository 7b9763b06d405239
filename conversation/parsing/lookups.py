"""What reading one message may ask of the URL parser and the public suffix list, and no more."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from conversation.parsing import urls
from conversation.parsing.link_bounds import ends_well
from domain.link_identity import LinkIdentity
from domain.links import Link

MOST_LOOKUPS = 50  # for one message: twenty links, and thirty that turn out to be none
CHARACTERS = 500  # of an address that one lookup reads; a longer one counts as several

Reader = Callable[[str, str], Link | None]


class Lookups:
    """The questions asked about hosts and addresses while one message is read.

    Each is asked once. When all are used up nothing more is recognised: what is left of the
    message stays words. `hosts` and `reader` answer the questions; `identity` says which parameters
    of an address are tracking.
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
        """Whether a host, as written, lies under a suffix that the public list knows."""
        if len(host) > urls.LONGEST_HOST or not ends_well(host):
            return False
        if host not in self._known:
            if not self._spend(1):
                return False
            self._known[host] = self._hosts(host)
        return self._known[host]

    def link(self, raw: str, url: str) -> Link | None:
        """The link that an absolute URL is: of http, https or Telegram's own; else None."""
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
