"""Small whole files of every type that is cleaned, with something planted in them or without."""

import io
import zlib

from PIL import Image, PngImagePlugin

MARK = "Lin-Xiaoyu-Wuyi-Road-7"
MARKED = MARK.encode()
GPS, LATITUDE, MAKER = 0x8825, 2, 0x010F


def chunk(kind, body=b""):
    """A chunk of a PNG."""
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


PNG_HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\2\0\0\0")
PNG = PNG_HEAD + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND")


def picture(kind, *, planted=True):
    """A small picture that says where it was made, in every way its format has."""
    image = Image.linear_gradient("L").convert("RGB").resize((40, 30))
    exif = Image.Exif()
    exif[MAKER] = MARK
    exif.get_ifd(GPS)[LATITUDE] = (28.0, 13.0, 41.0)
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARK}</x:xmpmeta>".encode()
    more = {"xmp": xmp, "exif": exif, "icc_profile": b"profile of " + MARKED}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Location", MARK)
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        more = {"pnginfo": text, "exif": exif}
    if kind in {"JPEG", "GIF"}:
        more["comment"] = MARK
    file = io.BytesIO()
    image.save(file, kind, **more if planted else {})
    return file.getvalue()


JPEG = picture("JPEG", planted=False)


def box(kind, *bodies, long=False):
    """A box of an ISO media file, with its length in 32 or in 64 bits."""
    body = b"".join(bodies)
    if long:
        return b"\0\0\0\1" + kind + (16 + len(body)).to_bytes(8, "big") + body
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def numbers(*values):
    return b"".join(value.to_bytes(4, "big") for value in values)


def track(handler, at, size, *more, name=b"", format_=b"avc1"):
    """A track of one sample at this place of the file."""
    described = bytes(78) if handler == b"vide" else bytes(28)
    tables = (
        box(b"stsd", numbers(0, 1), box(format_, described, *more)),
        box(b"stts", numbers(0, 1, 1, 1)),
        box(b"stsc", numbers(0, 1, 1, 1, 1)),
        box(b"stsz", numbers(0, 0, 1, size)),
        box(b"stco", numbers(0, 1, at)),
    )
    media = (
        box(b"mdhd", bytes(24)),
        box(b"hdlr", bytes(8) + handler + bytes(12) + name + b"\0"),
        box(
            b"minf",
            box(b"dinf", box(b"dref", numbers(0, 1), box(b"url ", numbers(1)))),
            box(b"stbl", *tables),
        ),
    )
    return box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", *media))


SEEN = b"the picture itself"


def film(brand=b"isom", *, planted=(), between=b"", in_moov=(), before=(), after=b""):
    """A film whose media stand before its tables; `between` stands in `mdat` beside the samples."""
    head = box(b"ftyp", brand, numbers(0), brand)
    lead = b"".join(before)
    mdat = box(b"mdat", SEEN, between)
    at = len(head) + len(lead) + 8
    handler, format_ = (b"soun", b"mp4a") if brand == b"M4A " else (b"vide", b"avc1")
    made = track(handler, at, len(SEEN), *planted, format_=format_)
    return head + lead + mdat + box(b"moov", box(b"mvhd", bytes(100)), made, *in_moov) + after


def element(id_, *bodies):
    """An element of a WebM file."""
    body = b"".join(bodies)
    return bytes.fromhex(id_) + (len(body) | 1 << 28).to_bytes(4, "big") + body


def webm(*, in_track=b"", in_info=b"", in_cluster=b"", in_segment=b"", after=b""):
    """A film with one block."""
    entry = element(
        "AE", element("D7", b"\1"), element("83", b"\1"), element("86", b"V_VP9"), in_track
    )
    return (
        element("1A45DFA3", element("4282", b"webm"))
        + element(
            "18538067",
            element("1549A966", element("2AD7B1", b"\x0f\x42\x40"), in_info),
            element("1654AE6B", entry),
            element(
                "1F43B675", element("E7", b"\0"), element("A3", b"\x81\0\0\x80" + SEEN), in_cluster
            ),
            in_segment,
        )
        + after
    )


FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # 128 kbit/s at 44.1 kHz


def mp3(*, before=b"", after=b"", noted=b""):
    """Three frames, and one in which the encoder writes about itself."""
    first = (FRAME[:36] + b"Info" + noted).ljust(len(FRAME), b"\0") if noted else b""
    return before + first + FRAME * 3 + after


def id3(body):
    """A tag that stands before the sound."""
    size = len(body)
    return b"ID3\4\0\0" + bytes([size >> shift & 0x7F for shift in (21, 14, 7, 0)]) + body


def page(number, packet, flags=0, serial=b"seri"):
    """A page of an Ogg file with one packet; its checksum is left open."""
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = b"OggS\0" + bytes([flags]) + bytes(8) + serial + number.to_bytes(4, "little") + bytes(4)
    return head + bytes([len(lacing)]) + lacing + packet


OPUS_HEAD = b"OpusHead\1\1" + bytes(9)


def opus(tags=b"", *, more=b""):
    """A voice message with these tags."""
    said = b"OpusTags" + len(tags).to_bytes(4, "little") + tags + bytes(4)
    return page(0, OPUS_HEAD, 2) + page(1, said) + page(2, SEEN) + more
