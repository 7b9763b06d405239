"""Questions to the operator on the terminal; each has a default, which a script takes."""

import getpass
import sys
from contextlib import suppress

from bot.config.settings import SettingsError

TRIES = 5  # answers to one question
_OVER = (EOFError, OSError)  # Ctrl+D, a terminal that was closed


class Terminal:
    """Asks on stdin and stdout; with `takes_defaults` nothing is asked.

    Raises SettingsError where something is to be asked and stdin is no terminal.
    """

    def __init__(self, *, takes_defaults: bool) -> None:
        if not takes_defaults and not sys.stdin.isatty():
            raise SettingsError("this is no terminal: give --yes, and the token by --token-file")
        self.takes_defaults = takes_defaults

    def show(self, words: str) -> None:
        """Print a line at once."""
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()

    def say_stopped(self, words: str) -> None:
        """Say what an interrupted set-up has done, where the terminal is still there."""
        with suppress(OSError):
            self.show(f"\nStopped: {words}. `jubao setup` begins anew.")

    def ask(self, question: str, default: str) -> str:
        """The answer, or the default for an empty one."""
        if self.takes_defaults:
            return default
        shown = f" [{default}]" if default else ""
        return self._read(f"{question}{shown}: ") or default

    def agrees(self, question: str, *, default: bool) -> bool:
        """Whether the answer is yes; with `takes_defaults` it is."""
        if self.takes_defaults:
            return True
        answer = self._read(f"{question} [{'Y/n' if default else 'y/N'}]: ").lower()
        return answer in ("y", "yes") if answer else default

    def secret(self, question: str) -> str:
        """An answer that is not shown while it is typed."""
        try:
            return getpass.getpass(f"{question}: ").strip()
        except _OVER:
            raise KeyboardInterrupt from None

    def _read(self, prompt: str) -> str:
        try:
            return input(prompt).strip()
        except _OVER:
            raise KeyboardInterrupt from None
