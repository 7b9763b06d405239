"""What a case file says of its evidence and of its journal fits together, or a fault is named."""

import pytest

from domain.case_files import journal_proof as proof
from domain.case_files.journal_proof import StoredFile

A, B, C = "a" * 64, "b" * 64, "c" * 64


def chain(*entries):
    found, previous = [], ""
    for place, (value, said) in enumerate(entries, 1):
        entry = {"n": place, "previous": previous, "chain": value}
        found.append({**entry, "file": said} if said else entry)
        previous = value
    return [{"case": "1", "entries": found}]


STORED = chain(("x", None), ("y", {"sha256": A, "copy_sha256": B}))


def item(form, path="evidence/01.jpg", sha256=A, **more):
    said = {"number": 1, "form": form, "path": path, "sha256": sha256, "received_sha256": A}
    return {**said, "in_journal": True, **more}


@pytest.mark.parametrize("file", [StoredFile(A), StoredFile(A, B)])
def test_the_reason_of_an_entry_says_the_digests(file):
    assert proof.stored_file(proof.reason_of(file)) == file


@pytest.mark.parametrize("reason", ["", "sha256:12", f"sha256:{A} copy:", f"x sha256:{A}"])
def test_other_reasons_say_none(reason):
    assert proof.stored_file(reason) is None


@pytest.mark.parametrize(
    ("evidence", "digests", "faults", "notes"),
    [
        (item("as_received"), {"evidence/01.jpg": A}, 0, 0),
        (item("without_metadata", sha256=B), {"evidence/01.jpg": B}, 0, 0),
        (item("without_metadata", sha256=C), {"evidence/01.jpg": C}, 0, 1),
        (item("held_back", path=None, sha256=""), {}, 0, 0),
        (item("as_received", sha256=B), {"evidence/01.jpg": B}, 1, 0),
        (item("as_received"), {"evidence/01.jpg": B}, 1, 0),
        (item("as_received"), {}, 1, 0),
        (item("as_received", received_sha256=C, sha256=C), {"evidence/01.jpg": C}, 1, 0),
        (
            item("as_received", received_sha256=C, sha256=C, in_journal=False),
            {"evidence/01.jpg": C},
            0,
            1,
        ),
    ],
    ids=[
        "as it came",
        "the copy of then",
        "a later copy",
        "held back",
        "another file than said",
        "exchanged",
        "missing",
        "no entry although it is said",
        "from before the journal had digests",
    ],
)
def test_evidence_is_compared_with_the_journal(evidence, digests, faults, notes):
    found = proof.unproven([evidence], STORED, digests)
    assert tuple(map(len, found)) == (faults, notes), found


def test_entries_follow_each_other():
    assert proof.broken_links(STORED) == []


@pytest.mark.parametrize("change", [{"n": 3}, {"previous": "z"}])
def test_an_entry_that_does_not_follow_is_named(change):
    broken = chain(("x", None), ("y", None))
    broken[0]["entries"][1] |= change
    (fault,) = proof.broken_links(broken)
    assert "entry 2" in fault


def test_an_entry_that_was_taken_out_is_named():
    broken = chain(("x", None), ("y", None), ("z", None))
    del broken[0]["entries"][1]
    assert proof.broken_links(broken)
