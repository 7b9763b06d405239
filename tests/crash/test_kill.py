"""kill -9 at every step of a report, with real processes: nothing is lost or doubled."""

import pytest

from tests.support.stage import CODE

STEPS: tuple[tuple[str, str, str], ...] = (  # what is done, and what the bot says next
    ("says", "/report", "What would you like to report?"),
    ("says", "https://example.org/shop", "What kind of content is it?"),
    ("taps", "Fraud", "Which of these fits best?"),
    ("taps", "Fake bank", "In a few words: what is wrong with it?"),
    ("says", "they took my money", "Submit report"),
    ("taps", "Submit report", "This is your receipt"),
)


@pytest.mark.parametrize("when", ["handed_out", "answering"])
async def test_a_kill_at_every_step_loses_nothing_and_files_once(stage, when):
    await stage.start()
    for kills, (how, what, then) in enumerate(STEPS, 1):
        if how == "taps":
            await stage.until(lambda what=what: stage.button(what), what)
        if when == "handed_out":
            stage.telegram.on_hand_out = stage.kill
        else:
            stage.telegram.on_call = stage.kill
        stage.acts(how, what)
        await stage.until(lambda kills=kills: stage.kills == kills, ("a kill at", what))
        await stage.restart()
        await stage.until(lambda then=then: then in stage.shown(), then)
    await stage.until(lambda: CODE.search(stage.shown()), "the query code")
    await stage.stop()
    assert stage.process.returncode == 0
    assert stage.kills == len(STEPS)
    assert len(set(CODE.findall(stage.shown()))) == 1
    assert stage.counts() == {"cases": 1, "reports": 1, "dead": 0, "receipts": 1}
