"""`jubao …` or `python -m bot …`: the whole command line, and how each ending is told."""

import gc
import os
import sys

# Garbage is looked for seldom (decision 27), and first of all while everything is imported.
gc.set_threshold(20_000, 20, 50)

from cyclopts import CycloptsError  # noqa: E402

from bot.command_line import app, keeping, office, running  # noqa: E402

__all__ = ["keeping", "office", "running"]  # each brings its commands along
DONE, USAGE, INTERRUPTED = 0, 2, 130  # bot.exits knows the others


def main() -> None:
    """Do what the command line says, and leave with the exit code of what came of it."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's retry_after as a timedelta
    said = [word for word in sys.argv[1:] if word != "--debug"]
    sys.exit(_done(said, debug=len(said) < len(sys.argv) - 1))


def _done(said: list[str], *, debug: bool) -> int:
    try:
        app(said, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as wrong:
        _complain(" ".join(str(wrong).split()))
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever it is, the operator gets a clear line
        return _failed(error, debug=debug)
    return DONE


def _failed(error: Exception, *, debug: bool) -> int:
    from bot.exits import ending  # noqa: PLC0415 - as seldom wanted as it is slow to import

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
