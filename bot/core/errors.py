"""Errors that end a command: their message is the one line the operator reads."""


class Failed(Exception):  # noqa: N818 - said to the operator as it stands
    """It could not be done; the words say why, `found` is what goes to stdout all the same."""

    def __init__(self, words: str, *, found: str = "") -> None:
        super().__init__(words)
        self.found = found


class Refused(Exception):  # noqa: N818
    """It must not be done; the words say what is in its way, `found` is for stdout."""

    def __init__(self, words: str, *, found: str = "") -> None:
        super().__init__(words)
        self.found = found
