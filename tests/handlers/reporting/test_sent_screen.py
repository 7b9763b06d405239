"""What was sent for a report, each thing with a button that takes it out."""

import pytest
from msgspec.structs import replace

from domain.report import Evidence, EvidenceState
from handlers.reporting import sent_screen
from handlers.reporting.callbacks import TakeOut
from handlers.ui.localizer import Localizer
from handlers.ui.markup import cut
from tests.support.chat import catalog
from tests.support.filed import LINK, PIECES, an_asked
from tests.support.life import NOON
from tests.support.looks import look

WORDS = catalog()
POST = {"key": "3", "text": "free money", "origin": {"kind": "channel", "title": "Mill"}}
HIDDEN = {"key": "4", "text": "", "links": [LINK]}  # a link behind a button


@pytest.fixture(params=("en", "zh-Hans"))
def localizer(request, profile):
    return Localizer(WORDS, profile, request.param)


def screen(localizer, pieces, *states):
    asked = an_asked(localizer.profile, "report", "review", answers={"_pieces": pieces})
    files = tuple(
        Evidence(id=70 + n, kind="photo", state=state, received_at=NOON)
        for n, state in enumerate(states)
    )
    return sent_screen.sent(localizer, replace(asked, files=files))


def test_each_text_post_and_file_has_a_button_in_the_order_it_came(localizer):
    found = screen(localizer, [*PIECES, POST, HIDDEN], EvidenceState.KEPT, EvidenceState.REFUSED)
    labels = look(found).labels
    assert labels[:2] == [f"🗑 {cut(LINK['raw'], sent_screen.LONGEST)}", "🗑 they took my money"]
    assert labels[2].startswith("🗑 ")
    assert labels[2][2:6] in localizer.say("review-forwarded", title="Mill")
    assert labels[3] == labels[0]
    assert labels[4:] == [
        f"🗑 {localizer.say('sent-file', number=1)}",  # what was refused is not kept
        localizer.say("button-back"),
    ]
    taken = [key.button for row in found.rows[:-1] for key in row]
    assert [(each.kind, each.key) for each in taken] == [
        ("text", "1"),
        ("text", "2"),
        ("text", "3"),
        ("text", "4"),
        ("file", "70"),
    ]
    assert all(isinstance(each, TakeOut) for each in taken)


def test_long_and_hostile_texts_fit_a_button_on_one_line(localizer):
    for text in ("x" * 4000, "a\nb\n\n\u202ec" * 900, "😀" * 2000):
        label = look(screen(localizer, [{"key": "1", "text": text}])).labels[0]
        assert len(label) <= sent_screen.LONGEST + 3
        assert not {"\n", "\u202e"} & set(label)


def test_more_things_than_fit_do_not_break_the_keyboard(localizer):
    many = [{"key": str(n), "text": f"text {n}"} for n in range(90)]
    found = screen(localizer, many, *[EvidenceState.KEPT] * 20)
    assert len(found.rows) == sent_screen.MOST + 1
    assert look(found).labels[-1] == localizer.say("button-back")
