"""The summary of a case file, with the font that is installed."""

import logging
import re

import pytest

from handlers.case_files import summary_pdf
from handlers.case_files.summary import Section

PAGES = (
    (
        "案件摘要",
        (
            Section(
                title="举报内容",
                rows=(("状态", "已受理，正在核实。"), ("", "龘")),
            ),
        ),
    ),
    ("Case summary", (Section(title="The report", rows=(("State", "Being checked"),)),)),
)


def made(pages=PAGES):
    font = summary_pdf.font()
    assert font is not None, "no font with Chinese characters is installed"
    return summary_pdf.pdf(pages, font)


def test_every_character_has_its_shape_and_each_language_its_page(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING):
        paper = made()
    assert paper.startswith(b"%PDF-")
    assert re.search(rb"/Count 2\b", paper)
    assert b"NotoSansCJK" in paper or b"WenQuanYi" in paper
    assert [each.getMessage() for each in caplog.records] == []


def test_only_the_characters_of_the_summary_are_in_it():
    assert len(made()) < 100_000
