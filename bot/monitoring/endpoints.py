"""The HTTP endpoints `/healthz`, `/readyz` and `/metrics`."""

import asyncio
import time
from dataclasses import dataclass, field

import structlog
from aiohttp import web

from bot.config.settings import PREFIX
from bot.core import http_server
from bot.monitoring.health import LAG_SECONDS, PATIENCE, Health, HealthCheck
from bot.monitoring.metrics import KIND, Metrics
from storage.ops import health as vitals
from storage.ops.health import HealthFacts

log = structlog.get_logger("jubao.monitoring")

FRESH_SECONDS = 1.0  # checks are cached so long, to limit queries
CASES_SECONDS = 60.0

Found = tuple[tuple[HealthCheck, ...], HealthFacts | None]


@dataclass(slots=True)
class Monitor:
    """Serves health checks and metrics; they contain no personal data."""

    health: Health
    meters: Metrics
    _found: Found | None = None
    _found_at: float = 0.0
    _cases_at: float | None = None
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    def app(self) -> web.Application:
        """The web application."""
        app = web.Application()
        app.router.add_get("/healthz", self.alive)
        app.router.add_get("/readyz", self.ready)
        app.router.add_get("/metrics", self.metrics)
        return app

    async def serve(self, listen: str) -> None:
        """Serve until cancelled."""
        await http_server.serve(self.app(), listen, f"{PREFIX}METRICS_LISTEN")

    async def alive(self, _: web.Request) -> web.Response:
        """200 while the event loop responds; 503 from a lag of LAG_SECONDS on."""
        lag = self.health.lag
        body = {"lag_seconds": round(lag.now, 3), "worst_seconds": round(lag.worst, 3)}
        return web.json_response(body, status=200 if lag.now < LAG_SECONDS else 503)

    async def ready(self, _: web.Request) -> web.Response:
        """200 if every check passes, else 503; the body has each check's result."""
        checks, _vitals = await self._look()
        well = all(check.ok for check in checks)
        body = {
            "ready": well,
            "checks": {check.name: {"ok": check.ok, **check.facts} for check in checks},
        }
        return web.json_response(body, status=200 if well else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        """All metrics in Prometheus' text format."""
        checks, found = await self._look()
        now = int(self.health.now())
        for check in checks:
            self.meters.ready.labels(check.name).set(check.ok)
            if "free_bytes" in check.facts:
                place = check.name.removeprefix("disk_")
                self.meters.free.labels(place).set(check.facts["free_bytes"])
        if found is not None:
            self.meters.show(found, now)
            await self._count_cases()
        self.meters.lag.set(self.health.lag.worst)
        return web.Response(body=self.meters.text(), headers={"Content-Type": KIND})

    async def _look(self) -> Found:
        async with self._one:
            if self._found is None or time.monotonic() - self._found_at > FRESH_SECONDS:
                self._found = await self.health.look()
                self._found_at = time.monotonic()
            return self._found

    async def _count_cases(self) -> None:
        if self._cases_at is not None and time.monotonic() - self._cases_at < CASES_SECONDS:
            return
        self._cases_at = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                self.meters.show_cases(await self.health.db.read(vitals.cases_by_status))
        except Exception as error:  # noqa: BLE001 - the other metrics are still served
            log.warning("cases-not-counted", error=type(error).__name__)
