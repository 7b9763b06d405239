"""Where a picture was made is not in what staff are shown; what is seen stays the same."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from handlers.files.strip_metadata import without_place

CANARY = "Wuyi-Road-7"
GPS, LATITUDE, MAKER, COMMENT = 0x8825, 2, 0x010F, 0x9286
MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def picture(kind):
    """A small picture that says where it was made, in every way its format has."""
    image = Image.linear_gradient("L").convert("RGB").resize((40, 30))
    exif = Image.Exif()
    exif[MAKER] = CANARY
    exif.get_ifd(GPS)[LATITUDE] = (28.0, 13.0, 41.0)
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()
    more = {"xmp": xmp, "exif": exif}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Location", CANARY)
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        more = {"pnginfo": text, "exif": exif}
    if kind == "JPEG":
        more["comment"] = CANARY
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


@pytest.mark.parametrize("kind", MIMES)
def test_a_picture_loses_its_place_and_nothing_that_is_seen(kind):
    data = picture(kind)
    assert CANARY.encode() in data
    clean = without_place(data, MIMES[kind])
    assert CANARY.encode() not in clean
    before, after = (Image.open(io.BytesIO(each)) for each in (data, clean))
    assert before.getexif()
    assert not after.getexif()
    assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    assert without_place(clean, MIMES[kind]) == clean


def box(kind, body):
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def test_a_film_keeps_its_size_and_every_place_in_it():
    place = box(b"\xa9xyz", b"\x00\x10\x15\xc7+28.2282+112.9388/" + CANARY.encode())
    track = box(b"trak", box(b"tkhd", b"track") + box(b"meta", CANARY.encode()))
    head = box(b"ftyp", b"isom0000")
    film = box(b"mdat", b"udta and meta are words here, too")
    data = head + box(b"moov", box(b"mvhd", b"head") + track + box(b"udta", place)) + film
    clean = without_place(data, "video/mp4")
    assert CANARY.encode() in data
    assert CANARY.encode() not in clean
    assert b"+28.2282" not in clean
    assert len(clean) == len(data)
    assert clean.endswith(film)
    assert b"tkhdtrack" in clean
    assert b"mvhdhead" in clean


def test_what_is_no_picture_stays_as_it_is():
    assert without_place(b"%PDF-1.7 Exif", "application/pdf") == b"%PDF-1.7 Exif"


@given(st.sampled_from(sorted(MIMES)), st.integers(0, 3000), st.binary(max_size=40))
def test_a_broken_one_never_fails_and_keeps_no_sign(kind, cut, more):
    data = picture(kind)[:cut] + more
    clean = without_place(data, MIMES[kind])
    assert b"Exif\x00\x00" not in clean
    assert len(clean) <= len(data) + 12


@given(st.sampled_from(["image/jpeg", "image/png", "image/webp", "video/mp4"]), st.binary())
def test_any_bytes_at_all_are_answered(mime, data):
    assert isinstance(without_place(data, mime), bytes)
