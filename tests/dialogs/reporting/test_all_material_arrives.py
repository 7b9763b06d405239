"""Whatever somebody sends for a report: staff read all of it, or its sender is told why not."""

import asyncio
import shutil
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from domain.network.people import Role
from tests.support.chat import talking
from tests.support.material_acts import MATERIAL, Sender

REFUSALS = (
    *("file-not-kept-too_big", "file-not-kept-too_many", "file-not-kept-never"),
    *("file-not-kept-empty", "files-too-big", "files-too-many", "files-empty"),
    *("material-too-long", "material-too-many-posts", "not-kept-location", "edited-bad"),
    *("report-contact-bad-phone", "not-kept-unknown"),
)
STEPS = ("Report this", "Fraud", "Fake bank", "Skip", "Done", "Stay anonymous", "Continue")
"""Buttons that lead on to the review, whatever is open."""
OPENS = ("Add words", "Add files", "Region", "Contact", "Leave contact", "Back", "Changsha")
"""Buttons of the review and of what it opens."""

acts = st.lists(
    st.tuples(
        st.sampled_from([*MATERIAL, "goes on", "goes on", "opens", "/report"]),
        st.booleans(),  # right after the one before
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)
ALL = [(name, False, 0) for name in MATERIAL]
AT_REVIEW = [("link", False, 0), *[("goes on", False, 0)] * 3]


class Story:
    """One report: sent in any order, filed, and read by staff."""

    def __init__(self, world, moderator):
        self.world, self.moderator = world, moderator
        self.who = world.person("Lin")
        channel = world.telegram.add_channel("Fortune", username="fortune_demo")
        self.sender = Sender(world, self.who, channel.id)
        self.seen = set()

    async def does(self, name, together, which):
        """One act; what is sent by it is remembered, unless its sender was told why not."""
        if not together:
            await self.waits()
        if name == "/report":
            await self.who.says("/report")
        elif name == "goes on":
            await self.taps(STEPS)
        elif name == "opens":
            await self.taps(OPENS[which % len(OPENS) :] + OPENS)
        else:
            await self.sends(name)

    async def taps(self, labels):
        """The first of these buttons that is there; whether one was."""
        there = self.who.labels()
        self.looks()
        found = next((each for label in labels for each in there if each.startswith(label)), None)
        if found is not None:
            await self.who.taps(found)
        return found is not None

    async def sends(self, name):
        before = self.who.chat[-1]["message_id"] if self.who.chat else 0
        asks_contact = self.words("report-contact-ask") in self.who.texts(1)
        sent = MATERIAL[name](self.sender)
        self.world.sent_at[self.who.account] = self.world.at[0]
        await self.world.settle()
        if asks_contact and sent.plain and self.words("report-contact-ask") in self.who.texts(1):
            sent.said = None
        self.sender.sent.append(sent)
        sent.after = before

    def words(self, key, **params):
        """A sentence up to its first number: those are the sender's own."""
        limits = {"size": 20, "most": 20, "limit": 20, "length": 0}
        said = self.who.words(key, **{**limits, **params})
        return said.split("20")[0].split(":")[0]

    def refused(self, sent):
        """Whether one of the sentences that say why not was in the answer to it.

        Messages that are sent together have one answer.
        """
        said = "\n".join(text for number, text in self.seen if sent.after < number <= sent.until)
        return any(self.words(key) in said for key in REFUSALS)

    async def files(self):
        """On to the review and through it, for Changsha."""
        await self.waits()
        for _ in range(20):
            if any(label.startswith("Submit report") for label in self.who.labels()):
                break
            if not await self.taps(STEPS):
                await self.waits()
                await self.sends("link")
        for label in ("Region", "Changsha", "Submit report"):
            await self.who.taps(label)
        await self.waits()

    async def waits(self):
        """Until the answer to what was sent together is there."""
        self.world.later(3)
        await self.world.settle()
        self.looks()
        for sent in self.sender.sent:
            if sent.until is None:
                sent.until = self.who.chat[-1]["message_id"]

    def looks(self):
        """What stands in the chat now has been seen, whatever becomes of it."""
        self.seen |= {
            (m["message_id"], m.get("text", "")) for m in self.who.chat if m["from"]["is_bot"]
        }

    async def read(self):
        """All that staff can read of it, and how many files they get or may open anyway."""
        before = len(self.moderator.chat)
        for label in ("Read in full", "Evidence"):
            await self.moderator.says("/case 2611-0001")
            if label in await self.moderator.card_labels():
                await self.moderator.taps_on_card(label)
        shown = [m for m in self.moderator.chat[before:] if m["from"]["is_bot"]]
        texts = "\n".join(m.get("text") or m.get("caption") or "" for m in shown)
        media = ("photo", "document", "video", "voice", "audio", "animation", "sticker")
        files = sum(any(kind in m for kind in media) for m in shown)
        return texts, files + sum(map(_held, shown))

    async def is_true(self):
        texts, files = await self.read()
        for sent in self.sender.sent:
            assert not sent.never or self.refused(sent), (sent, self.seen)
            missing = [word for word in sent.words if word not in texts]
            assert not missing or self.refused(sent), (missing, texts, self.who.texts())
        wanted = sum(sent.files for sent in self.sender.sent if not self.refused(sent))
        assert files >= wanted, (files, wanted, self.who.texts())


def _held(message):
    """How many files a message offers to open although they cannot be cleaned."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return sum(button["text"].startswith("Open it anyway") for row in rows for button in row)


async def tells(url, folder, story):
    """A whole story in a world of its own."""
    async with talking(url, folder) as world:
        moderator = await world.staff("Chen", Role.MODERATOR)
        told = Story(world, moderator)
        for act in story:
            await told.does(*act)
        await told.files()
        await told.is_true()


@pytest.mark.soak
def test_whatever_is_sent_for_a_report_is_read_by_staff_or_refused_by_name(
    installed_template, tmp_path
):
    numbers = count()

    # A story is short and told whole: to shrink one takes longer than to read it.
    @settings(
        max_examples=25,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @example(ALL)
    @example([(name, True, 0) for name in MATERIAL])
    @example([*AT_REVIEW, *ALL])
    @example([("too_big", False, 0), ("text", True, 0)])
    @example([("several_links", True, 4), ("hidden_link", False, 6), ("hidden_link", True, 6)])
    @given(acts)
    def holds(story):
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        shutil.copy(installed_template, folder / "jubao.db")
        asyncio.run(tells(f"sqlite+aiosqlite:///{folder}/jubao.db", folder, story))

    holds()


@pytest.mark.parametrize("name", MATERIAL)
async def test_each_kind_of_message_begins_a_report_or_belongs_to_one(world, moderator, name):
    told = Story(world, moderator)
    await told.does(name, False, 0)
    await told.files()
    await told.is_true()


async def test_words_that_get_a_link_by_an_edit_are_a_report_from_then_on(world, citizen):
    await citizen.says("please look at this shop")
    citizen.sees("held-report")
    await citizen.edits(citizen.chat[0]["message_id"], "look at https://example.org/shop")
    citizen.sees("report-category-ask")
    for label in ("Fraud", "Fake bank"):
        await citizen.taps(label)
    assert "https://example.org/shop" in citizen.texts(1)


async def test_what_says_that_a_file_was_not_kept_is_not_removed_by_a_later_question(
    world, citizen
):
    sender = Sender(world, citizen, 0)
    MATERIAL["too_big"](sender)
    await world.settle()
    refusal = citizen.words("file-not-kept-too_big", size=20)
    assert refusal in citizen.texts(1)

    MATERIAL["text"](sender)
    await world.settle()
    world.later(3)
    await world.settle()

    assert refusal in citizen.texts()
