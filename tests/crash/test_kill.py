"""kill -9 at every step of a report, with real processes: nothing is lost or doubled."""

import pytest

from tests.support.stage import CODE

STEPS: tuple[tuple[str, str, str], ...] = (  # what is done, and what the bot says next
    ("says", "/report", "What would you like to report?"),
    ("says", "https://example.org/shop", "What kind of content is it?"),
    ("taps", "Fraud", "Which of these fits best?"),
    ("taps", "Fake bank", "In a few words: what is wrong with it?"),
    ("says", "they took my money", "Please check that everything is right"),
    ("taps", "Region", "Which region"),
    ("taps", "Changsha", "Region: Changsha"),
    ("taps", "Contact", "How would you like to report?"),
    ("taps", "Leave contact", "How can the office reach you"),
    ("says", "138 0013 8000", "Contact: "),
    ("taps", "Submit report", "This is your receipt"),
)
HELD = (  # sent with nothing open, given up and taken back, and answered by a reply at the end
    ("says", "they took my money in their shop", "Tap “Report this”"),
    ("taps", "Report this", "What kind of content is it?"),
    ("taps", "Fraud", "Which of these fits best?"),
    ("taps", "Fake bank", "Please check that everything is right"),
    ("says together", "it was yesterday|by a transfer", "by a transfer"),
    ("taps", "Cancel", "Discarded. Nothing was sent."),
    ("taps", "Undo", "It is back, just as it was."),
    ("taps", "Somebody is in danger", "☑️ Somebody is in danger"),
    ("taps", "What I sent", "Tap something to take it out"),
    ("taps", "by a transfer", "Saved: your words."),
    ("taps", "Submit report", "This is your receipt"),
    ("replies", "the account ends in 42", "It has been added"),
)


@pytest.mark.parametrize(
    ("when", "steps"),
    [
        pytest.param("handed_out", STEPS, id="handed_out-asked"),
        pytest.param("answering", HELD, id="answering-held"),
        pytest.param("handed_out", HELD, id="handed_out-held", marks=pytest.mark.soak),
        pytest.param("answering", STEPS, id="answering-asked", marks=pytest.mark.soak),
    ],
)
async def test_a_kill_at_every_step_loses_nothing_and_files_once(stage, when, steps):
    await stage.start()
    for kills, (how, what, then) in enumerate(steps, 1):
        if how == "taps":
            await stage.until(lambda what=what: stage.button(what), what)
        if when == "handed_out":
            stage.telegram.on_hand_out = stage.kill
        else:
            await stage.nothing_owed()  # the next call is the reply to this step
            stage.telegram.on_call = stage.kill
        stage.acts(how, what)
        await stage.until(lambda kills=kills: stage.kills == kills, ("a kill at", what))
        await stage.restart()
        await stage.until(lambda then=then: then in stage.shown(), then)
    await stage.until(lambda: CODE.search(stage.shown()), "the query code")
    stage.acts("says", "/privacy")  # the last one is up, and can be stopped
    await stage.until(lambda: "Your privacy" in stage.shown(), "/privacy")
    await stage.stop()
    assert stage.process.returncode == 0
    assert stage.kills == len(steps)
    assert len(set(CODE.findall(stage.shown()))) == 1
    assert stage.counts() == {"cases": 1, "reports": 1, "dead": 0, "receipts": 1}
