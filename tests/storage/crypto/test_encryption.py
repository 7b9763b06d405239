import base64
import hmac
import re

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from hypothesis import given
from hypothesis import strategies as st

from storage.core.errors import KeyMissing
from storage.crypto import roots
from storage.crypto.encryption import Cipher, KeyRing, new_root

ROOT = bytes(range(32))
OLD, NEW = KeyRing.new("old"), KeyRing.new("new")


def cipher(keys: str = OLD) -> Cipher:
    return Cipher(KeyRing.parse(keys), ROOT)


@given(st.binary(max_size=2000), st.text(max_size=60))
def test_what_was_sealed_opens_at_its_own_place(value, at):
    assert cipher().open(cipher().seal(value, at), at) == value


@given(st.text(min_size=1).filter(lambda at: at != "drafts.sealed:1"))
def test_it_opens_nowhere_else(at):
    sealed = cipher().seal(b"words", "drafts.sealed:1")
    with pytest.raises(KeyMissing):
        cipher().open(sealed, at)


@given(st.data())
def test_a_changed_byte_is_noticed(data):
    sealed = bytearray(cipher().seal(b"words", "here"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(KeyMissing):
        cipher().open(bytes(sealed), "here")


@pytest.mark.parametrize("cut", [b"", b"\x03", b"\x03old", b"\x03old" + bytes(12), b"\xffo"])
def test_what_is_cut_short_does_not_open(cut):
    with pytest.raises(KeyMissing):
        cipher().open(cut, "here")


def test_the_same_value_never_looks_the_same_twice():
    assert cipher().seal(b"words", "here") != cipher().seal(b"words", "here")


def test_json_comes_back_as_it_was():
    value = {"link": "https://例子.org", "files": [1, None, True], "text": "a\nb"}
    assert cipher().open_json(cipher().seal_json(value, "here"), "here") == value


def test_a_new_first_key_seals_while_the_old_one_still_opens():
    before = cipher(OLD).seal(b"words", "here")
    both = cipher(f"{NEW},{OLD}")
    assert both.open(before, "here") == b"words"
    assert cipher(NEW).open(both.seal(b"words", "here"), "here") == b"words"


def test_a_key_that_left_the_ring_is_named():
    with pytest.raises(KeyMissing, match="'old'"):
        cipher(NEW).open(cipher(OLD).seal(b"words", "here"), "here")


def test_another_key_of_the_same_name_is_refused():
    with pytest.raises(KeyMissing):
        cipher(KeyRing.new("old")).open(cipher(OLD).seal(b"words", "here"), "here")


def test_the_root_secret_survives_being_wrapped():
    key_ring = KeyRing.parse(OLD)
    wrapped = new_root(key_ring)
    first, second = (roots.cipher_of(key_ring, {roots.FIRST: wrapped}) for _ in range(2))
    assert first.fingerprint("person", "1") == second.fingerprint("person", "1")
    another = roots.cipher_of(key_ring, {roots.FIRST: new_root(key_ring)})
    assert another.root != first.root


def test_a_fingerprint_depends_on_label_value_and_secret():
    prints = {
        cipher().fingerprint("person", "1"),
        cipher().fingerprint("person", "2"),
        cipher().fingerprint("file", "1"),
        Cipher(KeyRing.parse(OLD), bytes(32)).fingerprint("person", "1"),
    }
    assert len(prints) == 4
    assert all(re.fullmatch(r"[0-9a-f]{32}", each) for each in prints)
    assert cipher().fingerprint("person", "1") == cipher(NEW).fingerprint("person", b"1")


def test_a_fingerprint_is_the_same_for_ever():
    """Rows are found by it that were written years ago: HMAC-SHA256 with a key derived by HKDF."""
    key = HKDFExpand(SHA256(), 32, b"person").derive(ROOT)
    expected = hmac.digest(key, b"1", "sha256")[:16].hex()
    first = cipher()
    assert [first.fingerprint("person", "1") for _ in range(2)] == [expected, expected]


def test_a_code_follows_from_the_draft_and_is_kept_as_a_hash():
    code = cipher().code_for("draft")
    assert code == cipher().code_for("draft")
    assert code != cipher().code_for("another")
    assert re.fullmatch(r"[0-9a-f]{64}", cipher().code_hash(code))
    assert cipher().code_hash(code) != cipher().code_hash(cipher().code_for("another"))


def test_a_chain_depends_on_what_came_before():
    assert cipher().chain("", b"entry") != cipher().chain("before", b"entry")
    assert cipher().chain("a", b"b") != cipher().chain("ab", b"")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one key"),
        (" , ", "at least one key"),
        ("k1", "32 bytes, found 0"),
        (":" + "A" * 44, "expected a name"),
        ("a-b:" + "A" * 44, "expected a name"),
        ("k" * 17 + ":" + "A" * 44, "expected a name"),
        ("k1:not base64!", "base64"),
        ("k1:" + base64.b64encode(bytes(31)).decode(), "32 bytes, found 31"),
        pytest.param(f"{OLD},{OLD}", "twice", id="the same name twice"),
    ],
)
def test_a_ring_that_cannot_be_read_is_explained(text, said):
    with pytest.raises(ValueError, match=said):
        KeyRing.parse(text)


def test_no_key_is_ever_printed():
    secret = OLD.partition(":")[2]
    shown = repr(KeyRing.parse(OLD)) + repr(cipher())
    assert secret not in shown
    assert repr(base64.b64decode(secret)) not in shown
    with pytest.raises(ValueError, match="twice") as refused:
        KeyRing.parse(f"{OLD},{OLD}")
    assert secret not in str(refused.value)


def test_a_ring_may_have_spaces_and_a_last_comma():
    assert KeyRing.parse(f" {OLD} , {NEW}, ").keys[1][0] == "new"
