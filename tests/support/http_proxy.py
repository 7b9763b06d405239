"""A forward proxy for HTTP on loopback: whatever it is asked for, it asks of one server."""

import base64
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

import aiohttp
from aiohttp import web

PASSED_ON = ("Content-Type", "Date")


@dataclass
class HttpProxy:
    """`target` is the server behind it; with a password it refuses whoever does not send it.

    `asked` are the addresses it was asked for.
    """

    target: str
    password: str = ""
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self):
        name = f"office:{quote(self.password, safe='')}@" if self.password else ""
        return f"http://{name}127.0.0.1:{self.port}"

    async def take(self, request):
        self.asked.append(request.raw_path)
        known = base64.b64encode(f"office:{self.password}".encode()).decode()
        if self.password and request.headers.get("Proxy-Authorization") != f"Basic {known}":
            return web.Response(status=407, headers={"Proxy-Authenticate": "Basic"})
        parts = urlsplit(request.raw_path)
        if not parts.scheme:  # CONNECT, or a call that was meant for the server itself
            return web.Response(status=403)
        kind = {k: v for k, v in request.headers.items() if k == "Content-Type"}
        url, body = f"{self.target}{parts.path}", await request.read()
        async with self.session.request(request.method, url, data=body, headers=kind) as found:
            headers = {name: found.headers[name] for name in PASSED_ON if name in found.headers}
            return web.Response(status=found.status, body=await found.read(), headers=headers)

    @asynccontextmanager
    async def opened(self):
        runner = web.ServerRunner(web.Server(self.take))
        async with aiohttp.ClientSession() as self.session:
            await runner.setup()
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self.port = runner.addresses[0][1]
            try:
                yield self
            finally:
                await runner.cleanup()
