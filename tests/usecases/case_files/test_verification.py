"""Verifying what anybody may have made: each tampering is one clear fault, never an error."""

import os
import shutil
import warnings
import zipfile

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from storage.crypto import envelope
from usecases.case_files import bag, sources
from usecases.case_files.verification import verify

KEY = Ed25519PrivateKey.generate()
NUMBER, OTHER = "2611-0001", "2611-0002"


def made(path, number=NUMBER):
    """A case file with one file of evidence."""
    with bag.BagWriter(path, f"case-{number}") as writer:
        digest = writer.add("evidence/01.txt", b"evidence of " + number.encode())
        item = {
            "number": 1,
            "path": "evidence/01.txt",
            "form": "as_received",
            "received_sha256": digest,
            "sha256": digest,
            "in_journal": True,
        }
        entry = {"n": 1, "previous": "", "chain": "x", "file": {"sha256": digest}}
        case = {"case": {"number": number}, "evidence": [item]}
        journal = {"chains": [{"case": number, "entries": [entry]}]}
        writer.add("case.json", orjson.dumps(case))
        writer.add("journal.json", orjson.dumps(journal))
        writer.close({}, {"type": "case-file", "case": number}, KEY)
    return path


def members(path):
    with zipfile.ZipFile(path) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def packed(path, found):
    """A zip file of these members, spelled as bags are."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")  # of names that stand there twice
        for name, data in found:
            bag.put(archive, name, data)
    return path


def with_signature_of(other, found):
    (signature,) = (data for name, data in members(other) if name.endswith(bag.SIGNATURE))
    return [(name, signature if name.endswith(bag.SIGNATURE) else data) for name, data in found]


@pytest.fixture
def whole(tmp_path):
    path = made(tmp_path / "whole.zip")
    assert verify(path, KEY.public_key()).faults == ()
    return path


@pytest.fixture
def folder(whole, tmp_path):
    """The same, unpacked: the folder with the files."""
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(tmp_path / "out")
    assert verify(tmp_path / "out").faults == ()
    return tmp_path / "out" / f"case-{NUMBER}"


def test_every_cut_is_a_fault(whole):
    data = whole.read_bytes()
    for end in range(0, len(data), 97):
        whole.write_bytes(data[:end])
        assert verify(whole).faults, end


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda m: [*m, m[0]], "it is not one folder of different files"),
        (lambda m: [*m, (f"case-{NUMBER}/data/x", b"x")], "data/x was added"),
        (lambda m: [*m, (f"case-{NUMBER}/../../x", b"x")], "../../x was added"),
        (lambda m: [*m, ("/etc/x", b"x")], "it is not one folder of different files"),
        (lambda m: [(n.replace("01.txt", "1.txt"), d) for n, d in m], "01.txt is missing"),
        (lambda m: [(n.replace(NUMBER, OTHER), d) for n, d in m], "its name inside"),
        (lambda m: [(n.partition("/")[2], d) for n, d in m], "it is not one folder"),
        (lambda m: m[:-1], "signature.json is missing"),
        (lambda m: [], "it is not one folder"),
        (lambda m: [(f"a/{n}", b"") for n in range(sources.MOST_MEMBERS + 1)], "too many"),
    ],
    ids=["twice", "added", "above", "absolute", "renamed", "case", "flat", "cut", "none", "many"],
)
def test_members_that_are_not_as_made_are_a_fault(whole, tmp_path, change, fault):
    changed = packed(tmp_path / "changed.zip", change(members(whole)))

    found = verify(changed, KEY.public_key())

    assert any(fault in each for each in found.faults), found.faults


def test_the_signature_of_another_case_is_a_fault(whole, tmp_path):
    other = made(tmp_path / "other.zip", OTHER)
    changed = packed(tmp_path / "changed.zip", with_signature_of(other, members(whole)))

    assert verify(changed, KEY.public_key()).faults


def test_what_would_unpack_to_very_much_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/signature.json", b"0" * 10_000_000)

    assert verify(path).faults == ("its members are larger than the file",)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "it is no case file and no receipt"),
        (b"only text", "it is no case file and no receipt"),
        (b"{only text", "the signature file cannot be read"),
        (b'{"a":' * 100_000, "the signature file cannot be read"),
        (b'{"signed": [], "signature": {"key": 1}}', "the signature file cannot be read"),
        (b"{" + b" " * 2_000_000, "it is too large for a receipt"),
        (envelope.sign({"type": "case-file"}, KEY), "it is signed as 'case-file'"),
        (b"age-encryption.org/v1\n", "it is encrypted"),
    ],
    ids=["empty", "text", "brace", "deep", "types", "large", "other kind", "encrypted"],
)
def test_what_is_no_case_file_is_one_clear_fault(tmp_path, data, fault):
    path = tmp_path / "file"
    path.write_bytes(data)

    (found,) = verify(path).faults

    assert found.startswith(fault)


def test_what_cannot_be_read_is_one_clear_fault(tmp_path, monkeypatch):
    assert verify(tmp_path / "missing").faults == ("it cannot be read: it is no regular file",)
    os.mkfifo(tmp_path / "pipe")
    assert verify(tmp_path / "pipe").faults == ("it cannot be read: it is no regular file",)
    (tmp_path / "empty").mkdir()
    assert verify(tmp_path / "empty").faults == ("it is no case file: signature.json is missing",)

    def refuses(*_args, **_named):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "closed").write_text("x")
    monkeypatch.setattr("pathlib.Path.open", refuses)
    monkeypatch.setattr("pathlib.Path.iterdir", refuses)
    for name in ("closed", "empty"):
        assert verify(tmp_path / name).faults == ("it cannot be read: Permission denied",)


def _links_evidence(folder):
    (folder / "data/evidence/01.txt").unlink()
    (folder / "data/evidence/01.txt").symlink_to("/etc/hostname")


def _links_signature(folder):
    shutil.move(folder / "signature.json", folder.parent / "s")
    (folder / "signature.json").symlink_to(folder.parent / "s")


def _links_folder(folder):
    shutil.move(folder / "data", folder.parent / "d")
    (folder / "data").symlink_to(folder.parent / "d")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_links_evidence, "data/evidence/01.txt is no regular file"),
        (_links_signature, "signature.json is no regular file"),
        (_links_folder, "data was added"),
        (lambda folder: (folder / "loop").symlink_to(".."), "loop was added"),
        (lambda folder: os.mkfifo(folder / "data/pipe"), "data/pipe was added"),
        (lambda folder: (folder / "data/case.json").unlink(), "data/case.json is missing"),
        (lambda folder: shutil.copytree(folder, folder.parent / "two"), "there are 2 case files"),
    ],
    ids=["link", "signature", "folder", "loop", "pipe", "missing", "two"],
)
def test_a_folder_that_is_not_as_unpacked_is_a_fault(folder, change, fault):
    change(folder)

    found = verify(folder.parent, KEY.public_key()).faults

    assert any(each.startswith(fault) for each in found), found


def test_a_folder_with_very_many_files_is_not_read_to_its_end(folder, monkeypatch):
    monkeypatch.setattr(sources, "MOST_MEMBERS", 3)

    assert verify(folder).faults == ("it has too many members",)
