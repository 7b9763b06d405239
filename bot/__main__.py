"""`jubao …` or `python -m bot …`: the whole command line, and how each ending is told."""

import gc
import os
import sys

from bot.core.garbage import THRESHOLDS

# First of all: nothing is looked for while everything is imported (decisions 27 and 31).
gc.set_threshold(*THRESHOLDS)

from bot.cli.lazy import do  # noqa: E402

DONE, USAGE, INTERRUPTED = 0, 2, 130  # bot.exits knows the others
SERVICES = frozenset({"run", "worker", "courier", "health"})
"""What service managers start, by a word alone: it waits for no reader of command lines."""


def main() -> None:
    """Do what the command line says, and leave with the exit code of what came of it."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's retry_after as a timedelta
    said = [word for word in sys.argv[1:] if word != "--debug"]
    sys.exit(_done(said, debug=len(said) < len(sys.argv) - 1))


def _done(said: list[str], *, debug: bool) -> int:
    try:
        if len(said) == 1 and said[0] in SERVICES:
            do("bot.cli.commands", said[0])
            return DONE
        return _read(said)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever it is, the operator gets a clear line
        return _failed(error, debug=debug)


def _read(said: list[str]) -> int:
    """Have the whole command line read, with its help and its complaints."""
    from cyclopts import CycloptsError  # noqa: PLC0415 - a quarter of a second

    from bot.cli.everything import app  # noqa: PLC0415

    try:
        app(said, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as wrong:
        _complain(" ".join(str(wrong).split()))
        return USAGE
    return DONE


def _failed(error: Exception, *, debug: bool) -> int:
    from bot.cli.exit_codes import ending  # noqa: PLC0415 - as seldom wanted as it is slow to import

    end = ending(error)
    if end.found:
        print(end.found)
    if debug:
        print(end.story, file=sys.stderr)
    _complain(end.words)
    return end.code


def _complain(words: str) -> None:
    for line in words.splitlines():
        print(f"jubao: {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
