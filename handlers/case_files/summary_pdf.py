"""The summary of a case file as a PDF in all languages of the office, its font embedded."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from handlers.case_files.summary import Section

FONTS = (  # files with Chinese characters, as distributions install them
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
)
_SIMPLIFIED = ("Noto Sans CJK SC", "WenQuanYi Zen Hei")
_FAMILY = "summary"
_TITLE, _HEADING, _BODY, _SMALL = 16, 12, 10, 8  # points
_LINE = 5.5  # millimetres
_LABEL = 38.0  # millimetres: the column of the labels
_GREY = 110


def font() -> Path | None:
    """The first of the fonts that is installed; None if there is none: see `docs/case-file.md`."""
    return next((path for path in FONTS if path.is_file()), None)


@cache
def face(path: Path) -> int:
    """The place of the simplified Chinese face in a collection of fonts."""
    from fontTools.ttLib import TTCollection  # noqa: PLC0415 - slow to import

    with TTCollection(path, lazy=True) as collection:
        names = [each["name"].getDebugName(1) for each in collection.fonts]
    return next((place for place, name in enumerate(names) if name in _SIMPLIFIED), 0)


def pdf(pages: Sequence[tuple[str, Sequence[Section]]], path: Path) -> bytes:
    """The PDF: for each language a title and its sections, each language on a page of its own."""
    from fpdf import FPDF  # noqa: PLC0415 - slow to import
    from fpdf.enums import WrapMode, XPos, YPos  # noqa: PLC0415

    paper = FPDF(format="A4")
    paper.set_auto_page_break(auto=True, margin=18)
    paper.add_font(_FAMILY, fname=path, collection_font_number=face(path))
    for title, found in pages:
        paper.add_page()
        paper.set_font(_FAMILY, size=_TITLE)
        paper.multi_cell(0, 9, title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        for section in found:
            paper.ln(3)
            paper.set_font(_FAMILY, size=_HEADING)
            paper.multi_cell(0, 8, section.title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            paper.set_draw_color(200)
            paper.line(paper.l_margin, paper.get_y(), paper.w - paper.r_margin, paper.get_y())
            paper.ln(1.5)
            for label, value in section.rows:
                paper.set_font(_FAMILY, size=_BODY)
                top, page = paper.get_y(), paper.page_no()
                if label:
                    paper.set_text_color(_GREY)
                    paper.multi_cell(
                        _LABEL, _LINE, label, align="L", new_x=XPos.RIGHT, new_y=YPos.TOP
                    )
                    paper.set_text_color(0)
                    if paper.page_no() != page:
                        top = paper.get_y()
                    paper.set_xy(paper.l_margin + _LABEL, top)
                paper.multi_cell(
                    0,
                    _LINE,
                    value,
                    align="L",
                    wrapmode=WrapMode.CHAR if not value.isascii() else WrapMode.WORD,
                    new_x=XPos.LMARGIN,
                    new_y=YPos.NEXT,
                )
    return bytes(paper.output())
