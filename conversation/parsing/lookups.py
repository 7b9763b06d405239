"""What reading one message may ask of the URL parser and the public suffix list, and no more."""

import unicodedata
from collections.abc import Callable

from msgspec.structs import replace

from conversation.parsing import telegram_links, urls
from domain.links import Link

MOST_LOOKUPS = 50  # for one message: twenty links, and thirty that turn out to be none
CHARACTERS = 500  # of an address that one lookup reads; a longer one counts as several

Reader = Callable[[str, str], Link | None]


class Lookups:
    """The questions asked about hosts and addresses while one message is read.

    Each is asked once. When all are used up nothing more is recognised: what is left of the
    message stays words. `hosts` and `reader` answer the questions.
    """

    def __init__(
        self,
        most: int = MOST_LOOKUPS,
        *,
        hosts: Callable[[str], bool] = urls.in_public_suffix,
        reader: Reader = urls.link,
    ) -> None:
        self.left = most
        self._hosts = hosts
        self._reader = reader
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
        if url[:3].lower() == "tg:":
            url = telegram_links.web_form(url) or url
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


def ends_well(host: str) -> bool:
    """Whether the last label of a host is, or may stand for, a top-level domain: a look at a set.

    Most of what looks like a host in a text is a number or the name of a file.
    """
    last = host.rstrip(".。").replace("。", ".").rpartition(".")[2].lower()
    if not last.isascii():
        last = unicodedata.normalize("NFKC", last).lower()
    return last.startswith("xn--") or last in urls.top_level()
