"""Rows of a table that are no records: totals, notes, and the names of the columns once more.

An office adds them for print. The first wanted column is the key of a record, its code.
"""

import re
from collections.abc import Sequence

from bot.config.tables.columns import as_wanted, folded

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TOTAL = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计|总数|(?:(?:sub|grand )?total|sum)\b).*", re.DOTALL
)
_NOTE = re.compile(
    r"""
    (?:附?注|备注|说明|制表|填表|填报|编制|审核|复核|审批|批准|负责|联系|经办|日期|时间|单位|数据|来源|更新
      |截[至止]|打印|导出|电话|notes?\b|remarks?\b|sources?\b|prepared|checked|printed|updated|date\b)
    [^:]{0,16}:.*
    | (?:截[至止]|as\ of\b).*
    | 共\s*[0-9].* | 第\s*[0-9]+\s*页.* | page\s*[0-9]+.* | -+\ ?[0-9]+\ ?-+
    """,
    re.DOTALL | re.VERBOSE,
)
NEARLY_EMPTY = 4  # a record has different values in more than one of so many columns
QUOTED = 20  # characters of a row that are shown


def is_header(cells: Sequence[str], header: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether a row repeats the first line exactly, as on each page of a printed table."""
    names = [as_wanted(cell, wanted) for cell in cells]
    return _without_end(names) == _without_end(header)


def fault(cells: Sequence[str], header: Sequence[str], wanted: Sequence[str]) -> str:
    """What a row is and what to do with it, if it is no record; else empty."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return ""
    names = {as_wanted(cell, wanted) for cell in filled} & set(wanted)
    if len(names) > 1 and 2 * len(names) >= len(filled):
        return (
            "looks like a second header: put the rows below it under the columns of the first"
            " line, and delete this row"
        )
    place = header.index(wanted[0]) if wanted[0] in header else len(cells)
    key = folded(cells[place]) if place < len(cells) else ""
    first = folded(filled[0])
    nearly_empty = NEARLY_EMPTY * len(set(filled)) < len(wanted)
    shown = filled[0] if len(filled[0]) <= QUOTED else filled[0][:QUOTED] + "…"
    has_code = _CODE.fullmatch(key) is not None
    if _TOTAL.fullmatch(first) and (not has_code or nearly_empty):
        return f"looks like a total (“{shown}”): delete this row"
    if has_code:
        return ""
    if _NOTE.fullmatch(first):
        return f"looks like a note (“{shown}”): delete this row"
    if nearly_empty:
        return f"has no {wanted[0]} and looks like a note (“{shown}”): fill it or delete this row"
    return ""


def _without_end(names: Sequence[str]) -> list[str]:
    """The names without the empty ones at the end."""
    kept = list(names)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
