"""Object stores for files: a folder, an S3 bucket, or any other that obstore supports."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from obstore.store import LocalStore, ObjectStore, S3Store, from_url

from storage.files import aws_variables

PATIENCE = timedelta(seconds=20)  # how long to retry after 5xx, broken or failed connections
TRIES = 6
SLOWEST = timedelta(seconds=120)  # for one request: a whole file over a slow line


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class S3:
    """Access to a bucket; empty values are taken from AWS's usual variables and files."""

    endpoint: str = ""
    region: str = ""
    key_id: str = ""
    secret: str = ""


def folder_of(url: str) -> Path | None:
    """The folder of a `file:FOLDER` URL; None for other URLs."""
    kind, _, path = url.partition(":")
    return Path(path.removeprefix("//")).absolute() if kind.lower() == "file" else None


def store_at(url: str, s3: S3) -> ObjectStore:
    """Open `file:FOLDER` (created if missing), `s3://BUCKET/PREFIX`, or another URL of obstore.

    Raises `aws_variables.WrongVariable` if a bucket cannot be used with the variables of AWS.
    """
    folder = folder_of(url)
    if folder is not None:
        return LocalStore(folder, mkdir=True)
    return _bucket(url, s3) if url.startswith("s3:") else from_url(url)


def entries(folder: Path) -> Iterator[tuple[str, int]]:
    """The files of one folder: their names, and when each was last changed, unix seconds."""
    try:
        with os.scandir(folder) as found:
            for each in found:
                with suppress(FileNotFoundError):  # it was deleted meanwhile
                    if each.is_file(follow_symlinks=False):
                        yield each.name, int(each.stat(follow_symlinks=False).st_mtime)
    except FileNotFoundError:
        return


def _bucket(url: str, s3: S3) -> S3Store:
    aws_variables.check(
        {
            "JUBAO_S3_KEY_ID": s3.key_id,
            "JUBAO_S3_SECRET": s3.secret,
            "JUBAO_S3_REGION": s3.region,
        }
    )
    said: Any = {
        "endpoint": s3.endpoint,
        "region": s3.region,
        "access_key_id": s3.key_id,
        "secret_access_key": s3.secret,
        "disable_bulk_delete": True,  # not every server supports it; we delete one at a time
    }
    options: Any = {
        "connect_timeout": timedelta(seconds=5),
        "timeout": SLOWEST,
        "allow_http": True,  # if the endpoint is http: files are encrypted, the secret is not sent
    }
    config: Any = {name: value for name, value in said.items() if value}
    return S3Store.from_url(
        url,
        config=config,
        client_options=options,
        retry_config={"max_retries": TRIES, "retry_timeout": PATIENCE},
    )
