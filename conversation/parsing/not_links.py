"""Recognise what looks like an address or a Telegram name and is none: files, lists, sentences."""

import re
from collections import deque

from conversation.parsing.written_apart import SUFFIXES

# File extensions that are top-level domains as well.
_FILES = frozenset({"cab", "java", "md", "mov", "ps", "py", "rs", "sh", "zip"})
# Labels before such an extension that make it a domain: example.com.py.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "org"})
_TITLE = re.compile(
    r"(?:M(?:[Rr]s?|[Ss])|m(?:rs?|s)|Dr|Prof|St|Sr|Jr|Lt|Capt|Rev|No|Vol|Fig|vs)\.[A-Z][A-Za-z]*\Z"
)
_ABBREVIATED = re.compile(r"(?i)(?:i\.e|e\.g|a\.k\.a|p\.s)\.")
_PRODUCT = re.compile(r"(?:ASP|ADO|VB|ML)\.NET\Z")
_SENTENCE = re.compile(rf"(?!.*\.(?i:{SUFFIXES})\Z)[a-z0-9-]*[a-z]\.[A-Z][a-z]+\Z")  # paid.So they
_NUMBERED = re.compile(
    r"(?:.*[^A-Za-z0-9.。-])?(?:[vV]?(?:\d{1,3}\.){0,3}\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})\Z"
)
_COUNTRIES = frozenset({"中国", "中國", "香港", "台灣", "台湾", "澳門", "澳门"})

ITEM = re.compile(r"(?<![\w.])(\d{1,2})[.。、)）](?!\d)")
# followed by something with a dot of its own
_ITEM_BEFORE = re.compile(r"(\d{1,2})\.(?=[^\d.][^/?#]*\.)")

_PLAIN_SITE = re.compile(r"(?i)www\.|t\.me/")

_PLATFORM = (  # platforms whose @names are not names on Telegram
    r"微博|围脖|抖音|快手|小红书|知乎|豆瓣|贴吧|哔哩哔哩|(?<![a-z])[bB]站|微信|薇信|[vV]信|公众号|视频号|头条"
    r"|西瓜视频|推特|油管|脸书|照片墙|领英|企鹅号|朋友圈|陌陌|探探|闲鱼|淘宝|天猫|京东|拼多多|支付宝|百度"
    r"|斗鱼|虎牙|钉钉|飞书|喜马拉雅|网易|全民k歌"
    r"|(?<![a-z0-9])(?:weibo|douyin|tiktok|kuaishou|twitter|xiaohongshu|rednote|instagram|ins|ig"
    r"|facebook|fb|youtube|bilibili|zhihu|wechat|weixin|wx|vx|qq|whatsapp|skype|discord|snapchat"
    r"|threads|reddit|github|gitee|linkedin|bluesky|mastodon|x(?=[ :：(（@]|\Z))(?![a-z0-9])"
)
_TELEGRAM = r"telegram|(?<![a-z])tg(?![a-z])|电报|電報|纸飞机|飞机"
_SAID = re.compile(rf"(?i)(?P<telegram>{_TELEGRAM})|{_PLATFORM}")
_SAID_BEFORE, _SAID_AFTER = 40, 24  # characters before and after a name that may name its platform
_CLAUSE = re.compile(r"[，,。；;！!？?\n]")
_LEADS_AWAY = re.compile(r"(?<![看见遇刷搜])到|[去加转联引找]")  # `抖音引流到 @name`
_MOST_BETWEEN = 10  # characters between a platform and a name there
_MOST_WORDS_BETWEEN = 24  # of English words: `the Instagram account called @name`
_OTHER_WORDS = re.compile(r"(?i)[.]\s|\b(?:to|join|add|via|contact)\b")  # `Instagram ads lead to`
_LABEL = r"(?:账号|帐号|账户|用户名?|昵称|号|account|user(?:name)?|handle|name|id)\s?[:：]?\s?"
_LABELLED = re.compile(  # `平台：微博` and on the next line `账号：`; `微博，`
    rf"(?i)(?:{_PLATFORM})(?:上的?)?\s?(?:{_LABEL})?[:：]?\s?[\n，,]\s?(?:{_LABEL})?\Z"
)
_AFTER = re.compile(
    rf"(?i)\s?[（(\[【]?\s?(?:在|是|的|来自|on\s|at\s)?\s?(?:{_PLATFORM})"
    r"(?:号|账号|帐号|用户|上的?|的)?(?=[\s）)\]】,，。;；.!！]|\Z)"
)
_OWN_ID = r"(?:(?:账?号|帐号|u?id)\s?[:：]?|[:：])\s?[a-z0-9_-]{3,}|[:：]?\s?@"
_ABOUT = re.compile(  # ` is on Weibo and sells`; `，抖音`; on the next line `平台：微博`
    rf"(?i)(?P<gap>[^，,。；;.！!？?\n@]{{0,12}}?|[，,]\s?(?:an?\s)?|[，,\n]\s?(?:平台|platform)\s?[:：]?\s?)"
    rf"(?:{_PLATFORM})(?!{_OWN_ID})"
)
_ANOTHER_MATTER = re.compile(rf"(?i){_TELEGRAM}|{_LEADS_AWAY.pattern}")
_SITES = frozenset(
    {  # where an address names an account or a page of one
        "weibo.com",
        "weibo.cn",
        "douyin.com",
        "tiktok.com",
        "kuaishou.com",
        "xiaohongshu.com",
        "zhihu.com",
        "bilibili.com",
        "twitter.com",
        "x.com",
        "instagram.com",
        "threads.net",
        "facebook.com",
        "youtube.com",
        "reddit.com",
    }
)
_AND = re.compile(r"(?i)\s*(?:[、,，/&和与跟及]|以及|还有|and)?\s*\Z")


def is_no_host(host: str) -> bool:
    """Whether a possible host without a path is a file, a title or a sentence."""
    labels = host.lower().split(".")
    if labels[-1] in _FILES and labels[0] != "www" and labels[-2] not in _SECOND_LEVEL:
        return True
    return any(each.match(host) for each in (_TITLE, _ABBREVIATED, _PRODUCT, _SENTENCE))


def is_a_sentence(whole: str, end: int) -> bool:
    """Whether `1.网址打不开` is a list item or two sentences, and not a Chinese domain.

    `end` is where the domain would end.
    """
    before, _, last = whole[:end].replace("。", ".").rpartition(".")
    if last.isascii():
        return False
    return bool(_NUMBERED.match(before)) or (end < len(whole) and last not in _COUNTRIES)


def item_length(taken: str, numbers: frozenset[int]) -> int:
    """The length of the item number in `1.example.cn`; 0 if it is part of the host.

    `numbers` are the item numbers that the text seems to have: the previous or next one must be
    among them, unless a complete address follows that is often written like this.
    """
    match = _ITEM_BEFORE.match(taken)
    if match is None:
        return 0
    beside = {int(match[1]) - 1, int(match[1]) + 1}
    plain = _PLAIN_SITE.match(taken, match.end())
    return 0 if plain is None and numbers.isdisjoint(beside) else match.end()


def is_elsewhere(before: str, after: str, *, was: bool, linked: str = "") -> bool:
    """Whether the text around an @name says that it is on another platform than Telegram.

    `was`: the name before it is: `微博 @a 和 @b`. `linked`: the site of the address that `before`
    follows: `https://weibo.com/u/1 又叫 @a`.
    """
    if was and _AND.match(before):
        return True
    near = before[-_SAID_BEFORE:]
    if len(before) < _SAID_BEFORE:
        near = f"{linked.partition('.')[0]} {before}" if linked in _SITES else before
    if _LABELLED.search(near):
        return True
    clause = _CLAUSE.split(near)[-1]
    said = next(iter(deque(_SAID.finditer(clause), maxlen=1)), None)  # the last one counts
    if said is not None:
        return said["telegram"] is None and _belongs(clause[said.end() :])
    return _is_about(after[:_SAID_AFTER])


def _belongs(between: str) -> bool:
    """Whether what stands between a platform and a name leaves them together."""
    if len(between) <= _MOST_BETWEEN:
        return _LEADS_AWAY.search(between) is None
    words = between.isascii() and len(between) <= _MOST_WORDS_BETWEEN
    return words and _OTHER_WORDS.search(between) is None


def _is_about(after: str) -> bool:
    """Whether what follows a name says that it is on another platform, which has no name there."""
    if _AFTER.match(after):
        return True
    said = _ABOUT.match(after)
    return said is not None and _ANOTHER_MATTER.search(said["gap"]) is None
