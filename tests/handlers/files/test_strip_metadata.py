"""Where, when and by whom a file was made is not in what staff are shown; what is seen stays."""

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from handlers.files.strip_metadata import CLEANED, MOST_BYTES, SECONDS, clean
from tests.support import media
from tests.support.media import MARKED, SEEN, box, element, film, id3, mp3, opus, webm

MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
UDTA = box(b"\xa9xyz", b"\x00\x10\x15\xc7+28.2282/" + MARKED)
PHONE = box(b"ftyp", b"mp42", bytes(4)) + box(b"moov", box(b"udta", UDTA))  # of a motion photo

PLANTED = {
    "a motion photo over ten megabytes": (
        "image/jpeg",
        media.picture("JPEG") + PHONE + bytes(11 * 1024 * 1024),
    ),
    "a second picture behind the first": ("image/jpeg", media.JPEG + media.picture("JPEG")),
    "a maker's own segment": (
        "image/jpeg",
        media.JPEG[:2] + b"\xff\xeb\0\x18" + MARKED + media.JPEG[2:],
    ),
    "a chunk behind a picture's end": ("image/png", media.PNG + media.chunk(b"tEXt", MARKED)),
    "a colour profile's name": (
        "image/png",
        media.PNG_HEAD + media.chunk(b"iCCP", MARKED) + media.PNG[33:],
    ),
    "a comment of a GIF": ("image/gif", media.picture("GIF")),
    "a GIF's application block": (
        "image/gif",
        media.picture("GIF", planted=False)[:-1]
        + b"\x21\xff\x0bXMP DataXMP\x16"
        + MARKED
        + b"\0\x3b",
    ),
    "words behind a GIF": ("image/gif", media.picture("GIF", planted=False) + MARKED),
    "a place in udta": ("video/mp4", film(in_moov=[box(b"udta", UDTA)])),
    "a place in udta of 64 bits": ("video/mp4", film(in_moov=[box(b"udta", UDTA, long=True)])),
    "metadata of 64 bits in front": ("video/mp4", film(before=[box(b"meta", MARKED, long=True)])),
    "a 3GP's place": ("video/3gpp", film(b"3gp5", in_moov=[box(b"udta", box(b"loci", MARKED))])),
    "an unknown box": ("video/mp4", film(in_moov=[box(b"Xtra", MARKED)])),
    "what is marked as free": ("video/mp4", film(before=[box(b"free", MARKED)])),
    "a name of the program": ("video/mp4", film(planted=[box(b"name", MARKED)])),
    "a track of places": (
        "video/quicktime",
        film(b"qt  ", between=MARKED, in_moov=[media.track(b"meta", 28 + len(SEEN), len(MARKED))]),
    ),
    "what stands between the samples": ("video/mp4", film(between=MARKED)),
    "a track's name": (
        "video/mp4",
        film(in_moov=[media.track(b"vide", 28, len(SEEN), name=MARKED)]),
    ),
    "words behind a film": ("video/mp4", film(after=b"\xff\xff\xff\xff" + MARKED)),
    "a song's name": ("audio/mp4", film(b"M4A ", in_moov=[box(b"udta", box(b"meta", MARKED))])),
    "a WebM's title": ("video/webm", webm(in_info=element("7BA9", MARKED))),
    "a WebM's tags": ("video/webm", webm(in_segment=element("1254C367", MARKED))),
    "a WebM's attachment": ("video/webm", webm(in_segment=element("1941A469", MARKED))),
    "a WebM track's name": ("video/webm", webm(in_track=element("536E", MARKED))),
    "words behind a WebM": ("video/webm", webm(after=MARKED)),
    "an ID3 tag": ("audio/mpeg", mp3(before=id3(MARKED))),
    "an ID3 tag at the end": ("audio/mpeg", mp3(after=b"TAG" + MARKED.ljust(125, b"\0"))),
    "an APE tag": ("audio/mpeg", mp3(after=b"APETAGEX" + bytes(24) + MARKED)),
    "an encoder's note": ("audio/mpeg", mp3(noted=MARKED)),
    "a voice's tags": ("audio/ogg", opus(MARKED)),
    "long tags of a voice": ("application/ogg", opus(bytes(4000) + MARKED)),
    "words behind a voice": ("audio/ogg", opus(more=MARKED)),
}
HELD = {
    "a telephone's HEIC": ("image/heic", box(b"ftyp", b"heic") + box(b"meta", MARKED)),
    "a TIFF": ("image/tiff", b"II*\x00" + MARKED),
    "a PDF": ("application/pdf", b"%PDF-1.7 /Author (" + MARKED),
    "a DOCX": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"PK\x03\x04docProps/core.xml" + MARKED,
    ),
    "an archive": ("application/zip", b"PK\x03\x04" + MARKED),
    "what nobody knows": ("application/octet-stream", MARKED),
    "a picture cut short": ("image/jpeg", media.picture("JPEG")[:-2]),
    "another type than it is said": ("image/png", media.picture("JPEG")),
    "a film in fragments": ("video/mp4", film(after=box(b"moof", MARKED))),
    "a film whose media are elsewhere": (
        "video/mp4",
        film().replace(box(b"url ", media.numbers(1)), box(b"url ", media.numbers(0))),
    ),
    "a film of no known codec": ("video/mp4", film().replace(b"avc1\0", b"Lin1\0")),
    "samples in the tables": (
        "video/mp4",
        film().replace(b"stco" + media.numbers(0, 1, 28), b"stco" + media.numbers(0, 1, 0)),
    ),
    "subtitles of a WebM": ("video/webm", webm().replace(b"V_VP9", b"S_TXT")),
    "a song of another kind": ("audio/ogg", opus().replace(b"OpusTags", b"\3vorbis\0")),
    "two streams in one file": ("audio/ogg", opus(more=media.page(0, MARKED, serial=b"more"))),
    "text with something else behind it": ("text/plain", b"words " * 1000 + b"\0\1" + MARKED),
    "more than can be looked through": ("text/plain", b"a" * (MOST_BYTES + 1)),
}


@pytest.mark.parametrize("kind", MIMES)
def test_a_picture_loses_its_place_and_nothing_that_is_seen(kind):
    data = media.picture(kind)
    assert MARKED in data
    copy = clean(data, MIMES[kind])
    assert MARKED not in copy
    before, after = (Image.open(io.BytesIO(each)) for each in (data, copy))
    assert not after.getexif()
    assert not after.info.keys() & {"xmp", "icc_profile", "comment", "exif"}
    assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    assert clean(copy, MIMES[kind]) == copy


def test_a_picture_in_several_passes_and_an_animation_stay_what_they_are():
    image = Image.effect_noise((40, 30), 90).convert("RGB")
    for kind, how in (
        ("JPEG", {"progressive": True}),
        ("WEBP", {"save_all": True, "append_images": [image.rotate(90)], "lossless": True}),
        ("GIF", {"save_all": True, "append_images": [image.rotate(90)], "loop": 3}),
        ("PNG", {"save_all": True, "append_images": [image.rotate(90)]}),
    ):
        file = io.BytesIO()
        image.save(file, kind, **how)
        before, after = (
            Image.open(io.BytesIO(each))
            for each in (file.getvalue(), clean(file.getvalue(), MIMES[kind]))
        )
        last = getattr(before, "n_frames", 1) - 1
        assert getattr(after, "n_frames", 1) - 1 == last
        assert before.info.get("loop") == after.info.get("loop")
        for each in (before, after):
            each.seek(last)
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


@pytest.mark.parametrize("what", PLANTED)
def test_nothing_that_names_somebody_is_in_the_copy(what):
    mime, data = PLANTED[what]
    assert MARKED in data
    copy = clean(data, mime)
    assert copy is not None
    assert MARKED not in copy
    if mime.startswith(("video", "audio")) and mime != "audio/mpeg":
        assert SEEN in copy


@pytest.mark.parametrize("what", HELD)
def test_what_cannot_be_cleaned_has_no_copy(what):
    mime, data = HELD[what]
    assert clean(data, mime) is None


def test_a_film_keeps_every_place_in_it_and_loses_the_hours_it_was_made_at():
    dated = box(b"mvhd", bytes(4) + b"madeedit" + bytes(88))
    data = film(in_moov=[box(b"udta", UDTA)]).replace(box(b"mvhd", bytes(100)), dated)
    copy = clean(data, "video/mp4")
    assert len(copy) == len(data)
    assert copy.index(SEEN) == data.index(SEEN)
    assert b"made" in data
    assert b"made" not in copy
    assert b"edit" not in copy


def test_plain_text_is_as_it_was_written():
    for words in (b"they took my money", "扫码被扣了三千八".encode(), "付款".encode("gb18030")):
        assert clean(words, "text/plain") == words


def test_cleaning_ends_in_time_however_large_the_file_is():
    data = mp3() + media.FRAME * (20 * 1024 * 1024 // len(media.FRAME))
    began = time.monotonic()
    assert clean(data, "audio/mpeg")
    assert clean(media.JPEG[:-2] + b"\xff" * 20_000_000, "image/jpeg") is None
    assert time.monotonic() - began < SECONDS


WHOLE = {
    "image/jpeg": media.picture("JPEG"),
    "image/png": media.picture("PNG"),
    "image/webp": media.picture("WEBP"),
    "image/gif": media.picture("GIF"),
    "video/mp4": film(),
    "video/3gpp": film(b"3gp5"),
    "audio/mp4": film(b"M4A "),
    "video/webm": webm(),
    "audio/mpeg": mp3(before=id3(MARKED)),
    "audio/ogg": opus(MARKED),
}
NAMES = st.sampled_from([b"udta", b"meta", b"uuid", b"free", b"tEXt", b"XMP ", b"ilst", b"Xtra"])
AROUND = {  # something with the mark in it, as each format would have it
    "image/jpeg": st.integers(0xC0, 0xFE).map(lambda k: bytes([0xFF, k, 0, 24]) + MARKED),
    "image/png": NAMES.map(lambda name: media.chunk(name, MARKED)),
    "image/webp": NAMES.map(lambda name: name + b"\x16\0\0\0" + MARKED),
    "image/gif": st.sampled_from([b"\xfe", b"\x01", b"\xff"]).map(
        lambda kind: b"\x21" + kind + b"\x16" + MARKED + b"\0"
    ),
    "audio/mpeg": st.sampled_from([id3(MARKED), b"TAG" + MARKED, b"APETAGEX" + MARKED]),
    "audio/ogg": st.just(media.page(1, b"OpusTags" + MARKED)),
}
BOXED = st.tuples(NAMES, st.booleans()).map(lambda how: box(how[0], MARKED, long=how[1]))


def seams(mime, whole):
    """The places between two parts of a file."""
    if mime == "image/jpeg":
        found, at = [2], 2
        while whole[at + 1] != 0xDA:
            at += 2 + int.from_bytes(whole[at + 2 : at + 4], "big")
            found.append(at)
        return [*found, len(whole) - 2, len(whole)]
    if mime == "image/png":
        ends = [whole.index(name) + 8 for name in (b"IHDR", b"IDAT", b"IEND")]
        return [ends[0] + 13, whole.index(b"IDAT") - 4, whole.index(b"IEND") - 4, ends[2]]
    if mime == "image/webp":
        return [12, 30, len(whole)]
    if mime == "image/gif":
        return [13 + (3 << (whole[10] & 7) + 1 if whole[10] & 0x80 else 0), len(whole) - 1]
    if mime == "audio/mpeg":
        return [0, len(whole) - 417, len(whole)]
    return [at for at in range(len(whole)) if whole.startswith(b"OggS", at)] + [len(whole)]


@pytest.mark.parametrize("mime", AROUND)
@given(data=st.data())
def test_a_mark_between_any_two_parts_of_a_file_is_in_no_copy(mime, data):
    whole = WHOLE[mime].replace(MARKED, b"?" * len(MARKED))
    at = data.draw(st.sampled_from(seams(mime, whole)))
    made = whole[:at] + data.draw(AROUND[mime]) + whole[at:]
    if mime == "image/webp" and data.draw(st.booleans()):
        made = made[:4] + (len(made) - 8).to_bytes(4, "little") + made[8:]
    copy = clean(made, mime)
    assert copy is None or MARKED not in copy


IDS = st.sampled_from(
    ["EC", "BF", "7BA9", "4D80", "536E", "258688", "1254C367", "1941A469", "63C0"]
)


@given(
    st.sampled_from(["in_track", "in_info", "in_cluster", "in_segment"]),
    st.lists(IDS.map(lambda id_: element(id_, MARKED)), min_size=1, max_size=3),
)
def test_a_mark_in_any_element_of_a_webm_is_in_no_copy(where, parts):
    copy = clean(webm(**{where: b"".join(parts)}), "video/webm")
    assert copy is not None
    assert MARKED not in copy
    assert SEEN in copy


@pytest.mark.parametrize("mime", ["video/mp4", "video/3gpp", "audio/mp4"])
@given(
    inside=st.lists(BOXED, max_size=4), front=st.lists(BOXED, max_size=3), behind=st.lists(BOXED)
)
def test_a_mark_in_any_box_of_a_film_is_in_no_copy(mime, inside, front, behind):
    brand = {"video/mp4": b"isom", "video/3gpp": b"3gp5", "audio/mp4": b"M4A "}[mime]
    made = film(brand, planted=inside, in_moov=behind, before=front, after=b"".join(behind))
    copy = clean(made, mime)
    assert copy is not None
    assert MARKED not in copy
    assert SEEN in copy


@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 3000), st.binary(max_size=40))
def test_a_broken_file_never_fails_and_keeps_no_sign(mime, cut, more):
    copy = clean(WHOLE[mime][:cut] + more, mime)
    assert copy is None or b"Exif\x00\x00" not in copy


@given(st.sampled_from(sorted(CLEANED)), st.binary())
def test_any_bytes_at_all_are_answered(mime, data):
    copy = clean(data, mime)
    assert copy is None or clean(copy, mime) == copy


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_file_with_bytes_changed_is_answered_and_its_copy_is_its_own_copy(mime, data):
    whole = bytearray(WHOLE[mime])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    copy = clean(bytes(whole), mime)
    assert copy is None or clean(copy, mime) == copy
