"""Telegram's web addresses (`t.me/…`): one form for each chat, post, story or bot.

Its own scheme (`tg:…`) is in `conversation/parsing/telegram_links.py`.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote

from conversation.parsing.telegram_links import NAME, web_form

HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
SYSTEM = frozenset(  # first path segments that are not names
    """
    addemoji addlist addstickers addtheme bg boost c confirmphone contact giftcode invoice iv
    joinchat login m nft proxy setlanguage share socks
    """.split()  # noqa: SIM905
)
BROWSER_HOSTS = frozenset({"web.telegram.org", "webk.telegram.org", "webz.telegram.org"})
ENDS = tuple(HOSTS | {".telegram.org"})
_STARTS = ("startapp", "start", "startgroup", "startchannel")  # start parameters of a bot
_LISTS = frozenset({"s", "a", "c"})  # stories, their albums, collections of gifts
_SHOWN = re.compile(r"-?\d{1,20}(?:_\d{1,20}){0,2}\Z", re.ASCII)  # a chat's id and a message's id
_MOST_PARAMETERS = 50


def place(host: str, path: str, search: str, fragment: str) -> str | None:
    """`https://t.me/name/123` for every address of something public in Telegram.

    What distinguishes two pages stays: a comment, a story, a mini app, a bot's start parameter.
    None for other addresses.
    """
    host = host.removeprefix("www.")
    if host in BROWSER_HOSTS:
        return _in_browser(fragment)
    name, _, home = host.partition(".")
    if home in HOSTS and NAME.match(name):
        host, path = home, f"/{name}{path}"
    if host not in HOSTS:
        return None
    first, *rest = [segment for segment in path.split("/") if segment] or [""]
    if first == "s" and rest:  # the preview in a browser
        first, *rest = rest
    if first == "joinchat" and rest:
        first, rest = "+" + rest[0], []
    if first.startswith("+") and len(first) > 1:
        return f"https://t.me/{first}"
    parameters = _parameters(search)
    if first == "c" and rest and all(map(_is_number, rest[:3])):
        return _post("c/" + rest[0], rest[1:3], parameters)
    if not NAME.match(first) or first.casefold() in SYSTEM:
        return None
    return _named(first.casefold(), rest, parameters)


def _named(name: str, rest: list[str], parameters: Mapping[str, str]) -> str:
    kind = rest[0] if rest else ""
    if _is_number(kind):
        return _post(name, rest[:2], parameters)
    if kind in _LISTS and len(rest) > 1 and _is_number(rest[1]):
        return f"https://t.me/{name}/{kind}/{rest[1]}"
    if NAME.match(kind):
        return f"https://t.me/{name}/{kind.casefold()}{_query(parameters, ('startapp',))}"
    return f"https://t.me/{name}{_query(parameters, _STARTS)}"


def _post(chat: str, numbers: list[str], parameters: Mapping[str, str]) -> str:
    """A post, with its topic before it."""
    found = [each for each in numbers if _is_number(each)]
    if len(found) == 1 and _is_number(parameters.get("thread", "")):
        found = [parameters["thread"], *found]
    return "/".join(["https://t.me", chat, *found]) + _query(parameters, ("comment",))


def _in_browser(fragment: str) -> str | None:
    """The page that Telegram's web clients show: it is in the fragment."""
    shown = fragment.removeprefix("#")
    parameters = _parameters(shown.partition("?")[2])
    if "tgaddr" in parameters:
        return web_form(parameters["tgaddr"])
    shown = parameters.get("p", shown)
    if NAME.match(shown.removeprefix("@")) and shown.startswith("@"):
        return f"https://t.me/{shown[1:].casefold()}"
    return f"https://web.telegram.org/#{shown}" if _SHOWN.match(shown) else None


def _parameters(search: str) -> dict[str, str]:
    """The query parameters, the first of each name; none if there are too many."""
    try:
        pairs = parse_qsl(
            search.removeprefix("?"), keep_blank_values=True, max_num_fields=_MOST_PARAMETERS
        )
    except ValueError:
        return {}
    return dict(reversed(pairs))


def _query(parameters: Mapping[str, str], names: tuple[str, ...]) -> str:
    """The first of these parameters with a value; `startapp` also counts without one."""
    for name in names:
        if parameters.get(name):
            return f"?{name}={quote(parameters[name], safe='')}"
    return "?startapp" if "startapp" in names and "startapp" in parameters else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len(str(2**64))
