"""Requests are answered only if they come from the sandbox's own page, or from no page at all.

Whoever reaches the sandbox acts as anybody in it, and a web page in the same browser could: by a
form or a script sent here, by a name of its own that leads to this machine (DNS rebinding), or by a
frame. Browsers say where a request comes from, in headers that no page can change.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
DEFAULT_PORT = 80
OWN_SITES = ("same-origin", "none")  # "none": typed, or opened from outside of the browser
GUARDS = {
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}


@web.middleware
async def refuse_foreign(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer 403 to a request for another host, or from the page of another origin."""
    if not _is_for_us(request) or not _is_from_us(request):
        return web.Response(status=403, text="The sandbox answers only its own page and the bot.")
    return await handler(request)


async def add_guards(_request: web.Request, response: web.StreamResponse) -> None:
    """No other page may show, or read by a tag, what is answered."""
    for name, value in GUARDS.items():
        response.headers.setdefault(name, value)


def _is_for_us(request: web.Request) -> bool:
    """Whether the one Host header names this machine and the port that was called."""
    transport = request.transport
    if transport is None:
        return False
    port = transport.get_extra_info("sockname")[1]
    known = {f"{name}:{port}" for name in LOOPBACK}
    if port == DEFAULT_PORT:
        known |= set(LOOPBACK)
    return _only(request, "Host").lower() in known


def _is_from_us(request: web.Request) -> bool:
    """Whether every header that tells where it comes from is absent, or tells of our page."""
    own = f"http://{request.headers['Host'].lower()}"
    if "Origin" in request.headers and _only(request, "Origin").lower() != own:
        return False
    if "Sec-Fetch-Site" not in request.headers:
        return True
    return _only(request, "Sec-Fetch-Site") in OWN_SITES or _opens_page(request)


def _opens_page(request: web.Request) -> bool:
    """Whether a link elsewhere opens our page in a tab: it holds nothing until it asks itself."""
    wanted = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    told = all(_only(request, name) == value for name, value in wanted.items())
    return told and request.method == "GET" and request.path == "/"


def _only(request: web.Request, name: str) -> str:
    """The value of a header that comes once; empty otherwise."""
    values = request.headers.getall(name, [])
    return values[0] if len(values) == 1 else ""
