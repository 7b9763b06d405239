"""How pictures look: near copies alike, others not, and nothing that a stranger sends does harm."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageDraw, ImageFilter

from bot.delivery import image_hash
from bot.delivery.fetcher import found_mime
from domain import likeness
from domain.likeness import Trait


def conditions(seed, size=(320, 240)):
    """A picture of coloured shapes, the same one for the same seed."""
    dice = random.Random(seed)
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for _ in range(14):
        x, y = dice.randrange(size[0]), dice.randrange(size[1])
        box = (x, y, x + dice.randrange(30, 150), y + dice.randrange(30, 150))
        colour = tuple(dice.randrange(256) for _ in range(3))
        (draw.ellipse if dice.random() < 0.5 else draw.rectangle)(box, fill=colour)
    return picture


def saved(picture, kind="PNG", **options):
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def looks(data):
    return image_hash.difference_hash_of(data, found_mime(data))


def bands(data):
    return set(likeness.picture(looks(data)))


@pytest.mark.parametrize(
    "copy",
    [
        lambda picture: saved(picture, "JPEG", quality=60),
        lambda picture: saved(picture, "WEBP", quality=50),
        lambda picture: saved(picture.resize((160, 120))),
        lambda picture: saved(picture.resize((640, 480)), "JPEG", quality=80, progressive=True),
        lambda picture: saved(picture.convert("L")),
        lambda picture: saved(picture.filter(ImageFilter.GaussianBlur(1))),
        lambda picture: saved(picture.point(lambda value: min(255, int(value * 1.1)))),
    ],
    ids=["jpeg", "webp", "smaller", "larger", "grey", "blurred", "brighter"],
)
def test_most_near_copies_are_found(copy):
    found = 0
    for seed in range(30):
        picture = conditions(seed)
        common = len(bands(saved(picture)) & bands(copy(picture)))
        found += Trait.PICTURE in likeness.agreeing({Trait.PICTURE: common})
    assert found >= 26


def test_other_pictures_are_seldom_taken_for_copies():
    looked = [bands(saved(conditions(seed))) for seed in range(60)]
    wrong = sum(len(a & b) >= 2 for at, a in enumerate(looked) for b in looked[:at])
    assert wrong <= 5  # of 1,770 pairs


@pytest.mark.parametrize("colour", ["white", "black", "red"])
def test_a_plain_picture_is_like_no_other(colour):
    assert bands(saved(Image.new("RGB", (200, 200), colour))) == set()


def a_bomb(width, height):
    """A PNG that says it is huge; its pixels would be, too, if anybody unpacked them."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(min(height * (1 + 3 * width), 20_000_000)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def endless():
    """A JPEG with more scans than any honest one has."""
    data = saved(conditions(1), "JPEG")
    return data[:-2] + b"\xff\xda" * 100 + data[-2:]


@pytest.mark.parametrize(
    "data",
    [
        a_bomb(10_000, 10_000),  # Pillow would warn of it
        a_bomb(60_000, 60_000),  # and refuse it
        a_bomb(2_500, 2_500),  # neither, and whole; yet more than we unpack
        a_bomb(0, 0),
        saved(conditions(1))[:200],
        saved(conditions(1), "JPEG")[:-3000],
        saved(conditions(1)).replace(b"IDAT", b"IDOT"),
        endless(),
        saved(conditions(1), "GIF"),
        saved(conditions(1), "TIFF"),
        saved(Image.new("L", (8, 8))),
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"%PDF-1.7",
        bytes(100),
    ],
    ids=[
        "a bomb",
        "a huge one",
        "a large one",
        "none at all",
        "cut short",
        "a jpeg cut short",
        "without pixels",
        "endless scans",
        "a gif",
        "a tiff",
        "an icon",
        "nothing",
        "only a png's name",
        "only a jpeg's name",
        "only a webp's name",
        "another file",
        "zeros",
    ],
)
def test_what_is_no_picture_of_ours_is_not_looked_at_and_raises_nothing(data):
    assert looks(data) is None


@pytest.mark.parametrize("mime", ["image/png", "image/jpeg", "image/webp", "image/gif", ""])
def test_a_file_is_read_only_as_what_its_first_bytes_say(mime):
    data = saved(conditions(3))
    found = image_hash.difference_hash_of(data, mime)
    assert (found is not None) == (mime == "image/png")


def test_a_file_too_long_is_not_looked_at():
    data = saved(conditions(3)) + bytes(image_hash.MOST_BYTES)
    assert looks(data) is None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_looked_at(mode):
    picture = Image.new("L", (64, 64)) if mode == "I;16" else conditions(5, (64, 64))
    assert looks(saved(picture.convert(mode))) is not None
