"""Units without staff on Telegram: told by mail, nothing of who reported in it, or by a task."""

import asyncio
import re
from email import message_from_bytes, policy

import pytest
from msgspec.structs import replace
from structlog.testing import capture_logs

from conversation.form import Given, Origin
from domain.network.people import Role
from domain.status import Status
from domain.tasks import TaskKind
from handlers.moderation.callbacks import TaskDone
from storage.audit import journal
from storage.cases import cases, tasks
from storage.queues import outbox
from storage.reporting import reports
from tests.dialogs.moderation.test_casework import accepts, decides
from tests.dialogs.moderation.test_clocks import ticks
from tests.support.by_hand import submit
from tests.support.chat import talking
from tests.support.decisions import writes
from tests.support.life import Life
from tests.support.post import HANG_UP, attached, post_office, text
from usecases.operations import scheduled
from usecases.session import by_system

SENDER = "office@reports.example.org"
THERE = "hyswgb2013@163.com"  # Hengyang's, as published
HERE = "hunanfuwu168@163.com"  # the province's
HOUR = 3600
RANDOM = re.compile(rb"(?mi)^(?:message-id:.*|.*boundary=.*|--.*)$")
"""The lines of a mail that are made by chance: its id, and what stands between its parts."""


@pytest.fixture
async def office():
    async with post_office() as found:
        yield found


@pytest.fixture
async def world(sqlite_url, tmp_path, office):
    """A bot that can send mail."""
    async with talking(
        sqlite_url, tmp_path, smtp_url=office.url, mail_from=SENDER, locale="en"
    ) as found:
        yield found


@pytest.fixture
async def parent(world):
    """A lead of the province, above the unit that has nobody here."""
    return await world.staff("Liu", Role.LEAD, unit="hunan")


async def files(world, citizen, region="hengyang", **answers):
    await citizen.says("/start")
    services = world.jubao.services
    life = Life(world.db, services.profile, int(world.at[0]), mail=services.conditions().mail)
    filed = await life.files(citizen.account, region=Given(choice=region), **answers)
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


def changed(world, code, **changes):
    """The profile with one unit otherwise."""
    services = world.jubao.services
    units = tuple(
        replace(unit, **changes) if unit.code == code else unit for unit in services.profile.units
    )
    services.profile = replace(services.profile, units=units)


async def states(world):
    def look(tx):
        table = outbox.outbox
        rows = tx.execute(table.select().where(table.c.way == "mail").order_by(table.c.id)).all()
        return [outbox.NoticeState(row.state) for row in rows]

    return await world.db.run(look)


async def open_tasks(world, unit="hunan"):
    found = await world.db.run(tasks.of_units, (unit,), limit=10)
    return [(task.task_kind, task.about) for task in found]


async def test_a_unit_without_staff_gets_the_case_by_mail(world, office, citizen, parent):
    case = await files(world, citizen)

    [mail] = office.taken
    assert (mail["To"], mail["Reply-To"]) == (THERE, HERE)
    assert SENDER in mail["From"]
    assert case.number in mail["Subject"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert office.recipients == [THERE]
    said = text(mail)
    assert case.number in said
    assert "hxxps://example[.]org/shop" in said
    assert "2026-11-25 12:00 (Asia/Shanghai)" in said
    assert "0731-82688060" in said
    assert HERE in said
    assert await states(world) == [outbox.NoticeState.SENT]
    assert await open_tasks(world) == []
    parent.sees("notice-new_case", number=case.number)
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs == ["submit", "mailed"]


async def test_the_attachment_has_the_same_facts_and_no_others(world, office, citizen):
    case = await files(world, citizen)

    [mail] = office.taken
    [part] = mail.iter_attachments()
    assert part.get_filename() == f"{case.number}.json"
    facts = attached(mail)
    assert facts["places"] == [
        {
            "address": "hxxps://example[.]org/shop",
            "host": "example[.]org",
            "platform": "example[.]org",
        }
    ]
    assert facts["received_at"] == "2026-11-25T12:00:00+08:00"
    assert facts["answer_to"]["email"] == HERE
    assert facts["words"] == ["they took my money"]
    assert set(facts) == {
        "schema",
        "number",
        "news",
        "unit",
        "category",
        "subcategory",
        "danger",
        "received_at",
        "due_at",
        "places",
        "more_places",
        "why",
        "words",
        "answer_to",
    }


def lines(mail):
    """The text of a mail, with line ends as everywhere else."""
    return text(mail).replace("\r\n", "\n")


def in_clear(raw):
    """Every byte of a mail, and what its headers and its parts are when they are unpacked."""
    mail = message_from_bytes(raw, policy=policy.default)
    parts = [part.get_payload(decode=True) or b"" for part in mail.walk()]
    headers = [str(value).encode() for part in mail.walk() for value in part.values()]
    return b"\n".join([raw, *headers, *parts])


async def test_not_a_byte_of_a_mail_says_who_reported_and_the_words_about_the_content_are_there(
    world, office, citizen
):
    await citizen.says(
        "look, canary-before https://shop.example.org/buy of boss@shop.example.org, 13900139000"
    )
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await citizen.says("canary-words https://pay.example.org/x ask Secret Nameson, 138 0013 8000")
    await citizen.sends(
        "secret-file.jpg",
        data=b"\xff\xd8\xff secret-picture",
        caption="canary-cap secret.mail@example.net",
    )
    await citizen.taps("Region")
    await citizen.taps("Hengyang")
    await citizen.taps("Contact")
    await citizen.taps("Use real name")
    await citizen.says("Secret Nameson")
    await citizen.says("13800138000 secret.mail@example.net")
    await submit(citizen)
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-([0-9A-Z]{4})", citizen.texts())
    await citizen.says("/cases")
    await citizen.taps("Received")
    await citizen.taps("Add evidence")
    await citizen.says(f"canary-addition, Nameson, id {citizen.account}, {code[0]}")

    assert len(office.raw) == 2
    alias = (await world.db.run(reports.of_case, 1))[0].alias
    for raw in office.raw:
        whole = in_clear(raw)
        for shown in (
            "shop[.]example[.]org/buy",
            "canary-before hxxps://shop[.]example[.]org/buy of ",
            "boss[@]shop[.]example[.]org, 13900139000",
            "canary-words hxxps://pay[.]example[.]org/x ask [联系方式已隐去], [联系方式已隐去]",
            "canary-cap [联系方式已隐去]",
        ):
            assert shown.encode() in whole, shown
        told = RANDOM.sub(b"", whole)  # chance may write any four digits there
        for secret in (
            "secret",
            "Secret",
            "Nameson",
            "8000",
            str(citizen.account),
            "Lin",
            code[0],
            code[1],
            "report:",
            f" {alias}",
        ):
            assert secret.encode() not in told, secret
        for live in (b"https://shop", b"https://pay", b"@shop", b"shop.example", b"pay.example"):
            assert live not in whole, live
    first, second = map(lines, office.taken)
    assert "canary-addition" not in first
    assert "后来补充：\n> canary-addition, [联系方式已隐去], id [联系方式已隐去], ····" in second
    assert "请您保密，不要转给他人" in first
    assert attached(office.taken[1])["words"][0].split("\n\n")[-1].startswith("canary-addition")


@pytest.mark.soak
async def test_a_place_in_words_goes_by_mail_with_nothing_live_in_it(world, office, citizen):
    place = "canary: the app Mangguo\u200b,\nuser canary-user, https://app.example.org"
    await files(world, citizen, link=Given(text=place.replace("https://", "")))

    [mail] = office.taken
    assert "> canary: the app Mangguo,\n> user canary-user" in lines(mail)
    assert "app[.]example[.]org" in text(mail)
    assert b"app.example" not in in_clear(office.raw[0])


async def test_a_persons_post_goes_by_mail_without_whose_it_is(world, office, citizen):
    origin = Origin(kind="user", title="Canary Author", username="canary_author")
    await files(world, citizen, link=Given(text="send me money, baby", origin=origin))

    [mail] = office.taken
    assert attached(mail)["places"] == []
    assert attached(mail)["words"][0].startswith("send me money, baby")
    assert "请看下面的文字" in text(mail)
    for secret in (b"Canary", b"canary_author"):
        assert secret not in in_clear(office.raw[0])


async def test_of_child_abuse_the_mail_has_the_address_alone(world, office, citizen):
    taxonomy = world.jubao.services.profile.taxonomy
    closed = next(c for c in taxonomy.categories if c.code == "child_abuse")
    await files(
        world,
        citizen,
        category=Given(choice=closed.parent),
        subcategory=Given(choice=closed.code),
        words=Given(text="canary-words"),
    )

    [mail] = office.taken
    assert b"canary" not in in_clear(office.raw[0])
    assert attached(mail)["words"] == []
    assert "举报人的原话" not in text(mail)
    assert attached(mail)["places"] == [{"address": "hxxps://example[.]org/shop"}]
    assert "主机" not in text(mail)


@pytest.mark.soak
async def test_each_piece_of_news_is_mailed_once_and_one_cases_mails_belong_together(
    world, office, citizen
):
    await files(world, citizen)
    await citizen.taps("Add evidence")
    await citizen.says("one more thing")
    await citizen.taps("Withdraw")
    await citizen.taps("Yes, withdraw")

    assert [attached(mail)["news"] for mail in office.taken] == [
        "new_case",
        "reporter_added",
        "reporter_withdrew",
    ]
    assert len({mail["Message-ID"] for mail in office.taken}) == 3
    assert len({mail["References"] for mail in office.taken}) == 1


@pytest.mark.soak
async def test_a_unit_with_staff_gets_no_mail(world, office, citizen, moderator):
    await files(world, citizen, region="changsha")

    assert office.taken == []
    moderator.saw("notice-new_case", number="2611-0001")


async def test_a_mail_that_is_put_off_goes_later_and_once(world, office, citizen, parent):
    office.rcpt = ["450 greylisted, come back"]
    office.data = ["451 not now"]
    await files(world, citizen)
    assert office.taken == []
    assert await states(world) == [outbox.NoticeState.WAITING]

    world.later(61)
    await world.settle()
    assert office.taken == []
    world.later(121)
    await world.settle()

    assert len(office.taken) == 1
    assert await states(world) == [outbox.NoticeState.SENT]
    assert await open_tasks(world) == []


async def test_an_address_that_is_refused_raises_a_task_for_the_unit_above(
    world, office, citizen, parent
):
    office.rcpt = ["550 no such user"]
    case = await files(world, citizen)

    assert await states(world) == [outbox.NoticeState.FAILED]
    assert await open_tasks(world) == [("mail_failed", "hengyang")]
    words = parent.words(
        "task-mail_failed",
        number=case.number,
        unit="Hengyang Internet Information Office",
        phone="0734-8214195",
    )
    assert parent.texts().count(words) == 1
    world.later(24 * HOUR)
    await world.settle()
    assert office.said == []


@pytest.mark.soak
async def test_where_nobody_knows_the_same_mail_is_sent_three_times_and_then_asked_for(
    world, office, citizen, parent
):
    office.data = [HANG_UP] * 9
    await files(world, citizen)
    for _ in range(6):
        world.later(4 * HOUR)
        await world.settle()

    marks = [re.search(rb"Message-ID: (\S+)", raw)[1] for raw in office.said]
    assert len(marks) == 3
    assert len(set(marks)) == 1
    assert await states(world) == [outbox.NoticeState.UNCERTAIN]
    assert await open_tasks(world) == [("mail_uncertain", "hengyang")]


@pytest.mark.soak
async def test_a_mail_server_that_is_away_for_half_a_day_is_given_up(
    world, office, citizen, parent
):
    office.mail = ["451 not today"] * 99
    await files(world, citizen)
    for _ in range(11):
        world.later(3 * HOUR)
        await world.settle()

    assert await states(world) == [outbox.NoticeState.FAILED]
    assert await open_tasks(world) == [("mail_failed", "hengyang")]


@pytest.mark.parametrize(
    "changes",
    [
        {"email": None},
        {"email": "11******175@qq.com", "email_masked": True},
        {"email": THERE, "retired": True},
    ],
)
async def test_an_address_that_is_missing_masked_or_retired_is_never_written_to(
    world, office, citizen, parent, changes
):
    case = await files(world, citizen)
    office.taken.clear()
    office.said.clear()
    changed(world, "hengyang", **changes)
    await citizen.taps("Add evidence")
    await citizen.says("one more thing")

    assert office.said == []
    assert await open_tasks(world) == [("mail_missing", "hengyang")]
    assert case.number in parent.texts(1)


async def test_what_was_owed_is_looked_at_again_when_it_is_sent(world, office, citizen, parent):
    office.mail = ["451 not now"]
    await files(world, citizen)
    changed(world, "hengyang", email=None)
    world.later(61)
    await world.settle()

    assert office.said == []
    assert await states(world) == [outbox.NoticeState.UNREACHABLE]
    assert await open_tasks(world) == [("mail_missing", "hengyang")]


@pytest.mark.soak
async def test_who_has_come_to_telegram_meanwhile_gets_no_old_mail(world, office, citizen):
    office.mail = ["451 not now"]
    await files(world, citizen)
    await world.staff("Tan", Role.MODERATOR, unit="hengyang")
    world.later(61)
    await world.settle()

    assert office.said == []
    assert await open_tasks(world) == []


@pytest.mark.parametrize(
    "address",
    [
        "a@b.test\r\nBcc: thief@evil.test",
        "a@b.test, thief@evil.test",
        "nobody",
        "<a@b.test>",
        "ü@b.test",
    ],
)
async def test_an_address_cannot_break_out_of_its_header(world, office, citizen, parent, address):
    changed(world, "hengyang", email=address)
    await files(world, citizen)

    assert office.recipients == []
    assert await open_tasks(world) == [("mail_failed", "hengyang")]


async def test_where_no_unit_above_has_staff_the_admins_see_to_it(world, office, citizen, admin):
    office.rcpt = ["550 no such user"]
    case = await files(world, citizen)

    admin.saw(
        "task-mail_failed",
        number=case.number,
        unit="Hengyang Internet Information Office",
        phone="0734-8214195",
    )
    assert await open_tasks(world) == [("mail_failed", "hengyang")]


async def test_a_task_stands_on_top_of_the_queue_until_somebody_ticks_it_off(
    world, office, citizen, parent, moderator
):
    office.rcpt = ["550 no such user"]
    case = await files(world, citizen)
    colleague = await world.staff("Ma", Role.MODERATOR, unit="hunan")
    await parent.says("/queue")
    parent.sees("tasks-title")
    await moderator.says("/queue")
    assert case.number not in moderator.texts()
    await colleague.says("/queue")
    slow = colleague.data("Done")

    said = await parent.taps("Done")
    assert said == parent.words("task-done")
    assert parent.words("tasks-title") not in parent.last["text"]
    await colleague.presses(*slow)

    assert await open_tasks(world) == []
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs.count("see_to") == 1


@pytest.mark.soak
async def test_a_task_that_was_done_is_opened_again_by_the_next_failure(
    world, office, citizen, parent
):
    office.rcpt = ["550 no such user", "550 no such user", "550 no such user"]
    await files(world, citizen)
    await parent.says("/queue")
    await parent.taps("Done")
    world.later(60)
    await citizen.taps("Add evidence")
    await citizen.says("one more thing")
    await citizen.taps("Withdraw")
    await citizen.taps("Yes, withdraw")

    assert await open_tasks(world) == [("mail_failed", "hengyang")]
    told = [m for m in parent.chat if "could not be delivered" in m.get("text", "")]
    assert len(told) == 2


@pytest.mark.parametrize("data", ["td1:999", "td1:-1", "td1:x", "td1"])
async def test_a_forged_tick_is_refused_kindly(world, office, citizen, parent, data):
    await parent.says("/queue")

    said = await parent.presses(parent.last["message_id"], data)

    assert said in {parent.words("task-unknown"), parent.words("answer-stale")}


async def test_another_units_task_is_not_ticked_off(world, office, citizen, parent, moderator):
    office.rcpt = ["550 no such user"]
    await files(world, citizen)
    [task] = await world.db.run(tasks.of_units, ("hunan",), limit=10)
    await moderator.says("/queue")
    for who in (moderator, citizen):
        said = await who.presses(who.last["message_id"], TaskDone(task.id).pack())
        assert said == who.words("task-unknown")
    assert await open_tasks(world) == [("mail_failed", "hengyang")]


async def test_the_mailer_waits_between_two_mails_and_finishes_one_when_stopped(
    world, office, citizen
):
    mailer, world.jubao.mailer = world.jubao.mailer, None  # it runs by itself here
    mailer.every = 3600
    await files(world, citizen)
    await files(world, citizen)

    running = asyncio.create_task(mailer.run())
    await office.heard.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert len(office.taken) == 1
    assert sorted(await states(world)) == [outbox.NoticeState.WAITING, outbox.NoticeState.SENT]


async def test_without_a_mail_server_a_task_is_raised_at_once(sqlite_url, tmp_path):
    async with talking(sqlite_url, tmp_path) as world:
        parent = await world.staff("Liu", Role.LEAD, unit="hunan")
        citizen = world.person("Lin")
        case = await files(world, citizen)

        assert world.jubao.mailer is None
        assert await open_tasks(world) == [("mail_missing", "hengyang")]
        assert case.number in parent.texts()
        assert case.status is Status.SUBMITTED
        await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
        assert await states(world) == []


@pytest.mark.soak
async def test_mail_that_was_switched_off_leaves_what_was_owed_to_the_unit_above(
    world, office, citizen, parent
):
    office.mail = ["451 not now"]
    await files(world, citizen)
    world.jubao.services.limits["mail"] = False
    world.later(61)
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)

    assert await states(world) == [outbox.NoticeState.UNREACHABLE]
    assert await open_tasks(world) == [("mail_missing", "hengyang")]


@pytest.mark.soak
async def test_a_mail_that_nobody_can_read_is_left_to_the_unit_above(
    world, office, citizen, parent
):
    """Its row is of a kind that this release does not know."""

    def spoil(tx):
        table = outbox.outbox
        of_mail = table.c.way == "mail"
        tx.execute(table.update().where(of_mail).values(kind="gossip", state=0, due_at=1))

    await files(world, citizen)
    await world.db.run(spoil)
    with capture_logs() as log:
        await world.settle()

    assert len(office.taken) == 1  # the one before
    assert await states(world) == [outbox.NoticeState.FAILED]
    assert await open_tasks(world) == [(TaskKind.MAIL_FAILED, "hengyang")]
    assert [line["kind"] for line in log if line["event"] == "notice-unreadable"] == ["gossip"]


async def test_an_order_says_in_the_mail_what_is_asked_without_the_reporters_contact(
    world, office, citizen, parent
):
    case = await files(
        world,
        citizen,
        identity=Given(choice="confidential"),
        contact=Given(text="13800138000"),
    )
    world.later(12 * 24 * HOUR)  # a Monday
    await ticks(world)
    await parent.says(f"/case {case.number}")
    await parent.taps_on_card("Send back with an order")
    await parent.says("Please look at the second page, too. The reporter is at 138 0013 8000.")
    await parent.taps("1 working day")
    await world.settle()

    order = next(mail for mail in reversed(office.taken) if attached(mail)["news"] == "order")
    said = text(order)
    assert "> Please look at the second page, too." in said
    assert "8000" not in said.replace("8268", "")
    assert "Please look at the second page" in attached(order)["why"]["said"]


@pytest.mark.soak
async def test_after_an_appeal_the_mail_has_the_rule_and_the_finding(
    world, office, citizen, parent
):
    case = await files(world, citizen)
    await parent.says(f"/case {case.number}")
    await accepts(parent)
    await parent.taps_on_card("Start checking")
    await decides(parent, outcome="Already gone")
    await parent.taps("Confirm and send")
    judge = await world.staff("Hu", Role.LEAD, unit="hunan")
    await citizen.taps("Appeal")
    await citizen.says("look again")
    await judge.says(f"/case {case.number}")
    await judge.taps_on_card("Check again")
    await writes(judge, words="It is there again.")
    await world.settle()

    mail = next(mail for mail in reversed(office.taken) if attached(mail)["news"] == "remitted")
    rule = world.jubao.services.profile.taxonomy.rule("criminal-266").cited("zh-Hans")
    assert rule in text(mail)
    assert "> a copy of a bank's site" in text(mail)
    assert attached(mail)["why"] == {
        "rule": rule,
        "finding": "a copy of a bank's site",
        "said": "It is there again.",
    }
