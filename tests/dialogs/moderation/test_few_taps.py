"""A clear case in few taps: refused in two, decided in three, and nothing typed."""

from tests.dialogs.moderation.test_casework import accepts, files, newest


async def test_try(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await moderator.taps("Do not accept")
    print(newest(moderator))
    print(moderator.labels())
    await moderator.taps("Cannot be found")
    print(newest(moderator))
    print(newest(citizen))
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps("Start checking")
    await moderator.taps("Decide")
    print(newest(moderator))
    print(moderator.labels())
    await moderator.taps("Already gone")
    print(newest(moderator))
    print(moderator.labels())
    await moderator.taps("Send")
    print(newest(lead))
    await lead.taps("Confirm and send")
    print(newest(citizen))
