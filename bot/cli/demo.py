"""`jubao demo`: the bot with a simulated Telegram and sample people; needs no token."""

import asyncio
import errno
import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bot.config.choices import Mode
from bot.config.settings import Settings, read_settings
from bot.runtime.app import building
from bot.runtime.process import Jubao
from bot.runtime.serving import serve
from domain.network.people import Caller, Role
from locales.catalog import BASE, Catalog
from sandbox.telegram import Telegram
from sandbox.web.server import serve as serve_sandbox
from storage.core.database_url import of_file
from storage.crypto.encryption import KeyRing
from storage.engine.database import Tx
from storage.network import duties, people, units

TOKEN = "1000001:demo-demo-demo-demo-demo-demo-demo-1"  # noqa: S105 - the sandbox's own
PORTS = 20  # tried after the wanted one
TOP_PORT = 65535
UNIT, SITE, BESIDE, ABOVE = "changsha", "changshacn", "hengyang", "hunan"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A sample person: their account in the sandbox, and their role in a unit."""

    account: int
    name: str
    role: Role = Role.NOBODY
    unit: str = UNIT


def people_of(
    telegram: Telegram, language: str | None = None
) -> tuple[tuple[DemoPerson, ...], int]:
    """Create the sample people and the group of the city's office in the sandbox.

    All get `language`; without one, one citizen gets English and everybody else Chinese. Returns
    the people and the group's id.
    """
    zh, en = language or "zh-hans", language or "en"
    wanted = (
        ("Lin 林", ("citizen", "市民"), zh, Role.NOBODY, ""),
        ("Chen 陈", ("moderator, Changsha", "审核员，长沙"), zh, Role.MODERATOR, UNIT),
        ("Zhou 周", ("lead, Changsha", "负责人，长沙"), zh, Role.LEAD, UNIT),
        ("Mary", ("citizen, English", "市民，讲英文"), en, Role.NOBODY, ""),
        ("Wu 吴", ("moderator, Changsha", "审核员，长沙"), zh, Role.MODERATOR, UNIT),
        ("Peng 彭", ("moderator, Changsha.cn", "审核员，星辰在线"), zh, Role.MODERATOR, SITE),
        ("Xie 谢", ("moderator, Hengyang", "审核员，衡阳"), zh, Role.MODERATOR, BESIDE),
        ("Tan 谭", ("lead, Hunan", "负责人，湖南"), zh, Role.LEAD, ABOVE),
        ("Su 苏", ("lead, Hunan", "负责人，湖南"), zh, Role.LEAD, ABOVE),
        ("He 何", ("admin, custodian", "管理员、身份信息保管员"), zh, Role.ADMIN, ""),
        # A broadcast needs two admins.
        ("Deng 邓", ("admin, custodian", "管理员、身份信息保管员"), zh, Role.ADMIN, ""),
    )
    players = []
    for name, about, code, role, unit in wanted:
        languages = dict(zip(("en", "zh-Hans"), about, strict=True))
        user = telegram.add_user(name, language_code=code, about=languages)
        players.append(DemoPerson(user.id, name, role, unit))
    staff = [each.account for each in players if each.role >= Role.MODERATOR and each.unit == UNIT]
    group = telegram.add_group("Changsha office 长沙网信办", members=staff)
    channel = telegram.add_channel("Rumour mill 谣言工坊", username="rumour_mill")
    telegram.post(channel.id, "转发！明天全市停水停电三天，快去囤货！！！")
    telegram.post(channel.id, "Double your money in 7 days: https://get-rich.example/join?id=77")
    return tuple(players), group.id


def give_roles(tx: Tx, players: tuple[DemoPerson, ...], group: int, now: int) -> None:
    """Give the sample people their roles, make admins custodians too, and bind the group.

    The city's first moderator is on call, and so gets each case in private, too.
    """
    for player in players:
        if player.role is Role.NOBODY:
            continue
        person = people.meet(tx, Caller(account=player.account, locale="zh-Hans"), now)
        people.set_name(tx, person.who, player.name)
        if player.role is Role.ADMIN:
            people.set_admin(tx, person.who, admin=True)
            people.set_custodian(tx, person.who, custodian=True)
        else:
            people.grant(tx, person.who, player.unit, player.role, by=person.who, now=now)
    first = next(each for each in players if each.role is Role.MODERATOR and each.unit == UNIT)
    duties.set_on_call(tx, people.who_is(tx, first.account), UNIT, on=True)
    units.bind_group(tx, UNIT, group)


def demo_settings(url: str, folder: Path) -> Settings:
    """Settings for a bot in the sandbox; its encryption key is created in `folder`."""
    keys = folder / "seal-keys"
    if not keys.exists():
        keys.write_text(KeyRing.new(), encoding="utf-8")
        keys.chmod(0o600)
    return read_settings(
        bot_token=TOKEN,
        api_base_url=url,
        telegram_proxy="",  # ignores the environment, like the mail below
        database_url=of_file(folder / "jubao.db"),
        evidence_url=f"file:{folder}/evidence",
        seal_keys=keys.read_text(encoding="utf-8").strip(),
        smtp_url="",  # ignores the environment: the demo must not send real mail
        mail_from="",
        alarm_mail="",
        mode=Mode.POLLING,
        metrics_listen="",
        gather_seconds=1,  # who tries it out looks at both chats at once
        log_level="warning",
    )


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo: the address of its page, its people, and the bot."""

    url: str
    telegram: Telegram
    players: tuple[DemoPerson, ...]
    group: int
    jubao: Jubao


@asynccontextmanager
async def demo_running(
    folder: Path,
    *,
    port: int = 8088,
    language: str | None = None,
    now: Callable[[], float] = time.time,
) -> AsyncIterator[Demo]:
    """Start the sandbox and build the bot, not yet running; data go into `folder`."""
    telegram = Telegram(now=now)
    telegram.add_bot(token=TOKEN, username="jubao_demo_bot", name="Jubao 举报")
    players, group = people_of(telegram, language)
    async with (
        serve_sandbox(telegram, port=port) as url,
        building(demo_settings(url, folder), now=now) as jubao,
    ):
        await jubao.db.run(give_roles, players, group, int(jubao.services.now()))
        yield Demo(url, telegram, players, group, jubao)


def language_of_terminal(variables: Mapping[str, str]) -> str | None:
    """The language of LC_ALL, LC_MESSAGES or LANG, if everybody is to have it; else None.

    None, too, for Chinese, which all people but one have anyway. English for a language without
    texts.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    value = next((variables[name] for name in names if variables.get(name)), "")
    tag = value.partition(".")[0].partition("@")[0]
    if tag in ("", "C", "POSIX"):
        return None
    catalog = Catalog()
    found = catalog.closest(tag, catalog.locales) or BASE
    return None if found.startswith("zh") else found


def free_port(wanted: int) -> int:
    """The first free port of this machine from `wanted` on; OSError if none of 20 is."""
    for port in range(wanted, min(wanted + PORTS, TOP_PORT) + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as why:
                if why.errno != errno.EADDRINUSE:
                    raise
            else:
                return port
    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))


async def run(*, keep: bool = False, port: int = 8088, language: str | None = None) -> None:
    """Run until a signal; delete the data afterwards unless `keep`."""
    console = Console()
    wanted, port = port, free_port(port)
    if port != wanted:
        console.print(f"Port {wanted} is taken on this machine; {port} is used.")
    language = language or language_of_terminal(os.environ)
    folder = Path(tempfile.mkdtemp(prefix="jubao-demo-"))
    try:
        async with demo_running(folder, port=port, language=language) as stage:
            loop = asyncio.get_running_loop()
            for name in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(name, stage.jubao.stopping.set)
            console.print(f"Open {stage.url} in a browser. Ctrl+C ends the demo.")
            console.print("First write as Lin: press START, then paste a link.")
            if keep:
                console.print(f"Data are kept in {folder}")
            await serve(stage.jubao)
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
