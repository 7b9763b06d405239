"""Telegram's own addresses (`tg://resolve?domain=…`) as the web addresses of the same page."""

import re
from urllib.parse import parse_qs, quote, urlencode

SCHEME = r"tg:(?://)?[a-z_]{1,32}/?\?"
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,31}\Z")
_ADDRESS = re.compile(r"(?i)tg:(?://)?([a-z_]{1,32})/?\?([^#\s]{1,4096})")
_TOKEN = re.compile(r"[A-Za-z0-9_.~-]{1,128}\Z")
_NUMBER = re.compile(r"\d{1,20}\Z", re.ASCII)
_PHONE = re.compile(r"\+?\d{5,20}\Z", re.ASCII)
_KEPT = ("start", "startgroup", "startapp", "startchannel", "comment", "thread", "voicechat")
_FOLDERS = {  # the action, the parameter with the name, the path prefix on t.me
    "addstickers": ("set", "addstickers"),
    "addemoji": ("set", "addemoji"),
    "addtheme": ("slug", "addtheme"),
    "addlist": ("slug", "addlist"),
    "bg": ("slug", "bg"),
    "contact": ("token", "contact"),
    "giftcode": ("slug", "giftcode"),
    "invoice": ("slug", "invoice"),
    "message": ("slug", "m"),
    "nft": ("slug", "nft"),
    "setlanguage": ("lang", "setlanguage"),
}
_SERVERS = frozenset({"proxy", "socks"})
_WRAPPERS = frozenset({"msg_url", "share", "unsafe_url", "iv"})  # they contain another address


def is_telegrams(url: str) -> bool:
    """Whether an address has Telegram's own scheme."""
    return url[:3].lower() == "tg:"


def web_form(url: str) -> str | None:
    """The http or https address of what a tg: address opens; None if it has none.

    A person's id (`tg://user?id=`) has none; neither have other addresses.
    """
    found = _ADDRESS.match(url)
    if found is None:
        return None
    action = found[1].lower()
    given = {name: values[0] for name, values in parse_qs(found[2]).items()}
    if action == "resolve":
        return _resolved(given)
    if action == "join":
        return _in_folder("", "+", given.get("invite", ""))
    if action == "privatepost":
        numbers = (given.get("channel", ""), given.get("post", ""))
        return "https://t.me/c/" + "/".join(numbers) if all(map(_NUMBER.match, numbers)) else None
    if action == "boost" and given.get("domain"):
        place = _resolved({"domain": given["domain"]})
        return place and f"{place}?boost"
    if action in _SERVERS:
        return f"https://t.me/{action}?{urlencode(given)}" if given.get("server") else None
    if action in _WRAPPERS:
        return _contained_address(given.get("url", ""))
    name, folder = _FOLDERS.get(action, ("", ""))
    return _in_folder(folder, "/", given.get(name, "")) if folder else None


def _resolved(given: dict[str, str]) -> str | None:
    """A public name with the post, story or app below it, or a phone number."""
    domain, phone = given.get("domain", ""), given.get("phone", "")
    if not NAME.match(domain):
        return f"https://t.me/+{phone.lstrip('+ ')}" if _PHONE.match(phone.strip()) else None
    path = [domain]
    if _NUMBER.match(given.get("story", "")):
        path += ["s", given["story"]]
    elif _NUMBER.match(given.get("post", "")):
        path += [given["post"]]
    elif _TOKEN.match(given.get("appname", "")):
        path += [given["appname"]]
    kept = {name: given[name] for name in _KEPT if name in given}
    return f"https://t.me/{'/'.join(path)}" + (f"?{urlencode(kept)}" if kept else "")


def _in_folder(folder: str, sign: str, name: str) -> str | None:
    return f"https://t.me/{folder}{sign}{quote(name)}" if _TOKEN.match(name) else None


def _contained_address(url: str) -> str | None:
    """The address contained in another; without a scheme it counts as a web address."""
    if re.match(r"(?i)https?://", url):
        return url
    return web_form(url) if is_telegrams(url) else None
