"""Make the README's pictures from the running sandbox: `python -m scripts.pictures [FOLDER]`.

Needs chromium, and fonts with Chinese and emoji (fonts-noto-cjk, fonts-noto-color-emoji).
"""

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from scripts import figures_pictures
from scripts.phones import Phone, Theatre, theatre

QUIET_SECONDS = 6  # the courier leaves a second between messages in one chat


@dataclass(slots=True)
class Album:
    """The pictures of one language: where they go, what they are called, which words they show."""

    folder: Path
    name: str
    chinese: bool

    def say(self, zh: str, en: str) -> str:
        """The words of this language."""
        return zh if self.chinese else en

    async def keep_role(self, phone: Phone, role: str) -> None:
        """A picture of one phone, named after the role of who has it."""
        await asyncio.sleep(QUIET_SECONDS)
        file = self.folder / f"role-{role}-{self.name}.png"
        await phone.column.screenshot(path=file, animations="disabled")
        _shrink(file)


async def report(stage: Theatre, album: Album) -> None:
    """Play a report in the fewest taps: filed, accepted, decided with the ready texts, confirmed.

    Somebody else is about to submit one.
    """
    citizen, moderator, lead, other = (stage.phone(number) for number in range(4))
    say = album.say
    for phone in (citizen, moderator, lead, other):
        await phone.begins()

    await citizen.says("https://get-rich.example/join?id=77")
    await citizen.taps(say("诈骗", "Fraud"))
    await citizen.taps(say("仿冒银行", "Fake bank"))
    await citizen.says(
        say("冒充银行，骗了我母亲三千元。", "It posed as a bank and took my mother's money.")
    )
    await citizen.taps(say("地区", "Region"))
    await citizen.taps(say("长沙", "Changsha"))
    await citizen.taps(say("提交", "Submit report"))
    await moderator.sees("26")
    await album.keep_role(moderator, "moderator")
    await moderator.taps(say("按诈骗", "Accept"))
    await citizen.sees(say("受理", "has been accepted"))
    await moderator.taps(say("作出决定", "Decide"))
    await moderator.taps(say("办理单位自行删除", "Removed by the unit itself"))
    await moderator.taps(say("我亲自查看过", "I saw it myself"))
    await moderator.taps(say("提交", "Send"))
    await lead.sees(say("等您审定", "is waiting for your confirmation"))
    await album.keep_role(lead, "lead")
    await lead.taps(say("审定并发出", "Confirm and send"))
    await citizen.sees(say("您的举报已有处理结果", "There is a decision on your report"))
    await _somebody_else_reports(other)
    await album.keep_role(citizen, "citizen")
    await asyncio.sleep(QUIET_SECONDS)


async def _somebody_else_reports(other: Phone) -> None:
    """As far as the review, whose buttons are seen then; this phone is English in both."""
    await other.says("A man in a chat group offers loans if I pay a deposit first.")
    await other.taps("Report this")
    await other.taps("Fraud")
    await other.taps("False loans")
    await other.sees("Please check that everything is right")


def _shrink(file: Path) -> None:
    """Save with 256 colours: a third of the size, and no difference is seen."""
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(256, kmeans=3).save(file, optimize=True)


async def main(folder: Path) -> None:
    """Make the pictures of the page, each role, the figures and the report, in both languages."""
    for album in (Album(folder, "en", chinese=False), Album(folder, "zh", chinese=True)):
        language = None if album.chinese else "en"
        with tempfile.TemporaryDirectory() as data:
            async with theatre(Path(data), language=language) as stage:
                await report(stage, album)
                await stage.page.screenshot(path=folder / f"story-{album.name}.png")
                await figures_pictures.take(stage, folder, album.name, chinese=album.chinese)
                admin = await stage.takes("He 何")
                await stage.hides("Mary")  # so that all phones in pictures are equally wide
                await admin.says("/start")
                await album.keep_role(admin, "admin")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")))
