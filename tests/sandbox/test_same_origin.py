"""Another web page in the same browser reads nothing from the sandbox, and does nothing in it."""

import asyncio
import socket

import aiohttp
import pytest

from sandbox.web.server import serve

TOKEN = "1000:sandbox"
ROUTES = [
    ("GET", "/"),
    ("GET", "/static/page.js"),
    ("GET", "/sandbox/world"),
    ("GET", "/sandbox/chats/1/1"),
    ("GET", "/sandbox/events"),
    ("GET", "/sandbox/faults"),
    ("POST", "/sandbox/faults"),
    ("POST", "/sandbox/act"),
    ("POST", "/sandbox/upload"),
    ("GET", "/sandbox/files/x"),
    ("GET", f"/bot{TOKEN}/getMe"),
    ("POST", f"/bot{TOKEN}/sendMessage"),
    ("GET", f"/file/bot{TOKEN}/x"),
    ("GET", "/nowhere"),
]


@pytest.fixture
async def url(tg):
    async with serve(tg, port=0) as url:
        yield url


async def status(url, method, path, **headers):
    """The status of a request with exactly these headers besides what the library needs."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with aiohttp.ClientSession() as session:
        asked = session.request(method, url + path, headers=named, data=b"{}" * (method == "POST"))
        async with asked as answer:
            return answer.status


def port_of(url):
    return url.rpartition(":")[2]


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_a_name_that_was_bent_to_this_machine_reaches_no_route(url, method, path):
    port = port_of(url)
    for host in (
        f"evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1.evil.example:{port}",
        f"localhost.evil.example:{port}",
        f"127.0.0.1:{port}@evil.example",
        f"0.0.0.0:{port}",
        "evil.example",
    ):
        assert await status(url, method, path, Host=host) == 403, host


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_a_page_of_another_origin_reaches_no_route(url, method, path):
    port = port_of(url)
    for origin in (
        "https://evil.example",
        "null",
        "",
        f"https://127.0.0.1:{port}",
        "http://127.0.0.1:1",
        "http://127.0.0.1",
        f"http://127.0.0.1:{port}.evil.example",
    ):
        assert await status(url, method, path, Origin=origin) == 403, origin
    for site in ("cross-site", "same-site", "", "nonsense"):
        assert await status(url, method, path, Sec_Fetch_Site=site) == 403, site


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
async def test_the_page_itself_and_the_bot_are_answered(url, name):
    host = f"{name}:{port_of(url)}"
    own = {"Host": host, "Origin": f"http://{host}", "Sec_Fetch_Site": "same-origin"}
    assert await status(url, "GET", "/sandbox/world", **own) == 200
    assert await status(url, "POST", "/sandbox/faults", **own) != 403
    assert await status(url, "GET", "/", Sec_Fetch_Site="none") == 200
    assert await status(url, "POST", f"/bot{TOKEN}/getMe", Host=host) == 200


async def test_a_link_elsewhere_may_open_the_page_in_a_tab_and_nothing_else(url):
    link = {
        "Sec_Fetch_Site": "cross-site",
        "Sec_Fetch_Mode": "navigate",
        "Sec_Fetch_Dest": "document",
    }
    assert await status(url, "GET", "/", **link) == 200
    assert await status(url, "GET", "/", **{**link, "Sec_Fetch_Dest": "iframe"}) == 403
    assert await status(url, "GET", "/sandbox/world", **link) == 403
    assert await status(url, "GET", f"/bot{TOKEN}/getMe", **link) == 403
    assert await status(url, "POST", "/sandbox/act", **link) == 403


async def test_no_other_page_can_frame_or_embed_an_answer(url):
    async with aiohttp.ClientSession(url) as session:
        for path in ("/", "/sandbox/world", "/sandbox/events", "/nowhere"):
            async with session.get(path) as answer:
                assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
                assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n",
        "Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nOrigin: null\r\n",
        "Host: 127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n",
    ],
)
async def test_headers_that_are_missing_or_come_twice_are_refused(url, lines):
    port = port_of(url)
    reader, writer = await asyncio.open_connection("127.0.0.1", int(port), family=socket.AF_INET)
    head = f"GET /sandbox/world HTTP/1.1\r\n{lines.format(port=port)}Connection: close\r\n\r\n"
    writer.write(head.encode())
    first = await reader.readline()
    assert first.split()[1] in {b"400", b"403"}
    writer.close()
