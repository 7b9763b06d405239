"""Errors that end a command; the operator sees their message."""


class Failed(Exception):  # noqa: N818 - a result, shown to the operator
    """The command failed; `words` say why, `found` is its output for stdout."""

    def __init__(self, words: str, *, found: str = "") -> None:
        super().__init__(words)
        self.found = found


class Refused(Exception):  # noqa: N818
    """The command was refused for safety; `words` say why, `found` is its output for stdout."""

    def __init__(self, words: str, *, found: str = "") -> None:
        super().__init__(words)
        self.found = found
