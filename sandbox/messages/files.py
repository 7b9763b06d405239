"""Files stored by Telegram: their ids, download paths, and their JSON in a message."""

import secrets
from pathlib import PurePosixPath

from sandbox.limits import bad
from sandbox.messages import pictures
from sandbox.state import State
from sandbox.world import File, Json, Kept

KINDS = frozenset(
    {"photo", "document", "video", "voice", "audio", "video_note", "animation", "sticker"}
)
_PREFIXES = {
    "photo": "AgAC",
    "document": "BQAC",
    "video": "BAAC",
    "voice": "AwAC",
    "audio": "CQAC",
    "video_note": "DQAC",
    "animation": "CgAC",
    "sticker": "CAAC",
}
_FOLDERS = {"voice": "voice", "audio": "music"}
_ENDINGS = {"photo": ".jpg", "video_note": ".mp4", "voice": ".oga"}
_THUMBNAIL = 90
_ORDINARY = (800, 600)  # pixels, for a picture whose size cannot be read


def attached(state: State, kind: str, file: File) -> Json:
    """A new file as the part of a message that carries it: {"document": {…}}."""
    if kind not in KINDS:
        raise bad("unknown kind of file")
    return told([_kept(state, kind, file, known) for known in _described(kind, file)])


def again(state: State, kept: Kept) -> Json:
    """A stored file sent again, with the same ids."""
    if kept.kind != "photo":
        return told([kept])
    whole = [each for each in state.files.values() if each.file is kept.file]
    return told([each for each in whole if each.kind == "photo"])


def told(parts: list[Kept]) -> Json:
    """The JSON of files in a message; several files are the sizes of one photo."""
    described = [
        {"file_id": each.file_id, "file_unique_id": each.unique_id, **each.known} for each in parts
    ]
    kind = parts[0].kind
    if kind == "photo":
        return {"photo": described}
    if kind == "animation":  # Telegram repeats it as a document, for old clients
        return {"animation": described[0], "document": described[0]}
    return {kind: described[0]}


def _kept(state: State, kind: str, file: File, known: Json) -> Kept:
    number = len(state.files)
    ending = _ENDINGS.get(kind) or PurePosixPath(file.name).suffix[:8]
    path = f"{_FOLDERS.get(kind, f'{kind}s')}/file_{number}{ending if ending.isascii() else ''}"
    file_id = f"{_PREFIXES[kind]}{secrets.token_urlsafe(36)}"
    kept = Kept(file, kind, file_id, f"AQAD{secrets.token_urlsafe(8)}", path, known)
    state.files[file_id] = state.paths[path] = kept
    return kept


def _described(kind: str, file: File) -> list[Json]:
    """The metadata of each size of a photo, or of a single file."""
    size: Json = {"file_size": len(file.data)}
    if kind == "photo":
        return [{"width": w, "height": h, **size} for w, h in _sizes(file)]
    width, height = pictures.size(file.data) or (320, 240)
    wide = {"width": width, "height": height}
    named = {"file_name": file.name, "mime_type": file.mime}
    found: dict[str, Json] = {
        "document": named,
        "video": {**named, **wide, "duration": 1},
        "animation": {**named, **wide, "duration": 1},
        "audio": {**named, "duration": 1},
        "voice": {"mime_type": file.mime, "duration": 1},
        "video_note": {"length": 240, "duration": 1},
        "sticker": {**wide, "type": "regular", "is_animated": False, "is_video": False},
    }
    return [{**found[kind], **size}]


def _sizes(file: File) -> list[tuple[int, int]]:
    """A thumbnail and the picture; both have the same bytes, since nothing is scaled."""
    width, height = pictures.size(file.data) or _ORDINARY
    longest = max(width, height)
    if longest <= _THUMBNAIL:
        return [(width, height)]
    small = [max(1, side * _THUMBNAIL // longest) for side in (width, height)]
    return [(small[0], small[1]), (width, height)]
