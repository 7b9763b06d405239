"""Hostile shapes of text: tokens repeated and mixed up to the limit of a message, or beyond."""

import random

LIMIT = 4096  # characters of a message; Telegram's limit
ACUTE, BELOW, OVERLAY = "\u0301", "\u0323", "\u0334"

TOKENS = [
    *("a", "A", "1", ".", "-", "_", "@", "%", "%3", "%%333", "%%34%31", "%E4%B8%AD", "#", "/"),
    *("\\", "\\'", '\\"', "?", "&", "=", ":", ",", "'", '"', "a'", "'a'b", "(", ")", "[", "]", "{"),
    *(
        " ",
        "\n",
        "。",
        "，",
        "：",
        "／",
        "（",
        "【",
        "·",
        "点",
        "号",
        "我",
        "中文",
        "李先生",
        "微信",
    ),
    *(
        "http",
        "https:",
        "http://",
        "hxxp://",
        "h**p://",
        "http//",
        "://",
        "[.]",
        "(dot)",
        " dot com",
    ),
    *("a.", "a.cn ", "a.cn,", "www.a.com ", "a.b.c.", "a。", "a。b", "x.com。", "1.", "1.1.1.1 "),
    *("a.zip ", "中国.中国 ", "例.公司 ", "a.中国网", "我a.com", "a.com我", "xn--", "xn--fiq228c."),
    *("@a", "@abcde ", "a@", "a@b.cn ", "a@b.", "http://a@", "http://a.cn/ ", "http://a.cn?a=1&"),
    *("&utm_source=a", "tg://resolve?domain=abcde ", "t.me/a ", "javascript:", "mailto:a@b.cn "),
    *("a://", ACUTE, f"{ACUTE}{BELOW}", f"{OVERLAY}{ACUTE}", f"e{ACUTE}", "\u200b", "\u200d"),
    *("\u202e", "\ufe0f", "\u00ad", "א", "ﷺ", "ﷺ.", "é", "ß", "½", "٣", "１", "ａ.ｃｎ ", "｡", "ﾞ"),
    *("😀", "👨‍👩‍👧", "𝕒.𝕔𝕠𝕞 ", "\ud800", "\x00", "가", "あ", "क्ष"),
    *("138", "13800138000", "138-0013-8000 ", "+86 ", "1 ", "1-", "(1", "12 34 ", "13.8"),
    *("ABCD-", "ABCD-EFGH-JKMN ", "2611-0042 ", "1:", "1:A", "A=", "微博@abcde ", "@abcde和"),
    *("Mr.A", "e.g.", "a.Aa", "kill", "救命", "wx a", "微信 :"),
]
"""What a shape is made of."""

BEFORE = ("", "http://", "a@", "a.", "@", "1", "'", "我", "https://a.cn/", "https://a.cn/?", "微信")
AFTER = ("", "@a.cn", " .com", "!", "'")


def fit(piece, length=LIMIT):
    """The piece repeated up to a length."""
    return (piece * (length // len(piece) + 1))[:length]


def texts(seed, count):
    """Generated texts as pairs of what they are made of and a function of their length."""
    chance = random.Random(seed)
    for _ in range(count):
        tokens = [chance.choice(TOKENS) for _ in range(chance.choice((1, 2, 2, 3, 4)))]
        before, after = chance.choice(BEFORE), chance.choice(AFTER)
        kind = chance.choice(("alternating", "in blocks", "at random"))
        order = [chance.randrange(len(tokens)) for _ in range(997)]
        yield (
            f"{kind}: {before!r} {tokens!r} {after!r}",
            _shape(kind, before, tokens, after, order),
        )


def _shape(kind, before, tokens, after, order):
    def of(length=LIMIT):
        room = length - len(before) - len(after)
        if kind == "alternating":
            middle = fit("".join(tokens), room)
        elif kind == "in blocks":
            middle = "".join(fit(token, room // len(tokens)) for token in tokens)
        else:
            middle = fit("".join(tokens[place] for place in order), room)
        return f"{before}{middle}{after}"

    return of


def covering(url, count=100):
    """The fields of a message in which links cover other words."""
    entities = [
        {"type": "text_link", "offset": n * 40, "length": 39, "url": url(n)} for n in range(count)
    ]
    return {"text": "x" * 4000, "entities": entities}


def _buttons(address):
    keys = [[{"text": "我a.com" * 9, "url": address(n)}] for n in range(100)]
    return {
        "text": "x",
        "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Wu"},
        "reply_markup": {"inline_keyboard": keys},
    }


CHANNEL = {"id": -1001, "type": "channel", "title": "ﷺ" * 128}
MESSAGES = {
    "links under words": covering(lambda n: f"https://h{n}.example.org/{'a' * 1900}"),
    "Chinese links under words": covering(lambda n: f"https://h{n}.例子.中国/{'中' * 1900}"),
    "escapes in escapes under words": covering(lambda n: f"https://h{n}.cn/{'%%333' * 380}"),
    "parameters under words": covering(lambda n: f"https://h{n}.cn/?{'utm_%61&' * 230}"),
    "Telegram's own links under words": covering(
        lambda n: f"tg://resolve?domain=a{n}&{'a&' * 900}"
    ),
    "no links under words": covering(lambda n: f"mailto:a{n}@b.cn?{'a。b' * 600}"),
    "unknown schemes under words": covering(lambda n: f"foo{n}:{'我a.com' * 290}"),
    "marked hosts": {
        "text": fit("a.newtld "),
        "entities": [{"type": "url", "offset": n * 9, "length": 8} for n in range(100)],
    },
    "marks within marks": {
        "text": "ab" * 2048,
        "entities": [
            {"type": "text_link", "offset": n, "length": 4000 - n, "url": f"https://a{n}.cn/"}
            for n in range(100)
        ],
    },
    "people under words": {
        "text": "x" * 4000,
        "entities": [
            {
                "type": "text_mention",
                "offset": n * 40,
                "length": 39,
                "user": {"id": n + 1, "is_bot": False, "first_name": "a" * 64},
            }
            for n in range(100)
        ],
    },
    "buttons": _buttons(lambda n: f"https://h{n}.cn/{'a' * 1900}"),
    "buttons of no links": _buttons(lambda n: f"foo{n}:{'a。b' * 600}"),
    "a contact card": {
        "contact": {
            "phone_number": "1" * 3000,
            "first_name": "a" * 200,
            "vcard": "\n".join("NOTE:" + "我a.com" * 3 for _ in range(80)),
        }
    },
    "a forwarded post": {
        "text": fit("我a.com"),
        "forward_origin": {
            "type": "channel",
            "date": 1,
            "chat": CHANNEL,
            "message_id": 1,
            "author_signature": "ﷺ" * 64,
        },
    },
    "a quoted post": {
        "text": fit("我a.com"),
        "external_reply": {
            "origin": {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 1}
        },
        "quote": {"text": fit("我a.com", 1024), "position": 0},
    },
    "a caption": {
        "caption": fit("a。b", 1024),
        "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "file_size": 9}],
    },
    "a file's name": {
        "document": {"file_id": "a", "file_unique_id": "c", "file_name": "ﷺ1" * 900 + ".txt"}
    },
}
"""Fields of whole messages, within Telegram's limits or beyond."""
