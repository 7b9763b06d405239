"""A wire without a network: the library's calls go straight into the sandbox."""

from typing import Any

import orjson
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from handlers.core.api_errors import Fault, Phase
from handlers.ui.markup import HALF_PHONE, width
from sandbox.faults.rules import Broken, Kind
from sandbox.limits import Fault as Refused
from sandbox.telegram import File, Telegram


class Short(BaseRequest):
    """The real library above it, a strict Bot API below it, nothing in between.

    `faults` maps a method to an error that is raised instead of the next call of it. `answered` are
    the presses that were answered, each as often as an answer was sent; `repeated` those that were
    answered once more after Telegram had taken an answer, which it refuses. `cut` are the labels
    for which a phone has no room beside the other buttons of their row.
    """

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.faults: dict[str, Exception] = {}
        self.answered: list[str] = []
        self.repeated: list[str] = []
        self.cut: list[str] = []
        self._taken: set[str] = set()

    def check_answers(self) -> None:
        """No press was answered twice; that each is answered, `Talker.presses` checks."""
        assert not self.repeated, f"answered twice: {self.repeated}"

    def check_labels(self) -> None:
        """Every label can be read on a phone."""
        assert not self.cut, f"too long for their rows: {self.cut}"

    @property
    def read_timeout(self) -> float:
        return 30.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        if "/file/bot" in url:
            path = url.split("/file/bot", 1)[1].split("/", 1)[1]
            try:
                return 200, self.telegram.file_bytes(path)
            except Refused as fault:
                return fault.status, orjson.dumps(fault.reply().body)
        token, name = url.split("/bot", 1)[1].split("/", 1)
        if name in self.faults:
            raise self.faults.pop(name)
        params = dict(request_data.json_parameters) if request_data else {}
        answered = str(params.get("callback_query_id", ""))
        if answered:
            self.answered.append(answered)
            self.repeated += [answered] if answered in self._taken else []
        self.cut += _cut(params.get("reply_markup"))
        files = {}
        for key, part in ((request_data.multipart_data or {}) if request_data else {}).items():
            filename, content, mime = part
            data = content if isinstance(content, bytes) else content.read()
            files[key] = File(filename, mime, data)
        try:
            reply = self.telegram.call(token, name, params, files)
        except Broken as broken:
            raise told(broken) from Fault(phase_of(broken), broken.kind)
        if reply.seconds > self.read_timeout:
            raise TimedOut("too slow") from Fault(Phase.READ, Kind.SLOW)
        if answered and reply.status == 200:
            self._taken.add(answered)
        return reply.status, orjson.dumps(reply.body)


def _cut(keyboard: str | None) -> list[str]:
    rows = orjson.loads(keyboard).get("inline_keyboard", []) if keyboard else []
    labels = ((key["text"], len(row)) for row in rows if len(row) > 1 for key in row)
    return [label for label, beside in labels if width(label) * beside > 2 * HALF_PHONE]


def told(broken: Broken) -> NetworkError:
    """The error that our wire raises where the network does this."""
    return (TimedOut if broken.kind is Kind.SILENT else NetworkError)(str(broken))


def phase_of(broken: Broken) -> Phase:
    """How far the call had come."""
    return Phase.CONNECT if broken.kind is Kind.REFUSED else Phase.READ
