"""What the store itself may have to say; the edges turn each into a sentence."""


class StorageBusy(Exception):  # noqa: N818 - a state of affairs, not a fault of the caller
    """Somebody else holds the database, or it is away; nothing was written, try again."""


class PoolerInTheWay(StorageBusy):
    """A pooler gives each transaction another server connection; see `storage/pooling.py`.

    At the start it is refused. A pooler that is changed later only makes what comes wait.
    """

    def __init__(self) -> None:
        super().__init__(
            "a pooler in transaction mode stands before the database: "
            "connect straight, or pool by session"
        )


class StorageFull(Exception):  # noqa: N818
    """There is no room; nothing was written."""


class KeyMissing(Exception):  # noqa: N818
    """The ring of keys does not hold the key that sealed this database."""


class SchemaBehind(Exception):  # noqa: N818
    """The database is older than the code: `jubao migrate` brings it up to date."""


class SchemaNewer(Exception):  # noqa: N818
    """The database was written by a newer release; an older one must not touch it."""


class PlaceTaken(Exception):  # noqa: N818
    """The files in the store belong to another database; the words say where and what to do."""
