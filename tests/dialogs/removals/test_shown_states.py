"""After each step of a case, what every message that follows it shows, and what its buttons do."""

from domain.network.people import Role
from tests.dialogs.moderation.test_cards_follow import follow
from tests.dialogs.removals.test_measures import decides, now
from tests.dialogs.removals.test_story import asks, begins, cast, files_page

__all__ = ["cast"]


class Shown:
    """Who sees a case: what their messages show, and each button that they ever had."""

    def __init__(self, world, case, citizen, staff, group):
        self.world, self.case, self.citizen = world, case, citizen
        self.staff, self.group, self.buttons = staff, group, {}

    async def step(self, removal="", reads=""):
        """Everything has been sent; no card shows an older state of the case or its request."""
        await follow(self.world)
        case = await now(self.world, self.case)
        status = f"{case.number} · {self.citizen.words(f'staff-status-{case.status}')}"
        for person in self.staff:
            lines = [line for m in person.chat for line in m.get("text", "").splitlines()]
            assert {x for x in lines if x.startswith(f"{case.number} · ")} <= {status}
            found = {x for x in lines if x.startswith(f"{case.number}/1 · ")}
            assert found <= {f"{case.number}/1 · {removal}"}, person.texts()
        cards = self.world.telegram.messages(self.group)
        in_group = self.world.jubao.services.words.say("zh-Hans", f"staff-status-{case.status}")
        card = [m["text"] for m in cards if case.number in m.get("text", "")][-1]
        assert f"{case.number} · {in_group}" in card
        states = [m["text"].splitlines()[1] for m in self.citizen.chat if is_status(m)]
        assert states[-1] == self.citizen.words(reads or f"status-{case.status}")
        for person in (*self.staff, self.citizen):
            self.remember(person)

    def remember(self, person):
        for message in person.chat:
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if data := button.get("callback_data"):
                        key = (message["message_id"], data)
                        self.buttons.setdefault(person.account, {})[key] = person


def is_status(message):
    """Whether it is the card of a report, with its state in the second line."""
    lines = message.get("text", "").splitlines()
    return (
        message["from"]["is_bot"]
        and len(lines) > 4
        and lines[0].startswith("Report ··")
        and (" · " not in lines[0])
    )


async def test_no_message_keeps_an_old_state_from_the_report_to_the_appeal(world, citizen, cast):
    others = [
        await world.staff("Bo", Role.MODERATOR, "rednet"),
        await world.staff("Hu", Role.MODERATOR, "hunan"),
    ]
    moderator, site, lead = cast["moderator"], cast["site"], cast["lead"]
    group = await world.group(moderator, lead, unit="hunan")
    case = await files_page(world, citizen)
    shown = Shown(world, case, citizen, [*cast.values(), *others], group)
    await citizen.says("/cases")
    await citizen.taps("··")
    await shown.step()
    for person in (moderator, lead, others[1]):  # with a group, news of a case goes there
        await person.says(f"/case {case.number}")
    await begins(moderator)
    await shown.step()
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account?")
    await shown.step()
    await citizen.taps("Answer")
    await citizen.says("The red one.")
    await shown.step()
    await moderator.says(f"/case {case.number}")
    await asks(moderator)
    await shown.step(moderator.words("removal-state-asked"))
    await site.taps("Done")
    await shown.step(moderator.words("removal-state-to_check"), reads="status-acting-done")
    await moderator.taps("Gone")
    await shown.step(moderator.words("removal-check-gone"), reads="status-acting-done")
    await decides(world, moderator, lead, case, "Removed")
    await shown.step(moderator.words("removal-check-gone"))
    await citizen.taps("Appeal")
    await citizen.says("It is online again elsewhere.")
    await shown.step(moderator.words("removal-check-gone"))

    bug = citizen.words("error-bug", reference="…").split("…")[0]
    for pressed in shown.buttons.values():
        for (message, data), person in pressed.items():
            said = await person.presses(message, data)
            assert bug not in said + person.texts(1), data


async def test_the_card_of_a_colleague_at_the_site_follows_an_answer(world, citizen, cast):
    """They see that it is answered, and no buttons that would be refused."""
    await files_page(world, citizen)
    await begins(cast["moderator"])
    await asks(cast["moderator"])
    await follow(world)
    await cast["site"].taps("Done")
    await follow(world)
    card = cast["site_lead"].texts(1)
    assert cast["site_lead"].words("removal-state-to_check") in card
    assert cast["site_lead"].words("removal-answer-done") in card
    assert "Done" not in cast["site_lead"].labels()
    said = await cast["site_lead"].taps("Partly")  # the button is one of the card as it is now
    assert said == ""
    assert "What is done, and what is not?" in cast["site_lead"].texts(1)
