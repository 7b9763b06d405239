"""A wire without a network: python-telegram-bot's calls go straight into the sandbox."""

from typing import Any

import orjson
from telegram.request import BaseRequest, RequestData

from sandbox.telegram import Telegram
from sandbox.telegram import File as SandboxFile


class Short(BaseRequest):
    """The real library above it, a strict Bot API below it, nothing in between."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        return 5.0

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
            return 200, self.telegram.file_bytes(path)
        token, name = url.split("/bot", 1)[1].split("/", 1)
        params = dict(request_data.parameters) if request_data else {}
        files = {}
        if request_data and request_data.contains_files:
            for key, (filename, content, mime) in (request_data.multipart_data or {}).items():
                files[key] = SandboxFile(filename, mime, content)
        reply = self.telegram.call(token, name, params, files)
        return reply.status, orjson.dumps(reply.body)
