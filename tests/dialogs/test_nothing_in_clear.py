"""Canaries in every field: after a whole story nothing of them is in the files or in the log."""

import io

from bot.core import logs
from tests.support.by_hand import submit
from tests.support.decisions import writes

CANARIES = {
    "link": "https://canary-link.example/path-canary",
    "words": "canary-words in the report",
    "name": "Canaria Nameson",
    "email": "canary.mail@example.org",
    "question": "canary-question to the reporter",
    "answer": "canary-answer of the reporter",
    "edit": "canary-edit of the answer",
    "told": "canary-told to the reporter",
    "missed": "canary-missed by the reporter",
    "facts": "canary-facts of the case",
    "feedback": "canary-feedback to the reporter",
    "note": "canary-note among colleagues",
    "appeal": "canary-appeal of the reporter",
}
PICTURE = b"\xff\xd8\xff\xe0 canary-picture"


async def test_a_whole_story_leaves_nothing_in_clear(citizen, moderator, lead, world, tmp_path):
    log = io.StringIO()
    logs.set_up(level="debug", form="json", stream=log)
    await citizen.says(CANARIES["link"])
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await citizen.says(CANARIES["words"])
    await citizen.sends("canary-file.jpg", data=PICTURE, caption="canary-caption")
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    await citizen.taps("Contact")
    await citizen.taps("Use real name")
    await citizen.says(CANARIES["name"])
    await citizen.says(CANARIES["email"])
    await submit(citizen)
    await moderator.says("/case 2611-1")
    assert "canary-words" in moderator.last["text"]
    assert "canary-caption" in moderator.last["text"]
    assert CANARIES["email"] not in moderator.texts()
    assert CANARIES["name"] not in moderator.texts()
    await moderator.taps_on_card("Note")
    await moderator.says(CANARIES["note"])
    await moderator.taps("Accept")
    await moderator.taps_on_card("Ask reporter")
    await moderator.says(CANARIES["question"])
    await citizen.taps("Answer the office")
    await citizen.says(CANARIES["answer"])
    answer = next(m for m in citizen.chat if m.get("text") == CANARIES["answer"])
    await citizen.edits(answer["message_id"], CANARIES["edit"])
    await moderator.says("/case 2611-1")
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("canary-form.pdf", kind="document", data=b"%PDF-1.4 canary-form")
    await moderator.says(CANARIES["told"])
    assert CANARIES["told"] in citizen.texts()
    world.telegram.block(citizen.account)
    await moderator.taps_on_card("Tell reporter")
    await moderator.says(CANARIES["missed"])  # kept to be told again
    await moderator.says("/case 2611-1")
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Evidence")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Removed by the unit itself")
    await moderator.taps("I saw it myself")
    await writes(
        moderator, rule="7. Article 266", facts=CANARIES["facts"], words=CANARIES["feedback"]
    )
    await lead.says("/case 2611-1")
    await lead.taps("Confirm and send")
    await citizen.says("/start")
    assert CANARIES["missed"] in citizen.texts()
    assert CANARIES["feedback"] in citizen.texts()
    await citizen.taps("Appeal")
    await citizen.says(CANARIES["appeal"])
    await world.jubao.answered.write()

    accounts = [str(person.account) for person in (citizen, moderator, lead)]
    secrets = [*CANARIES.values(), "canary", "Canaria", *accounts, "example.org"]
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in kept)
    assert any(path.parent.name == "jubao-files" for path in kept)
    for path in kept:
        data = path.read_bytes()
        for secret in secrets:
            if secret == "canary" and path.suffix in {".db", ".db-wal"}:
                # The host of a target is kept in clear on purpose: figures are by host.
                data = data.replace(b"canary-link.example", b"")
            assert secret.encode() not in data, (path.name, secret)
    for secret in (*secrets, "tests-tests-tests"):
        assert secret not in log.getvalue(), secret
