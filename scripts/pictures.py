"""Make the README's pictures from the running sandbox: `python -m scripts.pictures [FOLDER]`.

Needs chromium, and fonts with Chinese and emoji (fonts-noto-cjk, fonts-noto-color-emoji).
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from scripts import figures_pictures
from scripts.phones import Phone, Theatre, theatre


async def report(stage: Theatre, *, chinese: bool) -> None:
    """Play a report: filed, accepted, checked, decided; somebody else is about to submit one."""
    citizen, moderator, lead, other = (stage.phone(number) for number in range(4))
    for phone in (citizen, moderator, lead, other):
        await phone.begins()

    def say(zh: str, en: str) -> str:
        return zh if chinese else en

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
    await moderator.taps(say("按诈骗", "Accept"))
    await moderator.taps(say("开始核查", "Start checking"))
    await citizen.sees(say("正在核查", "being checked"))
    await moderator.taps(say("作出决定", "Decide"))
    await moderator.taps(say("本单位自行删除", "Removed by the unit itself"))
    await moderator.taps(say("我亲自查看过", "I saw it myself"))
    await moderator.taps("1.")
    await moderator.says(say("页面仿冒银行，已由主机商下线。", "A copy of a bank's page."))
    await moderator.says(
        say("该网页违反规定，已经关闭。", "The page broke the law on fraud and has been removed.")
    )
    await lead.taps(say("审定并发出", "Confirm and send"))
    await citizen.sees(say("该网页违反规定", "has been removed"))
    await _somebody_else_reports(other)
    await asyncio.sleep(6)  # the courier leaves a second between messages in one chat


async def _somebody_else_reports(other: Phone) -> None:
    """As far as the review, whose buttons are seen then; this phone is English in both."""
    await other.says("A man in a chat group offers loans if I pay a deposit first.")
    await other.taps("Report this")
    await other.taps("Fraud")
    await other.taps("False loans")
    await other.sees("Please check that everything is right")


async def main(folder: Path) -> None:
    """Make pictures of the desktop page, the figures and the report in Chinese and in English."""
    for name, language, size, dark in (
        ("en", "en", (1600, 900), False),
        ("zh", None, (1600, 900), False),
    ):
        with tempfile.TemporaryDirectory() as data:
            async with theatre(
                Path(data), language=language, width=size[0], height=size[1], dark=dark
            ) as stage:
                await report(stage, chinese=language is None)
                await stage.page.screenshot(path=folder / f"story-{name}.png")
                await figures_pictures.take(stage, folder, name, chinese=language is None)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")))
