"""The process's own stdin, stdout and stderr: no terminal, pipe or disk behind them ends a command.

Characters that the encoding lacks are written as escapes. What cannot be written is dropped, and
`finish` says so where it matters.
"""

import errno
import io
import os
import select
import sys
from contextlib import suppress
from typing import Any, TextIO

FAILED = 1


class _Output(io.RawIOBase):
    """A file descriptor whose writes never raise; `failure` is the last error."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self.failure: OSError | None = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return os.isatty(self._descriptor)

    def write(self, data: Any) -> int:
        """Write some of the bytes; all of them count as written where none can be."""
        while True:
            try:
                return os.write(self._descriptor, data)
            except BlockingIOError:  # whoever reads has let the pipe be one that does not wait
                select.select((), (self._descriptor,), ())
            except OSError as error:
                self.failure = error
                return len(data)


class Streams:
    """The three streams while a command runs; replaces those of `sys`."""

    def __init__(self) -> None:
        if sys.stdin is None:
            sys.stdin = open(_nothing(), encoding="utf-8")  # noqa: SIM115 - until the process ends
        self._stdout, sys.stdout = _replaced(sys.stdout, 1)
        _, sys.stderr = _replaced(sys.stderr, 2)

    def finish(self, code: int) -> int:
        """Write what is left, and return the exit code: 1 for 0 if stdout took not all of it.

        A reader that has gone, such as `head`, has what it wanted.
        """
        sys.stdout.flush()
        failure = self._stdout.failure
        if failure is not None and failure.errno != errno.EPIPE:
            why = failure.strerror or type(failure).__name__
            sys.stderr.write(
                f"jubao: stdout cannot be written: {why}; what the command has done stays done\n"
            )
            code = code or FAILED
        sys.stderr.flush()
        return code


def _replaced(stream: TextIO | None, number: int) -> tuple[_Output, io.TextIOWrapper]:
    """The stream anew on its descriptor; one that is closed leads to nothing."""
    if stream is not None:
        with suppress(OSError):
            stream.flush()
    raw = _Output(_nothing() if stream is None else number)
    direct = stream is None or stream.line_buffering or getattr(stream, "write_through", False)
    return raw, io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding="utf-8" if stream is None else stream.encoding,
        errors="backslashreplace",
        line_buffering=bool(direct),
    )


def _nothing() -> int:
    """A descriptor that leads to nothing: the lowest free one, so that no file gets its number."""
    return os.open(os.devnull, os.O_RDWR)
