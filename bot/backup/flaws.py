"""What the operator reads of files of evidence that a backup lacks, or holds damaged."""

from collections.abc import Iterator

from storage.backup.archive import Manifest
from storage.backup.archive_names import EVIDENCE
from storage.files.places import folder_of
from storage.files.store_marks import OWN

MOST_NAMED = 100  # files of each kind, on lines of their own


def lines(about: Manifest) -> Iterator[str]:
    """One line for each file: missing or damaged, and its name."""
    for what, names in (("missing", about.missing), ("damaged", about.damaged)):
        yield from (f"{what}: {name}" for name in names[:MOST_NAMED])
        if len(names) > MOST_NAMED:
            yield f"{what}: {len(names) - MOST_NAMED} others"


def what_to_do(about: Manifest, url: str) -> str:
    """What is wrong with the store of evidence at `url`, and what comes next."""
    kept = "the backup is kept and can be restored; it has everything else"
    if about.missing and not about.files:
        where = f"mount the disk of {url}" if folder_of(url) else f"check {url}"
        return f"none of {len(about.missing)} files of evidence is there: {where}; {kept}"
    parts = ((about.missing, "missing"), (about.damaged, "damaged"))
    counts = " and ".join(f"{len(names)} {what}" for names, what in parts if names)
    return (
        f"files of evidence in {url} are not what they were: {counts}; {kept}\n"
        f"to mend that, look for them in an earlier backup: `tar -xf EARLIER.tar {EVIDENCE}NAME`, "
        f"then move the file to {url}/{OWN}/NAME, and make another backup"
    )


def of_restored(about: Manifest) -> Iterator[str]:
    """The same files after a restore, which is as whole as the backup was."""
    if count := len(about.missing) + len(about.damaged):
        yield f"files of evidence that were missing or damaged when it was made: {count}"
        yield from lines(about)
