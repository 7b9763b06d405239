"""What a file is called: by what is in it, on files as people's programs write them."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import file_kinds
from domain.file_kinds import APK, DOCX, IPA, JAR, PPTX, TEXT, XLSX, ZIP, kind_of
from tests.support.chat import catalog


def archive(*names, first=None, comment=b""):
    """A ZIP with these entries; `first` is what an entry called mimetype says."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        if first is not None:
            packed.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name in names:
            packed.writestr(name, name * 40)
        packed.comment = comment
    return file.getvalue()


def boxed(brand, *others):
    """The beginning of a film, a sound or a photo in boxes."""
    brands = b"".join(others)
    length = (16 + len(brands)).to_bytes(4, "big")
    return length + b"ftyp" + brand + bytes(4) + brands + b"\x00\x00\x00\x08mdat"


def compound(*streams):
    """An old Office file: a header that points at its directory, and the directory."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00"))
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = (1).to_bytes(4, "little")
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in streams)
    return bytes(head) + bytes(512) + names.ljust(512, b"\x00")


TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (archive("a.txt"), ZIP),
        (archive(), ZIP),
        (archive("a.txt", "word/readme.txt"), ZIP),
        (archive(TYPES, "word/document.xml"), DOCX),
        (archive("_rels/.rels", "docProps/app.xml", "xl/workbook.xml", TYPES), XLSX),
        (archive(TYPES, "ppt/presentation.xml"), PPTX),
        (archive(TYPES, "ppt/presentation.xml", comment=b"PK\x05 a comment" * 50), PPTX),
        (archive(TYPES, "3D/model.model"), ZIP),
        (archive("AndroidManifest.xml", "classes.dex", "META-INF/MANIFEST.MF"), APK),
        (archive(TYPES, "word/document.xml", "AndroidManifest.xml"), APK),
        (archive("Payload/Bank.app/Info.plist"), IPA),
        (archive("META-INF/MANIFEST.MF", "a/B.class"), JAR),
        (
            archive("content.xml", first="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (archive("OPS/a.xhtml", first="application/epub+zip"), "application/epub+zip"),
        (archive("a", first="text/html<script>"), ZIP),
        (boxed(b"M4A ", b"M4A ", b"mp42"), "audio/mp4"),
        (boxed(b"mp42", b"M4A ", b"mp42"), "audio/mp4"),
        (boxed(b"heic", b"mif1", b"heic"), "image/heic"),
        (boxed(b"mif1", b"mif1", b"heic"), "image/heic"),
        (boxed(b"mif1", b"mif1", b"avif"), "image/avif"),
        (boxed(b"avif", b"mif1"), "image/avif"),
        (boxed(b"mif1", b"mif1"), "image/heif"),
        (boxed(b"isom", b"isom", b"avc1"), "video/mp4"),
        (boxed(b"qt  ", b"qt  "), "video/quicktime"),
        (boxed(b"3gp5", b"3gp5"), "video/3gpp"),
        (compound("Root Entry", "WordDocument"), "application/msword"),
        (compound("Root Entry", "Workbook"), "application/vnd.ms-excel"),
        (compound("Root Entry", "PowerPoint Document"), "application/vnd.ms-powerpoint"),
        (compound("Root Entry", "!_StringData"), "application/x-ole-storage"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "application/x-executable"),
        (b"dex\n035\x00" + bytes(60), "application/x-dex"),
        (b"#!AMR\n\x3c", "audio/amr"),
        (b"BM is what he calls himself", TEXT),
        ("转账记录：13800138000\r\n".encode(), TEXT),
        ("转账记录".encode("gb18030"), TEXT),
        ("转账记录".encode("utf-16"), TEXT),
        ("\ufeff转账记录".encode(), TEXT),
        (("转" * 3000).encode()[:-1], TEXT),
        (b"", ""),
        (b"\n  \n", ""),
        (b"text\x00and more", ""),
        (b"%PDF-1.7", ""),
        (b"<html><body>", ""),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", ""),
    ],
)
def test_a_file_is_called_what_it_is(data, kind):
    assert kind_of(data) == kind


def test_a_file_with_macros_is_told_from_one_without():
    with_macros = kind_of(archive(TYPES, "xl/workbook.xml", "xl/vbaProject.bin"))
    assert with_macros != XLSX
    assert file_kinds.NAMES[with_macros] == "macros"


@pytest.mark.parametrize("names", [(TYPES, "xl/workbook.xml"), ("AndroidManifest.xml",)])
def test_an_archive_whose_end_is_missing_is_told_by_its_beginning(names):
    whole = archive(*names)
    assert kind_of(whole[: whole.index(b"PK\x01\x02")]) == kind_of(whole)


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_every_kind_with_a_name_has_words(locale):
    words = catalog()
    assert all(words.has(locale, f"staff-mime-{name}") for name in file_kinds.NAMES.values())


def test_of_an_archive_with_endless_entries_some_are_read():
    many = archive(*(f"{number}.txt" for number in range(2000)))
    assert kind_of(many) == ZIP


@given(
    st.binary(max_size=300),
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x00\x00\x01\x00ftyp"]),
)
def test_broken_files_never_fail(data, head):
    for each in (data, head + data, compound("x")[:60] + data, archive("a")[:40] + data):
        assert isinstance(kind_of(each), str)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_an_archive_changed_anywhere_never_fails(place, other):
    whole = archive(TYPES, "word/document.xml")
    assert isinstance(kind_of(whole[:place] + other + whole[place + len(other) :]), str)
