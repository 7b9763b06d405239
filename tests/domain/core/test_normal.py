"""Normal forms: those of Unicode for what people write, at a cost that grows with the length."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.core.normal import MOST_MARKS, ROOM, normal

ACUTE, BELOW, OVERLAY, VOICED = "\u0301", "\u0323", "\u0334", "\uff9e"


@given(st.text(max_size=60), st.sampled_from(["NFC", "NFKC"]))
def test_what_people_write_gets_unicode_s_own_form(text, form):
    expected = unicodedata.normalize(form, text)
    if len(expected) <= 2 * len(text) + ROOM and "".join(map(_mark, text)).count("m") < MOST_MARKS:
        assert normal(form, text) == expected


def _mark(sign):
    return "m" if unicodedata.category(sign)[0] == "M" else " "


@pytest.mark.parametrize("form", ["NFC", "NFKC"])
@pytest.mark.parametrize("marks", [ACUTE + BELOW, VOICED + ACUTE, "\u0f73\u0301"])
def test_of_many_marks_in_a_row_the_first_are_kept(form, marks):
    found = normal(form, "a" + marks * 2000 + "b" + marks * 2000 + "c")
    assert found.startswith(("a", "á", "ạ"))
    assert found.endswith("c")
    assert "b" in found or "ḅ" in found
    assert len(found) <= 4 * MOST_MARKS


def test_a_sign_that_stands_for_a_sentence_does_not_make_a_long_text_many_times_as_long():
    assert len(normal("NFKC", "\ufdfa" * 4000)) <= 2 * 4000 + ROOM
    assert normal("NFKC", "\ufdfa") == unicodedata.normalize("NFKC", "\ufdfa")


@pytest.mark.parametrize(
    "marks", [ACUTE + BELOW, BELOW + ACUTE, VOICED + ACUTE, ACUTE * 9 + OVERLAY * 9]
)
def test_four_times_the_marks_take_about_four_times_as_long(marks):
    """The standard library takes sixteen times as long: it sorts them one by one."""

    def seconds(count):
        began = time.thread_time()
        for _ in range(3):
            normal("NFC", "a" + marks * (count // len(marks)))
        return time.thread_time() - began

    ratios = []
    for _ in range(5):
        ratios.append(seconds(128_000) / max(seconds(32_000), 1e-6))
        if ratios[-1] < 8:
            return
    raise AssertionError(ratios)


def test_nothing_else_calls_the_standard_library_s_normal_forms():
    root = Path(__file__).parents[3]
    rooms = ("bot", "handlers", "usecases", "conversation", "storage", "domain", "locales")
    calling = {
        str(path.relative_to(root))
        for room in rooms
        for path in (root / room).rglob("*.py")
        if "unicodedata.normalize(" in path.read_text(encoding="utf-8")
    }
    assert calling == {"domain/core/normal.py"}
