"""The transparency report in the chat: an admin passes it on, nobody else is handed it."""

import json

from handlers.figures.callbacks import ReportOf
from tests.handlers.figures.test_transparency_chart import FILES
from tests.support import table_schema


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
    assert sorted(found) == [name for name in FILES if not name.endswith(".png")]
    photos = [message for message in admin.chat if "photo" in message]
    assert len(photos) == 4
    # It is for everybody: whoever has it can pass it on.
    assert not any(message.get("has_protected_content") for message in photos)
    data = json.loads(world.telegram.files[found["transparency-2026-10.json"]].file.data)
    assert data["by_unit"]["total"]["received"] == 0
    assert data["published"] == "2026-11-25"
    package = json.loads(world.telegram.files[found["datapackage.json"]].file.data)
    assert table_schema.problems(package) == []
    for resource in package["resources"]:
        csv = world.telegram.files[found[resource["path"]]].file.data
        table_schema.read(resource, bytes(csv))


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
