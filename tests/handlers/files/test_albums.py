"""Evidence as parcels: what goes together, how it is shown, and names that say nothing."""

import pytest

from handlers.files.albums import MOST_ALBUM_BYTES, albums, file_name, media, pieces, upload
from tests.support.cases import a_file

MB = 1024 * 1024


def some(*files):
    return pieces(tuple((file, f"stored-{n}") for n, file in enumerate(files)))


@pytest.mark.parametrize(
    ("kind", "mime", "size", "way", "name"),
    [
        ("photo", "image/jpeg", MB, "look", "2611-0042-01.jpg"),
        ("document", "image/png", MB, "look", "2611-0042-01.png"),
        ("document", "image/png", 11 * MB, "document", "2611-0042-01.png"),
        ("video", "video/mp4", MB, "look", "2611-0042-01.mp4"),
        ("video_note", "video/mp4", MB, "look", "2611-0042-01.mp4"),
        ("animation", "video/mp4", MB, "animation", "2611-0042-01.mp4"),
        ("document", "image/gif", MB, "animation", "2611-0042-01.gif"),
        ("audio", "audio/mpeg", MB, "listen", "2611-0042-01.mp3"),
        ("voice", "application/ogg", MB, "voice", "2611-0042-01.ogg"),
        ("voice", "text/html", MB, "document", "2611-0042-01.bin"),
        ("document", "audio/ogg", MB, "document", "2611-0042-01.ogg"),
        ("document", "application/pdf", MB, "document", "2611-0042-01.pdf"),
        ("document", "text/html", MB, "document", "2611-0042-01.bin"),
        ("document", "application/x-dosexec", MB, "document", "2611-0042-01.bin"),
        ("photo", "text/html", MB, "document", "2611-0042-01.bin"),
        ("document", "", 0, "document", "2611-0042-01.bin"),
    ],
)
def test_a_file_is_shown_by_what_it_was_found_to_be(kind, mime, size, way, name):
    (piece,) = some(a_file(kind=kind, mime=mime, size=size, name="../../etc/passwd<b>"))

    assert piece.way == way
    assert file_name("2611-0042", piece) == name


def test_pictures_travel_together_ten_at_a_time_and_keep_their_order():
    found = list(albums(some(*(a_file(id=n) for n in range(13)))))

    assert [len(album) for album in found] == [10, 3]
    assert [piece.place for album in found for piece in album] == list(range(1, 14))


def test_only_what_is_alike_travels_together():
    mixed = some(
        a_file(mime="application/pdf"),
        a_file(),
        a_file(mime="audio/mpeg"),
        a_file(mime="video/mp4"),
        a_file(mime="image/gif"),
        a_file(mime="image/gif"),
        a_file(mime="text/plain"),
    )

    ways = [[(piece.way, piece.place) for piece in album] for album in albums(mixed)]

    assert ways == [
        [("look", 2), ("look", 4)],
        [("animation", 5)],
        [("animation", 6)],
        [("listen", 3)],
        [("document", 1), ("document", 7)],
    ]


def test_no_album_is_too_heavy_to_hold():
    found = list(albums(some(*(a_file(mime="video/mp4", size=20 * MB) for _ in range(7)))))

    assert [len(album) for album in found] == [2, 2, 2, 1]
    for album in found:
        assert sum(piece.file.size for piece in album) <= MOST_ALBUM_BYTES


def test_no_files_are_no_albums():
    assert list(albums(())) == []


def test_an_upload_is_bytes_whatever_they_spell():
    (piece,) = some(a_file())

    sent = upload("2611-0042", piece, b"/etc/passwd")

    assert sent.input_file_content == b"/etc/passwd"
    assert sent.filename == "2611-0042-01.jpg"


@pytest.mark.parametrize("mime", ["image/jpeg", "video/mp4", "audio/mpeg", "application/pdf"])
def test_a_part_of_an_album_is_bytes_and_pictures_are_behind_a_spoiler(mime):
    (piece,) = some(a_file(mime=mime))

    part = media("2611-0042", piece, b"/etc/passwd", "2611-0042 · 1 of 1")

    assert part.media.input_file_content == b"/etc/passwd"
    assert part.media.filename.startswith("2611-0042-01.")
    assert getattr(part, "has_spoiler", None) is (True if piece.way == "look" else None)
