"""The transparency report in the chat: an admin passes it on, nobody else is handed it."""

import json

from handlers.figures.callbacks import ReportOf


def files_of(talker):
    found = {}
    for message in talker.chat:
        if "document" in message:
            found[message["document"]["file_name"]] = message["document"]["file_id"]
    return found


async def test_an_admin_has_pages_pictures_and_data(world, citizen, admin):
    await admin.says("/export")
    await admin.taps("📰 Transparency report")
    assert "2026-11" not in admin.labels()  # it still runs
    await admin.taps("2026-10")
    admin.saw("transparency-follows")

    found = files_of(admin)
    assert sorted(found) == [
        "transparency-2026-10.en.html",
        "transparency-2026-10.json",
        "transparency-2026-10.zh-Hans.html",
    ]
    photos = [message for message in admin.chat if "photo" in message]
    assert len(photos) == 2
    # It is for everybody: whoever has it can pass it on.
    assert not any(message.get("has_protected_content") for message in photos)
    data = json.loads(world.telegram.files[found["transparency-2026-10.json"]].file.data)
    assert data["by_unit"]["total"]["received"] == 0


async def test_nobody_else_is_handed_it(world, admin, moderator):
    await admin.says("/export")
    await admin.taps("📰 Transparency report")
    message = admin.last["message_id"]
    running = await admin.presses(message, ReportOf(year=2026, month=11).pack())
    assert running == admin.words("transparency-not-over")
    never = await admin.presses(message, ReportOf(year=2026, month=13).pack())
    assert never == admin.words("answer-stale")

    await moderator.says("/mine")
    forged = ReportOf(year=2026, month=10).pack()
    answer = await moderator.presses(moderator.last["message_id"], forged)
    assert answer == moderator.words("refusal-not-allowed")
    assert not files_of(moderator)
