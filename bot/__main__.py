"""Entry point of `jubao …` and `python -m bot …`: runs a command and sets the exit code."""

import gc
import os
import sys

from bot.core.garbage import THRESHOLDS

# Before all other imports, so that imports do not trigger collections (decisions 27 and 31).
gc.set_threshold(*THRESHOLDS)

from bot.cli.lazy import do  # noqa: E402
from bot.core.streams import Streams  # noqa: E402

DONE, USAGE = 0, 2  # bot.cli.exit_codes has the others
SERVICES = frozenset({"run", "worker", "courier", "health"})
"""Commands of service managers, without arguments: run without importing cyclopts (decision 30)."""

UNUSED = ("rich", "click")
"""Packages that structlog and httpx import if they find them, for output that no service prints.

They take 4 MB. Python finds no package whose entry in `sys.modules` is None.
"""


def main() -> None:
    """Run the command of `sys.argv` and exit with its exit code."""
    # Until a service serves, or a command is imported: to look through what imports create, which
    # stays, takes a tenth of the start.
    gc.disable()
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's retry_after as a timedelta
    arguments = [word for word in sys.argv[1:] if word != "--debug"]
    streams = Streams()
    code = _run(arguments, debug=len(arguments) < len(sys.argv) - 1)
    sys.exit(streams.finish(code))


def _run(arguments: list[str], *, debug: bool) -> int:
    try:
        if len(arguments) == 1 and arguments[0] in SERVICES:
            for package in UNUSED:
                sys.modules.setdefault(package, None)  # type: ignore[arg-type] # as Python documents
            do("bot.cli.commands", arguments[0])
            return DONE
        return _parse_and_run(arguments)
    except KeyboardInterrupt as interrupted:
        from bot.core.interrupts import exit_code, ignore  # noqa: PLC0415 - no service needs it

        ignore()
        _print_error(str(interrupted))
        return exit_code()
    except Exception as error:  # noqa: BLE001 - the operator gets one line, not a traceback
        return _report(error, debug=debug)


def _parse_and_run(arguments: list[str]) -> int:
    """Let cyclopts parse and run the command; return the exit code."""
    from cyclopts import CycloptsError  # noqa: PLC0415 - takes a quarter of a second

    from bot.cli.command_groups import usage_fault  # noqa: PLC0415
    from bot.cli.everything import app  # noqa: PLC0415
    from bot.core.interrupts import end_as_by_ctrl_c  # noqa: PLC0415 - no service needs it

    gc.enable()
    end_as_by_ctrl_c()
    try:
        app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as wrong:
        _print_error(usage_fault(wrong))
        return USAGE
    return DONE


def _report(error: Exception, *, debug: bool) -> int:
    from bot.cli.exit_codes import failure_report  # noqa: PLC0415 - slow to import, needed on errors only

    end = failure_report(error)
    if end.found:
        print(end.found)
    if debug:
        print(end.traceback, file=sys.stderr)
    _print_error(end.words)
    return end.code


def _print_error(words: str) -> None:
    for line in words.splitlines():
        print(f"jubao: {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
