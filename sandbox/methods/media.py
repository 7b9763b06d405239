"""Methods about files: send them, alone or as albums, and getFile."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.limits import ALBUM, DOWNLOAD_BYTES, PHOTO_BYTES, UPLOAD_BYTES, Fault, bad
from sandbox.messages import files
from sandbox.methods import reach, words
from sandbox.methods.call import Call
from sandbox.methods.sending import send
from sandbox.state import State
from sandbox.world import Json

_MIXED = frozenset({"photo", "video"})
_ALONE = frozenset({"document", "audio"})  # an album of these has no other kinds
_SPOILED = frozenset({"photo", "video", "animation"})
_ALONG = ("protect_content", "message_thread_id", "reply_parameters", "reply_to_message_id")
_NAMES = {"video_note": "video note"}


def _sender(kind: str) -> Callable[[State, Call], Json]:
    def send_file(state: State, call: Call) -> Json:
        words_ = words.caption(call)
        chat = reach.writable(state, call)
        return send(state, call, chat, _carried(state, call, kind) | words_)

    return send_file


def send_media_group(state: State, call: Call) -> Any:
    """An album: two to ten files of kinds that go together."""
    chat = reach.writable(state, call)
    parts = _parts(call)
    album = {"media_group_id": str(10**16 + state.next_message)}
    prepared = [
        _carried(state, part, part.text("type")) | words.caption(part) | album for part in parts
    ]
    return [send(state, part, chat, content) for part, content in zip(parts, prepared, strict=True)]


def get_file(state: State, call: Call) -> Any:
    """Where to download a file."""
    kept = state.files.get(call.text("file_id"))
    if kept is None:
        raise bad("invalid file_id")
    if len(kept.file.data) > DOWNLOAD_BYTES:
        raise bad("file is too big")
    return {
        "file_id": kept.file_id,
        "file_unique_id": kept.unique_id,
        "file_size": len(kept.file.data),
        "file_path": kept.path,
    }


def _parts(call: Call) -> list[Call]:
    """The parts of an album, each like a call."""
    media = call.listed("media")
    if len(media) not in ALBUM:
        raise bad("group send failed: wrong number of media, there must be 2 to 10")
    if not all(isinstance(part, dict) for part in media):
        raise bad("can't parse InputMedia: expected an Object")
    kinds = {str(part.get("type")) for part in media}
    if kinds - _MIXED - _ALONE:
        raise bad("can't parse InputMedia: Type of the media is unsupported in an album")
    if len(kinds) > 1 and kinds & _ALONE:
        raise bad("document and audio can't be mixed with other media types")
    along = {name: call.params[name] for name in _ALONG if name in call.params}
    return [
        Call({**part, **along, str(part["type"]): part.get("media")}, call.files) for part in media
    ]


def _carried(state: State, call: Call, kind: str) -> Json:
    """The file of a call: uploaded, or a stored one by its id."""
    value = call.text(kind)
    name = value.removeprefix("attach://") if value.startswith("attach://") else kind
    file = call.files.get(name)
    if file is not None:
        if len(file.data) > UPLOAD_BYTES:
            raise Fault(413, "Request Entity Too Large")
        if not file.data:
            raise bad("file must be non-empty")
        if kind == "photo" and len(file.data) > PHOTO_BYTES:
            raise bad("file of size is too big for a photo; the maximum size is 10485760 bytes")
        content = files.attached(state, kind, file)
    else:
        content = _again(state, value, kind)
    if kind in _SPOILED and call.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


def _again(state: State, file_id: str, kind: str) -> Json:
    if not file_id:
        raise bad(f"there is no {_NAMES.get(kind, kind)} in the request")
    kept = state.files.get(file_id)
    if kept is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if kept.kind != kind:
        names = [each.replace("_", " ").title().replace(" ", "") for each in (kept.kind, kind)]
        raise bad(f"can't use file of type {names[0]} as {names[1]}")
    return files.again(state, kept)


METHODS: Mapping[str, Any] = {
    "sendPhoto": _sender("photo"),
    "sendDocument": _sender("document"),
    "sendVideo": _sender("video"),
    "sendVoice": _sender("voice"),
    "sendAudio": _sender("audio"),
    "sendAnimation": _sender("animation"),
    "sendVideoNote": _sender("video_note"),
    "sendSticker": _sender("sticker"),
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
}
