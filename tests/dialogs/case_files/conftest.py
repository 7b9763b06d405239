"""A small font for the summaries: the whole one takes half a second of CPU for each of them."""

from pathlib import Path

import pytest
from fontTools import subset

from handlers.case_files import summary_pdf
from tests.support.processes import ROOT

SHOWN = ("locales/*/*.ftl", "profiles/hunan/*", "tests/dialogs/case_files/*.py")
"""Files whose characters the summaries of these tests are made of."""


@pytest.fixture(scope="session")
def small_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The font that is installed, with no more characters than these tests show."""
    whole = summary_pdf.font()
    assert whole is not None
    found = (path for pattern in SHOWN for path in ROOT.glob(pattern) if path.is_file())
    options = subset.Options(font_number=summary_pdf.face(whole))
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(path.read_text(encoding="utf-8") for path in found))
    path = tmp_path_factory.mktemp("font") / "small.otf"
    with subset.load_font(str(whole), options) as font:
        cutter.subset(font)
        font.save(path)
    return path


@pytest.fixture(autouse=True)
def _small_font(small_font: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary_pdf, "FONTS", (small_font,))
    monkeypatch.setattr(summary_pdf, "face", lambda _: 0)
