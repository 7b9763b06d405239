"""Build a case file: read its evidence, write the bag, sign it, encrypt it for its recipient."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
from msgspec import Struct

from domain.case_files import journal_proof
from domain.core.errors import FileGone
from domain.core.threads import in_thread
from handlers.case_files import summary, summary_pdf
from handlers.files.albums import ending_of
from handlers.files.strip_metadata import clean_aside
from handlers.ui.localizer import Localizer
from usecases.case_files import bag_of, sealing
from usecases.case_files.bag import BagWriter
from usecases.case_files.contents import Contents, FileToAdd

Reads = Callable[[str], Awaitable[bytes]]


class Built(Struct, frozen=True, kw_only=True):
    """A finished case file on disk; `has_pdf` is False where no font for it is installed."""

    path: Path
    size: int
    has_pdf: bool


class TooLarge(Exception):  # noqa: N818 - a result, not an error of the program
    """The case file would have more bytes than it may."""


async def build(
    contents: Contents,
    read: Reads,
    localizers: Sequence[Localizer],
    folder: Path,
    *,
    most: int | None = None,
) -> Built:
    """Write the case file into a folder; raises FilesAway while the store cannot be reached.

    `read` returns the bytes of a stored file, `localizers` are those of all languages. Building
    stops with TooLarge as soon as it has more than `most` bytes, if that is given.
    """
    path = folder / f"{bag_of.name(contents)}.zip"
    with BagWriter(path, bag_of.name(contents)) as writer:
        evidence = []
        for each in contents.files:
            evidence.append(await _add(writer, contents, each, read))
            if most is not None and writer.size > most:
                raise TooLarge
        document = {**contents.document, "evidence": evidence}
        has_pdf = await in_thread(_write_rest, writer, contents, document, localizers)
    if contents.order.recipient:
        path = await in_thread(sealing.seal, path, contents.order.recipient)
    size = path.stat().st_size
    if most is not None and size > most:
        raise TooLarge
    return Built(path=path, size=size, has_pdf=has_pdf)


async def _add(
    writer: BagWriter, contents: Contents, wanted: FileToAdd, read: Reads
) -> dict[str, Any]:
    """Add one file of evidence; returns its entry in `case.json`."""
    file = wanted.file
    try:
        data = await read(wanted.stored_as) if wanted.stored_as else None
    except FileGone:
        data = None
    form, inside = await _form(data, file.mime, original=wanted.original)
    path = f"evidence/{wanted.number:02d}.{ending_of(file.mime)}" if inside is not None else None
    digest = ""
    if path is not None and inside is not None:
        digest = await in_thread(writer.add, path, inside)
    return {
        "number": wanted.number,
        "path": path,
        "form": form,
        "kind": file.kind,
        "mime": file.mime,
        "size": file.size if inside is None else len(inside),
        "received_at": bag_of.moment(contents, file.received_at),
        "received_sha256": file.sha256,
        "sha256": digest,
        "in_journal": wanted.journalled is not None,
    }


async def _form(data: bytes | None, mime: str, *, original: bool) -> tuple[str, bytes | None]:
    """How a file goes into the bag, and its bytes there.

    Metadata may say who reported: without a custodian's consent they are left out.
    """
    if data is None:
        return journal_proof.MISSING, None
    if original:
        return journal_proof.AS_RECEIVED, data
    copy = await clean_aside(data, mime)
    if copy is None:
        return journal_proof.HELD_BACK, None
    return (journal_proof.AS_RECEIVED if copy == data else journal_proof.WITHOUT_METADATA), copy


def _write_rest(
    writer: BagWriter,
    contents: Contents,
    document: Mapping[str, Any],
    localizers: Sequence[Localizer],
) -> bool:
    """Write the documents, manifests and signature; returns whether there is a PDF."""
    key = bag_of.public_key(contents)
    pages = [
        (
            localizer.say("case_file-title", number=contents.case.number),
            summary.sections(localizer, document, document["evidence"], key),
        )
        for localizer in localizers
    ]
    writer.add("case.json", _json(document))
    writer.add("journal.json", _json(contents.journal))
    text = "\n\n".join(summary.as_text(title, found) for title, found in pages)
    writer.add("summary.txt", text.encode())
    font = summary_pdf.font()
    if font is not None:
        writer.add("summary.pdf", summary_pdf.pdf(pages, font))
    writer.close(bag_of.info(contents), bag_of.statement(contents), contents.signer)
    return font is not None


def _json(found: Mapping[str, Any]) -> bytes:
    return orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
