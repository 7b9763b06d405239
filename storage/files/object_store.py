"""Where files can be kept: a folder, a bucket of S3's kind, or what else the library knows."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from obstore.store import LocalStore, ObjectStore, S3Store, from_url

PATIENCE = timedelta(seconds=20)  # with a server that answers 5xx, hangs up, or is not there
TRIES = 6
SLOWEST = timedelta(seconds=120)  # for one request: a whole file over a slow line


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class S3:
    """How to reach a bucket; what is empty is taken from AWS's usual variables and places."""

    endpoint: str = ""
    region: str = ""
    key_id: str = ""
    secret: str = ""


def folder_of(url: str) -> Path | None:
    """The folder that `file:FOLDER` names; None for other places."""
    kind, _, path = url.partition(":")
    return Path(path.removeprefix("//")).absolute() if kind.lower() == "file" else None


def store_at(url: str, s3: S3) -> ObjectStore:
    """`file:FOLDER`, made where it is not there; `s3://BUCKET/PREFIX`; others as they come."""
    folder = folder_of(url)
    if folder is not None:
        return LocalStore(folder, mkdir=True)
    return _bucket(url, s3) if url.startswith("s3:") else from_url(url)


def entries(folder: Path) -> Iterator[tuple[str, int]]:
    """The files of one folder: their names, and when each was last changed, unix seconds."""
    try:
        with os.scandir(folder) as found:
            for each in found:
                with suppress(FileNotFoundError):  # it was erased meanwhile
                    if each.is_file(follow_symlinks=False):
                        yield each.name, int(each.stat(follow_symlinks=False).st_mtime)
    except FileNotFoundError:
        return


def _bucket(url: str, s3: S3) -> S3Store:
    said: Any = {
        "endpoint": s3.endpoint,
        "region": s3.region,
        "access_key_id": s3.key_id,
        "secret_access_key": s3.secret,
        "disable_bulk_delete": True,  # which not every server has; ours erases one at a time
    }
    options: Any = {
        "connect_timeout": timedelta(seconds=5),
        "timeout": SLOWEST,
        "allow_http": True,  # where the endpoint says so: files are sealed, the secret is not sent
    }
    config: Any = {name: value for name, value in said.items() if value}
    return S3Store.from_url(
        url,
        config=config,
        client_options=options,
        retry_config={"max_retries": TRIES, "retry_timeout": PATIENCE},
    )
