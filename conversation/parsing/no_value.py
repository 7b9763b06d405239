"""Words that people write where a field has no value, in the chat as in tables."""

import re

from conversation.parsing.defang import INVISIBLE
from domain.core.errors import BadAnswer
from domain.core.normal import normal

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
LONGEST = 32  # characters; longer texts are values

_WORDS = frozenset(
    {
        *("无", "暂无", "没有", "暂没有", "目前没有", "尚无", "暂缺", "空", "空白", "空缺"),
        *("未填", "未填写", "不适用"),
        *("none", "null", "nothing", "empty", "n/a", "n.a", "notapplicable"),
    }
)
_NOT_THERE = re.compile(
    r"(?:暂|尚)?(?:无|没有)(?:固定)?(?:电话|邮箱|邮件|网站|网址|官网|域名|联系方式)?"
    r"(?:\((?:暂|尚)?未(?:开通|设立|公布)\))?|(?:暂|尚)?未(?:开通|设立|公布)|待(?:定|补|补充)"
)
_SIGNS = re.compile(r"[-\u2010-\u2015\u2212\u2500\u30fc_~/\\|.…·]+")
_AROUND = "()[]【】<>《》\"'“”‘’。.,，;；!"
# What Excel, WPS and LibreOffice write in place of a formula's result, or of a narrow column's.
_ERROR = re.compile(
    r"#(?:n/a|n/d|(?:ref|value|div/0|num|null|spill|calc|field|connect|blocked|unknown|busy)!"
    r"|name\?|getting_data)|#{2,}|err:[0-9]{3}"
)


def has_no_value(text: str) -> bool:
    """Whether a field is empty: nothing is written, or a word or sign such as `无`, `-`, `n/a`.

    BadAnswer if a spreadsheet has written an error there, such as `#N/A`.
    """
    if len(text) > LONGEST and text.strip():
        return False
    refuse_spreadsheet_error(text)
    plain = _plain(text)
    bare = plain.strip(_AROUND)
    found = (
        _NOT_THERE.fullmatch(bare),
        _NOT_THERE.fullmatch(plain),
        _SIGNS.fullmatch(bare or plain),
    )
    return not plain or bare in _WORDS or any(found)


def refuse_spreadsheet_error(text: str) -> None:
    """BadAnswer if the text is what a spreadsheet writes in place of a formula's result."""
    if len(text) <= LONGEST and _ERROR.fullmatch(_plain(text)):
        raise BadAnswer("answer-spreadsheet-error", error=text.strip())


def _plain(text: str) -> str:
    """The text without white space, invisible characters and differences of case and width."""
    return "".join(_INVISIBLE.sub("", normal("NFKC", text)).split()).casefold()
