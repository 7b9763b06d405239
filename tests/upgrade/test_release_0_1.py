"""A deployment of release 0.1, stored in full swing, is opened by this code and goes on.

How the file was made. A script ran on the released code itself, on the world of the dialog tests:
the real application, a sandbox in Telegram's place, a mail server on loopback, a clock moved by
hand, seal keys made for this alone. It played some thirty of the release's own dialog tests one
after another in the same world, with the same two moderators, lead, two admins, custodian, lead of
the province and moderator of a site. Admins took up invitations, but one that the settings name
(777001) and one whose row alone says so. Then it made cases in every state, groups with and without
topics, an invitation, texts kept ready, a saved search, sanctions, quarantine, a unit told by mail,
broadcasts that are scheduled, paused and half sent. Then it brought a form of each kind, each with
a person of its own, to its questions, and wrote down what is left to be said in each. At last the
senders were stopped, people went on, and updates were stored on which nobody worked. Notices that
had been sent before were set back to what a process leaves that dies after it has sent and before
it has written so; of each kind some wait, some are claimed and some are held, as a restored backup
holds them. The database was written as SQL; the chats, with all their buttons but those that differ
in a number alone, the accounts, codes, files and keys as JSON. For the next release such a pair is
made and tested anew.
"""

import hashlib
import json
from itertools import zip_longest
from pathlib import Path

import pytest

from bot.config.profile import read_profile
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from storage.evidence import evidence_files
from tests.dialogs.moderation.test_clocks import ticks
from tests.support.life import write_down_roles
from tests.support.post import post_office
from tests.upgrade.stored import Stored
from usecases.core import profile as core_profile
from usecases.session import by_system

pytestmark = pytest.mark.long

DAY = 24 * 3600
MAIL = {"mail_from": "office@reports.example.org", "locale": "en"}
STATES = "waiting", "claimed", "held"
QUESTIONS = (
    *("link", "category", "subcategory", "words", "evidence"),
    *("region", "identity", "name", "contact"),
)
OPENED = {"changsha": "region", "hengyang": "region", "real_name": "identity"}  # from the review
GONE = {("press", "good_faith"), ("press", "done")}
SITE = "rednet"
HUNAN = Path(__file__).parents[2] / "profiles" / "hunan"
KINDS = "SELECT DISTINCT category, subcategory FROM cases"
RULES = "SELECT DISTINCT rule FROM decisions WHERE rule <> ''"
A_DOZEN_OF_THE_STAFF = "DELETE FROM grants WHERE rowid > 12"
GIVEN_UP = (("says", "/cancel"),)
RESUMED = ("says", "/start"), ("press", "continue")
SEEN_GONE = ("press", "removed_by_unit"), ("press", "self")
BY_PHONE = ("press", "phone"), ("says", "the host's abuse desk"), ("press", "remove")
LONG = 2**40  # seconds that no test waits


@pytest.fixture(scope="module")
def stored():
    return Stored("release_0_1")


@pytest.fixture
async def office():
    async with post_office() as found:
        yield found


@pytest.fixture(params=["sqlite"])
async def left(request, stored, office, tmp_path):
    """The stored deployment with this code at work on it."""
    url = f"sqlite+aiosqlite:///{stored.lay_out(tmp_path)}"
    if request.param == "postgres":
        url = await moved(request, stored, url)
    async with stored.opened(url, tmp_path, smtp_url=office.url, **MAIL) as found:
        yield found


on_both = pytest.mark.parametrize("left", ["sqlite", "postgres"], indirect=True)


async def moved(request, stored, source):
    """The same in PostgreSQL, as an operator moves it there."""
    shell = request.getfixturevalue("shell")
    target = request.getfixturevalue("empty_postgres_url")
    keys = stored.facts["seal_keys"]
    for words in (("migrate",), ("db", "copy", source, target)):
        ran = await shell.types(*words, DATABASE_URL=source, SEAL_KEYS=keys)
        assert ran.code == 0, ran
    return target


async def count(left, what, **values):
    [row] = await left.rows(f"SELECT count(*) AS n FROM {what}", **values)
    return row["n"]


def told(wrong):
    """The failures as lines, so that one run names them all."""
    return "\n".join(json.dumps(each, ensure_ascii=False, default=str) for each in wrong)


def test_the_file_has_every_kind_of_notice_and_of_form_that_the_release_had(stored):
    facts = stored.facts
    for way, kinds in facts["kinds"].items():
        assert {each["kind"] for each in facts["notices"] if each["way"] == way} == set(kinds)
    assert {each["state"] for each in facts["notices"]} == set(STATES)
    assert len(facts["kinds"]["chat"]) == 89
    assert {each["form"] for each in facts["flights"]} == set(facts["forms"])
    asked = [set(each["answered"]) for each in facts["flights"] if each["form"] == "report"]
    for place in range(len(QUESTIONS) + 1):
        given = set(QUESTIONS[:place])
        assert any(given == answers & set(QUESTIONS) for answers in asked), given
    assert any("_known" in answers for answers in asked)


async def test_the_file_is_brought_up_to_date_and_what_it_was_stands_beside_it(left, tmp_path):
    [row] = await left.rows("SELECT version_num FROM alembic_version")
    assert left.facts["revision"] == "0004"
    assert row["version_num"] > left.facts["revision"]
    assert (tmp_path / f"jubao.db.before-{row['version_num']}").exists()


@on_both
async def test_every_update_that_waited_is_worked_on_and_the_one_put_aside_stays_so(left):
    asked = left.facts["updates"]
    assert await count(left, "inbox WHERE state = 0") == len(asked["updates"]) - 1

    await left.world.jubao.intake.recover()
    await left.world.settle()

    assert left.complaints() == []
    assert await count(left, "inbox WHERE state IN (0, 1) AND sealed IS NOT NULL") == 0
    assert await count(left, "inbox WHERE state = 3") == 1
    for kind in ("text", "photo", "press"):
        [account] = asked[kind]
        assert "reply_markup" in left.talker(account).last, kind
    steps = await left.rows(
        "SELECT kind, state FROM evidence WHERE state <> 'kept' AND report_id IS NOT NULL"
    )
    assert steps == [], "what was sent and not yet fetched is kept now"
    waiting = await left.rows("SELECT state FROM evidence WHERE report_id IS NULL")
    assert {row["state"] for row in waiting} <= {"kept", "offered"}, "files of forms wait for these"


@on_both
async def test_every_notice_is_sent_in_words(left, office):
    """One by one, so that each is seen to be said; those that were held as soon as let go.

    But nothing goes to an admin whose row alone says so, named neither by an invitation nor by the
    settings: since schema 0006 that makes nobody an admin.
    """
    await left.rows("UPDATE outbox SET due_at = due_at + :long WHERE state IN (0, 5)", long=LONG)
    await left.rows("UPDATE outbox SET state = 0, fence = fence + 2 - fence % 2 WHERE state = 5")
    # With a later end they would count as being sent, and hold up what follows them.
    await left.rows("UPDATE outbox SET fence = fence + 1 WHERE state = 0 AND fence % 2 = 1")
    wrong = []
    for notice in left.facts["notices"]:
        calls, mails = len(left.telegram.sent), len(office.taken)
        claimed = int(notice["state"] == "claimed")  # by a courier that is gone
        await left.rows(
            "UPDATE outbox SET due_at = 1, fence = fence - :claimed WHERE id = :id",
            claimed=claimed,
            id=notice["id"],
        )
        await left.world.settle()
        [row] = await left.rows("SELECT state FROM outbox WHERE id = :id", id=notice["id"])
        said = [name for name, to in left.telegram.sent[calls:] if _is_for(notice, to)]
        said += ["mail"] * (len(office.taken) - mails)
        complaints = left.complaints()
        if notice["chat"] in left.facts["marked_admins"]:  # no admins any more: nothing for them
            assert (row["state"], said, complaints) == (2, [], []), notice
        elif row["state"] != 1 or not said or complaints:
            wrong.append((notice, row["state"], said, complaints))
    assert not wrong, told(wrong)


def _is_for(notice, params):
    return str(params.get("chat_id")) == str(notice["chat"])


def goes_on(flight):
    """What is left to be said in a form, in the order of this release.

    A report goes to its review as soon as it is known what is reported and of which kind: region
    and identity are opened from there, files are added without a press, and there is no tick.
    "Removed" needs a request that was answered: whoever had chosen it goes back and says that the
    unit itself removed it, and who saw that. Measures are asked of somebody, and sent by a press,
    as are all decisions: their words are there already, and are opened to be written. A transfer
    of fraud to a site is given up: a category's level holds there, too.
    """
    if flight["form"] in {"decide", "change"}:
        back = [("press", "back")] if "outcome" in flight["answered"] else []
        facts = ("opens", "facts"), ("says", "The decision's facts.")
        words = ("opens", "feedback"), ("says", "The page was removed.")
        return [*RESUMED, *back, *SEEN_GONE, *facts, *words, ("press", "send")]
    if flight["form"] in {"refuse", "dismiss", "remit"}:
        first, words = flight["finish"][:-1], flight["finish"][-1]
        return [*first, *([("opens", "feedback")] if first else []), words, ("press", "send")]
    if flight["form"] == "measures":
        return [*RESUMED, *BY_PHONE, *flight["finish"], ("press", "send")]
    if flight["form"] not in {"report", "entered"}:
        return flight["finish"] + (list(GIVEN_UP) if flight["about"] == SITE else [])
    steps = []
    for how, what in flight["finish"]:
        opened = OPENED.get(what) if "_before" not in flight["answered"] else None
        steps += [("opens", opened)] if opened else []
        steps += [(how, what)] if (how, what) not in GONE else []
    return steps


@pytest.mark.soak
async def test_every_form_in_flight_can_be_finished_and_the_journal_stays_whole(
    left, shell, tmp_path
):
    said = {
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/jubao.db",
        "SEAL_KEYS": left.facts["seal_keys"],
    }
    reports = await count(left, "reports")
    flights = {False: [], True: []}
    for each in left.facts["flights"]:
        form = each["account"], each["draft"], goes_on(each)
        flights[each["form"] == "report"].append(form)

    of_staff = await left.finish(flights[False])
    await left.rows(A_DOZEN_OF_THE_STAFF)  # else each of sixty hears of each report
    conditions = left.world.jubao.services.conditions()
    await left.world.db.run(by_system, conditions, write_down_roles)  # none had an entry
    before = await shell.types("audit", "verify", **said)
    assert before.code == 0, before
    of_citizens = await left.finish(flights[True])

    assert of_staff == of_citizens == ({}, []), told([of_staff, of_citizens])
    for flight in left.facts["flights"]:
        assert await count(left, "drafts WHERE id = :id", id=flight["draft"]) == 0, flight
    filed = sum(each["form"] in {"report", "entered"} for each in left.facts["flights"])
    assert await count(left, "reports") == reports + filed
    after = await shell.types("audit", "verify", **said)
    assert after.code == 0, after
    assert after.out != before.out


@pytest.mark.soak
@on_both
async def test_categories_of_the_stored_profile_stay_known_when_a_newer_one_is_imported(left):
    await left.rows(
        "UPDATE cases SET category = 'other', subcategory = 'minors' WHERE id IN"
        " (SELECT min(id) FROM cases)"
    )
    known = {(row["category"], row["subcategory"]) for row in await left.rows(KINDS)}
    cited = {row["rule"] for row in await left.rows(RULES)}
    hunan = read_profile(HUNAN)
    assert hunan.taxonomy.find("minors") is None

    await left.world.db.run(core_profile.install_profile, hunan, left.facts["at"] + 3600)
    await ticks(left.world)

    taxonomy = left.world.jubao.services.profile.taxonomy
    localizer = Localizer(Catalog(), left.world.jubao.services.profile, "en")
    assert localizer.category("other", "minors") == "Other · Harm to minors"
    assert [kind for kind in known if taxonomy.of(*kind) is None] == []
    assert [rule for rule in cited if taxonomy.rule(rule) is None] == []
    assert "minors" not in taxonomy.under("other")
    assert {"self_harm", "data_sale"} < set(taxonomy.under("other"))
    citizen = left.talker(left.world.telegram.add_user("Newcomer", language_code="en").id)
    await citizen.says("/report")
    await citizen.says("https://example.org/for-children")
    for label in ("Harm to minors", "Bullying of minors", "Skip", "Submit report"):
        await citizen.taps(label)
    assert left.complaints() == []
    [row] = await left.rows("SELECT category, subcategory FROM cases ORDER BY id DESC LIMIT 1")
    assert dict(row) == {"category": "minors_safety", "subcategory": "minors_bullying"}


@pytest.mark.soak
async def test_every_button_that_stands_in_a_chat_is_answered(left):
    """By whoever has it, one of each chat at a time.

    One may be out of date; a whole kind of them must not be.
    """
    wrong, kinds, understood = [], set(), set()
    for together in zip_longest(*left.buttons().values()):
        presses = [press for press in together if press is not None]
        said = await left.press_together(presses)
        for (account, *_, data), words in zip(presses, said, strict=True):
            kind = data.partition(":")[0]
            kinds.add(kind)
            if words != left.talker(account).words("answer-stale"):
                understood.add(kind)
        if complaints := left.complaints():
            wrong.append((presses, complaints))
    assert not wrong, told(wrong)
    assert understood == kinds
    assert len(kinds) > 60


@on_both
async def test_every_code_that_was_handed_out_still_opens_its_report(left):
    wrong = []
    for code in left.facts["codes"]:
        somebody = left.world.person("Mo")
        await somebody.says(f"/track {code}")
        if f"··{code[-4:]}" not in somebody.texts(1) or left.complaints():
            wrong.append((code, somebody.texts(1)))
    assert not wrong, told(wrong)


@pytest.mark.on_both
@on_both
async def test_the_evidence_that_was_stored_the_old_way_can_be_opened(left, tmp_path):
    rows = await left.world.jubao.services.db.read(evidence_files.kept_page, "", limit=100)
    assert rows
    for name, sha256 in rows:
        assert (tmp_path / "evidence" / name).exists()
        data = await left.world.jubao.services.read_file(name)
        assert hashlib.sha256(data).hexdigest() == sha256
    [in_clear] = await left.rows("SELECT count(*) AS n FROM evidence WHERE sha256 <> ''")
    assert in_clear["n"] == 0


async def test_a_broadcast_that_was_half_sent_reaches_the_others_and_nobody_twice(left):
    text = "Half of you have this."
    waiting = await count(left, "broadcast_people WHERE state = 0")
    assert waiting
    await left.world.broadcasts()

    assert left.complaints() == []
    got = [to["chat_id"] for _, to in left.telegram.sent if to.get("text", "").startswith(text)]
    assert len(got) == len(set(got)) > 0
    assert await count(left, "broadcasts WHERE state = 'sending'") == 0
    assert await count(left, "broadcasts WHERE state = 'approved'") == 1  # the scheduled one


@pytest.mark.soak
async def test_the_clock_goes_on_after_a_week(left):
    # A few of the cases, too: else a dozen hear of a hundred.
    await left.rows(A_DOZEN_OF_THE_STAFF)
    unclocked = "due_at = NULL, remind_at = NULL, word_due_at = NULL, waiting = FALSE"
    await left.rows(f"UPDATE cases SET {unclocked} WHERE id % 9 <> 0")
    await left.world.person("Hu").says("/help")  # else only this clock says what time it is
    for seconds in (0, 3600, 7 * DAY):
        left.world.later(seconds)
        await ticks(left.world)
    assert left.complaints() == []
    assert await count(left, "drafts WHERE form = 'report'") == 0  # their time is over


async def test_an_invitation_that_was_open_is_taken(left):
    somebody = left.world.person("Hu")
    await somebody.says(f"/start {left.facts['invitation']}")
    somebody.saw("staff-joined", role="moderator", unit="Changsha Internet Information Office")
