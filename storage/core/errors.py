"""Errors of the storage; the handlers and the command line turn each into a message."""


class StorageBusy(Exception):  # noqa: N818 - a condition, not an error of the caller
    """The database is locked or cannot be reached; nothing was written, try again."""


class DatabaseUnusable(StorageBusy):
    """The database cannot be used as it is set: its file, its rights, its server, its certificate.

    The message is one sentence that names the file or server and the reason. At startup it ends the
    process; raised later, it counts as StorageBusy and updates wait.
    """


class PoolerInTheWay(StorageBusy):
    """A pooler gives each transaction another server connection; see `engine/pooler_check.py`.

    At startup it ends the process; raised later, it counts as StorageBusy and updates wait.
    """

    def __init__(self) -> None:
        super().__init__(
            "PostgreSQL is behind a pooler in transaction or statement mode: "
            "connect directly, or use session mode"
        )


class DatabaseNotEmpty(Exception):  # noqa: N818
    """A database that is to be filled has rows; nothing was written."""

    def __init__(self) -> None:
        super().__init__("the database is not empty: another process has just written into it")


class StorageFull(Exception):  # noqa: N818
    """The disk is full; nothing was written."""


class KeyMissing(Exception):  # noqa: N818
    """The key ring does not have the key that encrypted a value of this database."""


class KeyAbsent(KeyMissing):
    """The key ring has no key of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the key {name!r} that sealed this is not in JUBAO_SEAL_KEYS")


class SchemaBehind(Exception):  # noqa: N818
    """The database has an older schema than the code: run `jubao migrate`."""


class SchemaNewer(Exception):  # noqa: N818
    """The database was written by a newer release; this release must not use it."""


class PlaceTaken(Exception):  # noqa: N818
    """The files in the store belong to another database, or to a copy of this one.

    The message says where and what to do.
    """
