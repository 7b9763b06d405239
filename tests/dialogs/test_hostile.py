"""Hostile input, everywhere a person can put something: told kindly, kept raw, shown safe."""

import pytest

from domain.links import defanged
from storage.reporting import reports, targets
from tests.support.by_hand import QUESTIONS, submit, to_review, until
from tests.support.chat import TOKEN
from tests.support.life import NOON

HOSTILE = {
    "html": "<b>bold</b><script>alert(1)</script> &lt; &amp; <a href='https://evil.example'>x</a>",
    "unclosed": "<b><i>never closed </blockquote> <<<>>> &#0; &bogus;",
    "bidi": "safe \u202etxt.exe\u202c \u2066hidden\u2069 \u200b\u200d\ufeff",
    "nul": "before\x00after\x01\x02\x1b[31m",
    "surrogate": "half \ud83d and \udc00 alone",
    "astral": "😀👩‍👩‍👧‍👦" * 50,
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢" * 20,
    "fluent": '{ $secret } { "literal" } {$n ->\n *[other] x\n}',
    "format": "%s %(x)s {0} {x!r} {{}} ${jndi:ldap://x}",
    "sql": "'; DROP TABLE cases; --",
    "csv": '=cmd|" /C calc"!A0',
    "command": "/start@jubao_test_bot @admin #tag tg://user?id=1 https://evil.example/now",
    "path": "../../etc/passwd",
    "long": "x" * 100_000,
}
PARTS = [*QUESTIONS, "review"]


def say(world, person, text):
    """Say something of any length and any characters; Telegram itself would cut at 4096."""
    world.after_the_last(person.account)
    user = {"id": person.account, "is_bot": False, "first_name": "Lin", "language_code": "en"}
    chat = {"id": person.account, "type": "private", "first_name": "Lin"}
    message = {"message_id": 900_000, "date": NOON, "chat": chat, "from": user, "text": text}
    world.telegram.inject(TOKEN, {"message": message})


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", PARTS)
async def test_hostile_words_at_every_question_get_an_answer(citizen, world, name, kind):
    await until(citizen, name)
    before = len(citizen.chat)
    say(world, citizen, HOSTILE[kind])
    await world.settle()
    assert len(citizen.chat) > before, "no answer"
    assert "error-bug" not in citizen.texts()
    assert citizen.words("error-bug", reference="").strip()[:40] not in citizen.texts()
    assert citizen.labels()


@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if kind != "long"])
async def test_hostile_words_are_kept_raw_and_shown_safe_to_staff(citizen, moderator, world, kind):
    text = HOSTILE[kind]
    await until(citizen, "words")
    say(world, citizen, text)
    await world.settle()
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    await submit(citizen)
    kept = await world.db.run(reports.text_of, 1)
    # a command of ours is carried out, and what stands behind it is kept
    wanted = text.replace("\x00", "").encode("utf-8", "replace").decode()
    assert kept == wanted.removeprefix("/start@jubao_test_bot ")
    await moderator.says("/case 2611-0001")
    card = moderator.last
    kinds = {entity["type"] for entity in card.get("entities", [])}
    assert not kinds & {"url", "text_link", "mention", "bot_command", "email"}, card["entities"]
    assert "\u202e" not in card["text"]


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/login?next=https://bank.example",
        "http://bank.example@evil.example/",
        "https://xn--80ak6aa92e.com/",
        "http://192.0.2.7:8080/a",
        "https://例子.测试/路径",
        "https://t.me/evil_channel/7",
    ],
)
async def test_a_reported_link_is_never_live_for_anybody(citizen, moderator, world, address):
    await to_review(citizen, address)
    await submit(citizen)
    await moderator.says("/case 2611-0001")
    for person in (citizen, moderator):
        for message in person.chat:
            if message["from"]["is_bot"]:
                kinds = {entity["type"] for entity in message.get("entities", [])}
                assert not kinds & {"url", "text_link"}, message["text"]
    [target] = (await world.db.run(targets.of_report, 1))[:1]
    assert target.raw
    assert defanged(target.normalised)[:20] in moderator.last["text"]


FORGED = [
    "", "x", ":", "c1", "c1:", "c1:::", "c1:d:link:" + "x" * 40, "d1:nobody:review:submit",
    "e1:nobody:link", "t1:nobody:danger", "g1:", "g1:nowhere", "r1:1", "r1:abc", "r1:-1",
    "r1:99999999999999999999", "rm1:x", "rf1:1:report", "rf1:1:accept", "rr1:1:9", "l1:xx",
    "k1:1", "k1:x", "m1:1:accept:1", "m1:1:explode:1", "m1:1:confirm:-5", "v1:1", "q1:queue:-",
    "q1:queue:1.2", "q1:all:x.y.z", "s1:changsha:2", "s1:nowhere:9", "s2:changsha",
    "s3:changsha:0000", "b1:changsha", "zz9:1:2:3", "m1:1:accept:1:1", "\u202e", "c1:\ud83d:x:y",
]  # fmt: skip


@pytest.mark.parametrize("own", [True, False])
async def test_forged_presses_are_answered_and_change_nothing(citizen, moderator, world, own):
    """By the one who reported, by somebody else: nothing that was not offered does anything."""
    await until(citizen, "identity")
    await citizen.taps("Stay anonymous")
    await submit(citizen)
    attacker = citizen if own else world.person("Mallory")
    await attacker.says("/start")
    message = attacker.last["message_id"]
    before = await world.db.run(reports.get, 1)
    for data in FORGED:
        await attacker.presses(message, data)
    assert await world.db.run(reports.get, 1) == before
    assert attacker.words("error-bug", reference="")[:30] not in attacker.texts()


@pytest.mark.parametrize(
    "payload",
    [
        "i_",
        "i_" + "A" * 60,
        "u_",
        "c_",
        "u__c_",
        "u_changsha_c_",
        "d_x",
        "k_1",
        "\u202e",
        "'--",
        "r r",
    ],
)
async def test_odd_start_payloads_are_a_plain_start_or_a_kind_word(citizen, payload):
    await citizen.says(f"/start {payload}")
    assert citizen.last["text"]
    assert citizen.words("error-bug", reference="")[:30] not in citizen.texts()


@pytest.mark.parametrize(
    "typed",
    [
        "/track",
        "/track x",
        "/track " + "9" * 3000,
        "/track ' OR 1=1",
        "/case",
        "/case x",
        "/case 9999-9999",
        "/language xx",
        "/nonsense",
        "/queue",
        "/staff",
        "/grant",
        "/bind",
    ],
)
async def test_commands_misused_by_a_citizen_get_a_kind_word(citizen, typed):
    await citizen.says(typed)
    assert citizen.last["text"]
    assert citizen.words("error-bug", reference="")[:30] not in citizen.texts()
