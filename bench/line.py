"""A minimal HTTP/1.1 server that supports only what the bots' clients send."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
KIND = re.compile(rb"\r\ncontent-type: *([^\r]*)", re.IGNORECASE)
NAME = re.compile(rb'[ ;]name="([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """A request: the last part of its path, query and body."""

    method: str
    query: str
    kind: bytes
    body: bytes

    def parameters(self) -> dict[str, Any]:
        """Parameters of the query and the body (JSON, form or multipart), without files."""
        given: dict[str, Any] = dict(parse_qsl(self.query))
        if not self.body:
            return given
        if self.kind.startswith(b"application/json"):
            given.update(orjson.loads(self.body))
            return given
        if self.kind.startswith(b"multipart/form-data"):
            return given | dict(_parts(self.body))
        return given | dict(parse_qsl(self.body.decode()))


Reply = Callable[[bytes], None]
Serve = Callable[[Call, Reply], None]


class Line(asyncio.Protocol):
    """A keep-alive connection with one request at a time."""

    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def connection_lost(self, _: Exception | None) -> None:
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._buffer[:end])
            length = LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            body = bytes(self._buffer[end + 4 : whole])
            del self._buffer[:whole]
            self._serve(_call(head, body), self.reply)

    def reply(self, body: bytes, status: bytes = b"200 OK") -> None:
        """Answer the request; does nothing if the client has disconnected."""
        if self._transport is not None:
            self._transport.write(
                b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (status, len(body), body)
            )


def _call(head: bytes, body: bytes) -> Call:
    target = head[: head.index(b"\r\n")].split(b" ")[1].decode()
    path, _, query = target.partition("?")
    kind = KIND.search(head)
    return Call(path.rpartition("/")[2], query, kind[1] if kind else b"", body)


def _parts(body: bytes) -> list[tuple[str, str]]:
    """The fields of a multipart form, without files."""
    boundary, found = body[: body.index(b"\r\n")], []
    for part in body.split(boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = NAME.search(head)
        if name and b"filename" not in head:
            found.append((name[1].decode(), content[:-2].decode()))
    return found
