"""Which accounts a typed search means: an address, `@name`, or a platform and a name."""

from conversation.parsing.links import find_links
from domain.reported_accounts.platforms import Platform, Platforms, ReportedAccount, tidy


def typed(text: str, platforms: Platforms) -> tuple[ReportedAccount, ...]:
    """The accounts that a search means: an address, `@name`, or a platform and a name.

    `@name` alone may be an account of any platform. Empty for a text that means none.
    """
    words = text.split()
    if len(words) == 1 and not words[0].startswith(("@", "＠")):
        found = (platforms.account(link.normalised) for link in find_links(words[0]))
        return tuple(account for account in found if account is not None)
    *named, last = words or [""]
    is_at = last.startswith(("@", "＠"))
    known = platforms.known
    if named:
        known = tuple(each for each in known if _is_called(each, " ".join(named)))
    elif not is_at:
        return ()
    name = tidy(last)
    return tuple(ReportedAccount(each.code, name) for each in known) if name else ()


def _is_called(platform: Platform, text: str) -> bool:
    said = text.casefold()
    names = {platform.code, *platform.words, *(each.casefold() for each in platform.names.values())}
    return said in names
