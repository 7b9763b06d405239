"""Names of columns as people and programs write them."""

import re
from collections.abc import Sequence

from conversation.parsing.defang import INVISIBLE
from domain.core.normal import normal

CHINESE = {
    "code": ("编码", "代码", "单位编码", "单位代码"),
    "level": ("级别", "层级", "单位级别"),
    "parent": ("上级", "上级单位", "上级编码", "上级单位编码", "上级单位代码"),
    "name_zh": ("名称", "中文名称", "单位名称", "单位", "机构名称"),
    "name_en": ("英文名称", "英文名"),
    "area": ("地区", "区域", "辖区", "行政区划"),
    "phone_24h": ("电话", "举报电话", "联系电话", "24小时电话", "24小时举报电话", "值班电话"),
    "email": ("邮箱", "电子邮箱", "举报邮箱", "电子邮件", "联系邮箱"),
    "email_masked": ("邮箱已隐去", "邮箱打码", "邮箱是否打码"),
    "hosts": ("域名", "网站域名"),
    "website": ("网址", "网站", "举报网址", "网站地址", "官网"),
    "kind": ("方式", "渠道类型"),
    "channel": ("渠道", "举报渠道"),
    "language": ("语言",),
    "source": ("来源", "出处"),
    "checked": ("核对日期", "核对时间"),
}
"""The names of columns in Chinese, as offices write them."""
_CHINESE = {name: column for column, names in CHINESE.items() for name in names}
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_UNSEEN = re.compile(f"[{INVISIBLE}]")


def as_wanted(cell: str, wanted: Sequence[str]) -> str:
    """The name of a column as it is wanted, however a person or a program has written it.

    Case, wide letters, spaces for `_` and marks that nobody sees make no difference. Names in
    Chinese are known; there, white space and remarks in brackets make none either.
    """
    name = cell.strip()
    plain = re.sub(r"[\s_-]+", "_", folded(name))
    if plain not in wanted:
        plain = _CHINESE.get(_IN_BRACKETS.sub("", plain).replace("_", ""), "")
    return plain if plain in wanted else name


def has_columns(cells: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether these cells name all wanted columns."""
    return set(wanted) <= {as_wanted(cell, wanted) for cell in cells}


def folded(text: str) -> str:
    """A text without differences of case and width, and without marks that nobody sees."""
    return _UNSEEN.sub("", normal("NFKC", text)).strip().casefold()
