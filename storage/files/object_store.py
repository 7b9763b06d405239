"""Object stores for files: a folder, an S3 bucket, or any other that obstore supports.

Imported with the first file that is stored or read: obstore takes seven megabytes of memory.
"""

from datetime import timedelta
from typing import Any

from obstore import delete_async, get_async, get_range_async, head_async, put_async
from obstore import list as list_objects
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    NotFoundError,
    NotSupportedError,
    PermissionDeniedError,
    UnauthenticatedError,
)
from obstore.store import LocalStore, ObjectStore, S3Store, from_url

from storage.files import aws_variables
from storage.files.places import S3, folder_of

__all__ = [  # what other modules use of obstore
    "AlreadyExistsError",
    "BaseError",
    "NotFoundError",
    "NotSupportedError",
    "ObjectStore",
    "PermissionDeniedError",
    "UnauthenticatedError",
    "delete_async",
    "get_async",
    "get_range_async",
    "head_async",
    "list_objects",
    "put_async",
]

PATIENCE = timedelta(seconds=20)  # how long to retry after 5xx, broken or failed connections
TRIES = 6
SLOWEST = timedelta(seconds=120)  # for one request: a whole file over a slow line


def store_at(url: str, s3: S3) -> ObjectStore:
    """Open `file:FOLDER` (created if missing), `s3://BUCKET/PREFIX`, or another URL of obstore.

    Raises `aws_variables.WrongVariable` if a bucket cannot be used with the variables of AWS.
    """
    folder = folder_of(url)
    if folder is not None:
        return LocalStore(folder, mkdir=True)
    return _bucket(url, s3) if url.startswith("s3:") else from_url(url)


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
