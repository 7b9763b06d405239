"""A provider is asked by mail: a letter in both languages with XARF, nothing of a reporter."""

import json
import re
from email import message_from_bytes, policy

import pytest
from msgspec.structs import replace

from conversation.form import Given
from domain.network.people import Role
from storage.audit import journal
from storage.cases import cases, tasks
from storage.queues import outbox
from storage.removals import removals
from storage.reporting import reports
from tests.support.chat import talking
from tests.support.decisions import writes
from tests.support.life import Life
from tests.support.post import HANG_UP, post_office, text
from tests.support.xarf import faults
from usecases.operations import scheduled
from usecases.session import by_system

SENDER = "office@reports.example.org"
ZHIHU = "jubao@zhihu.com"
PAGE, COLUMN = "https://www.zhihu.com/question/1", "https://zhuanlan.zhihu.com/p/9"
HOUR = 3600


@pytest.fixture
async def office():
    async with post_office() as found:
        yield found


@pytest.fixture
async def world(sqlite_url, tmp_path, office):
    async with talking(
        sqlite_url, tmp_path, smtp_url=office.url, mail_from=SENDER, locale="en"
    ) as found:
        yield found


@pytest.fixture
async def moderator(world):
    return await world.staff("Wu", Role.MODERATOR, unit="changsha")


async def files(world, citizen, place=f"{PAGE}?utm=2 {COLUMN}", **answers):
    await citizen.says("/start")
    services = world.jubao.services
    life = Life(world.db, services.profile, int(world.at[0]), mail=True)
    filed = await life.files(citizen.account, link=Given(text=place), **answers)
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


async def asks(moderator, whom="Zhihu", finding="Copies a bank's pages.", first=True):
    """Ask for removal, from the queue to the last button."""
    if first:
        await moderator.says("/queue")
        for label in ("2611-", "Accept", "Fraud", "Start checking"):
            await moderator.taps(label)
    await moderator.taps_on_card("Ask for measures")
    for label in (whom, "Remove it", "All of them", "3. Article 58"):
        await moderator.taps(label)
    await moderator.says(finding)
    await moderator.taps(moderator.words("send-yes"))


def attached(mail):
    return {
        part.get_filename(): json.loads(part.get_payload(decode=True))
        for part in mail.iter_attachments()
    }


def changed(world, known, **changes):
    """The profile with one provider otherwise."""
    services = world.jubao.services
    providers = tuple(
        replace(each, **changes) if each.code == known else each
        for each in services.profile.providers
    )
    services.profile = replace(services.profile, providers=providers)


async def open_tasks(world, unit="changsha"):
    found = await world.db.run(tasks.of_units, (unit,), limit=10)
    return [(task.task_kind, task.about) for task in found]


async def states(world):
    def look(tx):
        table = outbox.outbox
        rows = tx.execute(table.select().where(table.c.way == "mail").order_by(table.c.id)).all()
        return [outbox.NoticeState(row.state) for row in rows]

    return await world.db.run(look)


async def test_a_provider_gets_a_letter_in_both_languages_with_xarf(
    world, office, citizen, moderator
):
    case = await files(world, citizen)
    await asks(moderator)

    [mail] = office.taken
    assert office.recipients == [ZHIHU]
    assert (mail["To"], mail["Reply-To"]) == (ZHIHU, "csswwxb@163.com")
    assert SENDER in mail["From"]
    assert "长沙市委网宣(管)办" in mail["From"]
    assert f"{case.number}/1" in mail["Subject"]
    said = text(mail)
    for words in (
        "致：知乎",
        "To: Zhihu",
        "处置要求：删除该内容。",
        "What we ask: Remove the content.",
        "Copies a bank's pages.",
        "hxxps://www[.]zhihu[.]com/question/1",
        "0731-88667349",
    ):
        assert words in said
    found = attached(mail)
    assert list(found) == ["xarf.json", "xarf-2.json"]
    assert [faults(document) for document in found.values()] == [[], []]
    assert [document["url"] for document in found.values()] == [PAGE, COLUMN]
    assert {document["type"] for document in found.values()} == {"phishing"}
    entries = [(e.verb, e.reason) for e in await world.db.run(journal.of_case, case.id)]
    assert ("mailed", "removal_asked zhihu") in entries
    assert await open_tasks(world) == []


async def test_nothing_of_a_reporter_is_in_it_even_if_staff_write_it_into_the_finding(
    world, office, citizen, moderator
):
    case = await files(
        world,
        citizen,
        words=Given(text="canary-words they took my money"),
        identity=Given(choice="real_name"),
        contact=Given(text="13800138000 secret.mail@example.net"),
        name=Given(text="Secret Nameson"),
    )
    [report] = await world.db.run(reports.of_case, case.id)
    code = await world.db.run(reports.code_of, report.id)
    await asks(
        moderator,
        finding=f"Secret Nameson ({report.alias}, {code}, 138 0013 8000, id {citizen.account},"
        " secret.mail@example.net) is right: it copies a bank.",
    )

    [raw] = office.raw
    mail = message_from_bytes(raw, policy=policy.default)
    parts = [part.get_payload(decode=True) or b"" for part in mail.walk()]
    headers = [str(value).encode() for part in mail.walk() for value in part.values()]
    whole = b"\n".join([*headers, *parts])
    assert b"is right: it copies a bank." in whole
    for secret in (
        "Nameson",
        "Secret",
        "secret",
        report.alias,
        code,
        str(citizen.account),
        "canary",
    ):
        assert secret.encode() not in whole, secret
    # By itself: boundaries and names of messages have random digits.
    assert not re.search(rb"\b8000\b", whole), "the end of the phone number"


async def test_a_child_abuse_letter_has_the_address_and_no_finding(world, office, citizen):
    lead = await world.staff("Liu", Role.LEAD, unit="hunan")
    await files(
        world,
        citizen,
        place=PAGE,
        category=Given(choice="sexual"),
        subcategory=Given(choice="child_abuse"),
    )
    await lead.says("/queue")
    for label in ("2611-", "Accept", "Sexual", "Start checking", "Ask for measures"):
        await lead.taps(label)
    await lead.taps("Zhihu")
    await lead.taps("Remove it")
    await lead.taps("1. ")
    await lead.says("canary-finding")
    await lead.taps(lead.words("send-yes"))

    [mail] = office.taken
    assert "canary-finding" not in text(mail)
    assert "请勿保存、发送或转发" in text(mail)
    assert "hxxps://www[.]zhihu[.]com/question/1" in text(mail)
    [document] = attached(mail).values()
    assert faults(document) == []
    assert (document["type"], document["description"]) == ("csem", "")


@pytest.mark.soak
async def test_a_kind_of_content_that_xarf_does_not_know_has_a_letter_alone(
    world, office, citizen, moderator
):
    await files(
        world,
        citizen,
        place=PAGE,
        category=Given(choice="rumour"),
        subcategory=Given(choice="health"),
    )
    await moderator.says("/queue")
    for label in ("2611-", "Accept", "Rumours", "Start checking", "Ask for measures"):
        await moderator.taps(label)
    await moderator.taps("Zhihu")
    await moderator.taps("Remove it")
    await moderator.taps("1. ")
    await moderator.says("Not so.")
    await moderator.taps(moderator.words("send-yes"))
    [mail] = office.taken
    assert attached(mail) == {}
    assert "XARF" not in text(mail)
    assert "Not so." in text(mail)


async def test_a_letter_that_is_refused_is_a_task_for_the_unit_that_asks(
    world, office, citizen, moderator
):
    await files(world, citizen)
    office.rcpt = ["550 no such user"]
    await asks(moderator)

    assert office.taken == []
    assert await states(world) == [outbox.NoticeState.FAILED]
    assert await open_tasks(world) == [("letter_failed", "zhihu")]
    moderator.saw("task-letter_failed", number="2611-0001", unit="Zhihu", phone=ZHIHU)


@pytest.mark.soak
async def test_a_letter_that_was_not_accepted_is_sent_again_the_same(
    world, office, citizen, moderator
):
    await files(world, citizen)
    office.data = ["451 later"]
    await asks(moderator)
    assert office.taken == []
    world.later(HOUR)
    await world.settle()
    [mail] = office.taken
    assert mail["Message-ID"] in office.said[0].decode()
    first = message_from_bytes(office.said[0], policy=policy.default)
    assert attached(first) == attached(mail)


@pytest.mark.soak
async def test_it_is_not_known_whether_a_letter_arrived(world, office, citizen, moderator):
    await files(world, citizen)
    office.data = [HANG_UP] * 3
    await asks(moderator)
    for _ in range(4):
        world.later(HOUR)
        await world.settle()
    assert await open_tasks(world) == [("letter_uncertain", "zhihu")]


@pytest.mark.soak
async def test_a_letter_that_came_back_is_entered_by_its_number(world, office, citizen, moderator):
    case = await files(world, citizen)
    await asks(moderator)
    await moderator.says("/enter")
    await moderator.taps("A mail came back")
    await moderator.says(f"{case.number}/2")
    moderator.sees("removal-unknown")
    await moderator.says("/enter")
    await moderator.taps("A mail came back")
    await moderator.says(f"{case.number} ／ 0")
    moderator.sees("case-bad-number")
    await moderator.says(f"{case.number}／1")
    assert await open_tasks(world) == [("letter_bounced", "zhihu")]
    await moderator.says("/queue")
    assert "our request to Zhihu came back" in moderator.texts(1)


async def status(citizen):
    """What the reporter reads of the report now."""
    await citizen.says("/cases")
    await citizen.taps("··")
    return citizen.texts(1)


async def test_a_reporter_reads_that_a_site_was_asked_once_the_letter_has_left(
    world, office, citizen, moderator
):
    await files(world, citizen)
    office.data = ["451 later"]
    await asks(moderator)
    assert "The office is asking Zhihu to remove it" in citizen.texts()
    assert "has asked" not in citizen.texts()
    assert "is still on its way" in await status(citizen)

    world.later(HOUR)
    await world.settle()
    assert len(office.taken) == 1
    assert "The office has asked Zhihu to remove it" in await status(citizen)

    await moderator.says("/enter")
    await moderator.taps("A mail came back")
    await moderator.says("2611-0001/1")
    assert "is still on its way" in await status(citizen)


@pytest.mark.soak
async def test_a_reporter_reads_that_a_site_was_asked_again_once_the_second_letter_has_left(
    world, office, citizen, moderator
):
    case = await files(world, citizen)
    await asks(moderator)
    assert "The office has asked Zhihu to remove it" in await status(citizen)
    since = len(world.telegram.sent)

    def told():
        return "\n".join(
            params["text"]
            for _, params in world.telegram.sent[since:]
            if str(params.get("chat_id")) == str(citizen.account) and "text" in params
        )

    # A reminder that has yet to leave takes nothing back: it was asked before.
    [removal] = await world.db.run(removals.of_case, case.id)
    office.data = ["451 later"]
    world.later(removal.due_at - int(world.at[0]) - HOUR)
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()
    assert "The office has asked Zhihu to remove it" in await status(citizen)
    world.later(HOUR // 2)
    await world.settle()
    assert len(office.taken) == 2

    def says_done(tx):
        [found] = removals.of_case(tx, case.id)
        done = replace(found, state="to_check", answer="done", answered_at=found.asked_at)
        removals.change(tx, done, seen=found.version)

    await world.db.run(says_done)
    office.data = ["451 later"]
    await moderator.says("/measures")
    await moderator.taps(f"👁 {case.number}/1")
    await moderator.taps("Still there")
    await moderator.taps("Yes, still there")
    assert "It is asking again; the letter is still on its way" in told()
    assert "It has asked again" not in told()
    assert "is still on its way" in await status(citizen)

    since = len(world.telegram.sent)
    world.later(HOUR)
    await world.settle()
    assert len(office.taken) == 3
    # The card says so by itself, and so does the report when it is opened.
    assert "The office has asked Zhihu to remove it" in told()
    assert "The office has asked Zhihu to remove it" in await status(citizen)


async def test_a_reporter_reads_that_a_site_was_asked_once_somebody_has_brought_the_letter(
    world, citizen, moderator
):
    await files(world, citizen, place="https://weibo.com/u/1 https://www.weibo.com/u/2")
    await asks(moderator, whom="Weibo")
    assert "The office is asking Weibo to remove it" in citizen.texts()
    assert "is still on its way" in await status(citizen)

    await moderator.says("/queue")
    await moderator.taps("Done: 2611-0001")
    assert "The office has asked Weibo to remove it" in await status(citizen)


@pytest.mark.parametrize(
    ("whom", "code", "channel"),
    [("weibo", "weibo", "https://service.account.weibo.com/"), ("douban", "douban", None)],
)
async def test_a_provider_that_takes_no_mail_is_a_task_with_its_channel(
    world, office, citizen, moderator, whom, code, channel
):
    await files(world, citizen, place=f"https://{whom}.com/u/1 https://www.{whom}.com/u/2")
    await asks(moderator, whom=whom.capitalize())
    assert office.taken == []
    assert await open_tasks(world) == [("letter_missing", code)]
    moderator.saw(
        "task-letter_missing",
        number="2611-0001",
        unit=whom.capitalize(),
        phone=channel or "no public channel is known",
    )


@pytest.mark.soak
async def test_a_provider_that_left_the_profile_is_not_written_to(
    world, office, citizen, moderator
):
    await files(world, citizen)
    office.data = ["451 later"]
    await asks(moderator)
    changed(world, "zhihu", code="other", channel="other@example.org")
    world.later(HOUR)
    await world.settle()
    assert office.taken == []
    assert await states(world) == [outbox.NoticeState.UNREACHABLE]
    assert await open_tasks(world) == [("letter_missing", "zhihu")]


@pytest.mark.soak
async def test_a_member_site_without_people_here_gets_the_letter(world, office, citizen):
    lead = await world.staff("Liu", Role.LEAD, unit="changsha")
    await files(world, citizen, place="https://news.changsha.cn/1 https://news.changsha.cn/2")
    await asks(lead, whom="Changsha")
    [mail] = office.taken
    assert office.recipients == [world.jubao.services.profile.unit("changshacn").email]
    assert "星辰在线" in text(mail) or "Changsha" in text(mail)


@pytest.mark.soak
async def test_what_was_answered_meanwhile_is_not_asked_again(world, office, citizen, moderator):
    case = await files(world, citizen)
    office.data = ["451 later"]
    await asks(moderator)

    def answered(tx):
        [removal] = removals.of_case(tx, case.id)
        done = replace(removal, state="to_check", answer="done", answered_at=removal.asked_at)
        removals.change(tx, done, seen=removal.version)

    await world.db.run(answered)
    world.later(HOUR)
    await world.settle()
    assert office.taken == []
    assert await states(world) == [outbox.NoticeState.SENT]


@pytest.mark.soak
async def test_a_reminder_is_in_the_thread_of_the_first_letter(world, office, citizen, moderator):
    case = await files(world, citizen)
    await asks(moderator)
    [removal] = await world.db.run(removals.of_case, case.id)
    world.later(removal.due_at - int(world.at[0]) - HOUR)
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()
    first, second = office.taken[:2]
    assert first["References"] == second["References"]
    assert first["Message-ID"] != second["Message-ID"]
    assert re.search("催办|Reminder", second["Subject"])
    ids = [[d["report_id"] for d in attached(mail).values()] for mail in (first, second)]
    assert ids[0] == ids[1]


async def test_a_masked_address_is_never_written_to(world, office, citizen):
    lead = await world.staff("Liu", Role.LEAD, unit="changde")
    await files(
        world,
        citizen,
        place="https://www.cdyee.com/1 https://www.cdyee.com/2",
        region=Given(choice="changde"),
    )
    await asks(lead, whom="Shangyi")
    assert office.said == []
    assert await open_tasks(world, "changde") == [("letter_missing", "cdyee")]
    assert "11***" not in lead.texts()


@pytest.mark.soak
async def test_mail_that_was_switched_off_leaves_letters_to_the_unit_that_asks(
    world, office, citizen, moderator
):
    await files(world, citizen)
    office.data = ["451 later"]
    await asks(moderator)
    world.jubao.services.limits["mail"] = False
    world.later(61)
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    assert await states(world) == [outbox.NoticeState.UNREACHABLE]
    assert await open_tasks(world) == [("letter_missing", "zhihu")]


@pytest.mark.soak
async def test_a_request_that_has_become_pointless_is_taken_back(world, office, citizen, moderator):
    case = await files(world, citizen)
    await asks(moderator)
    lead = await world.staff("Tan", Role.LEAD, unit="changsha")
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Not upheld")
    await writes(
        moderator, facts="It is the bank's own page.", words="The page belongs to the bank."
    )
    await lead.says(f"/case {case.number}")
    await lead.taps("Confirm and send")

    _, mail = office.taken
    assert f"已了结：处置要求 {case.number}/1" in mail["Subject"]
    assert "This request is settled" in text(mail)
    assert attached(mail) == {}


@pytest.mark.soak
async def test_a_letter_need_not_be_brought_once_its_addressee_has_answered(
    world, office, citizen, moderator
):
    await files(world, citizen, place="https://weibo.com/u/1 https://www.weibo.com/u/2")
    await asks(moderator, whom="Weibo")
    await asks(moderator, whom="Weibo", finding="Once more.", first=False)
    assert await open_tasks(world) == [("letter_missing", "weibo")]
    for place, left in ((1, [("letter_missing", "weibo")]), (2, [])):
        await moderator.says("/measures")
        await moderator.taps(f"2611-0001/{place}")
        await moderator.taps("Done")
        assert await open_tasks(world) == left
    await moderator.says("/queue")
    assert "Weibo" not in moderator.texts(1)
