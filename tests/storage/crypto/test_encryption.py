import base64
import hmac
import re

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from hypothesis import given
from hypothesis import strategies as st

from storage.core.errors import KeyMissing
from storage.crypto.encryption import Ring, Vault, new_root, vault_from

ROOT = bytes(range(32))
OLD, NEW = Ring.new("old"), Ring.new("new")


def vault(keys: str = OLD) -> Vault:
    return Vault(Ring.parse(keys), ROOT)


@given(st.binary(max_size=2000), st.text(max_size=60))
def test_what_was_sealed_opens_at_its_own_place(value, at):
    assert vault().open(vault().seal(value, at), at) == value


@given(st.text(min_size=1).filter(lambda at: at != "drafts.sealed:1"))
def test_it_opens_nowhere_else(at):
    sealed = vault().seal(b"words", "drafts.sealed:1")
    with pytest.raises(KeyMissing):
        vault().open(sealed, at)


@given(st.data())
def test_a_changed_byte_is_noticed(data):
    sealed = bytearray(vault().seal(b"words", "here"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(KeyMissing):
        vault().open(bytes(sealed), "here")


@pytest.mark.parametrize("cut", [b"", b"\x03", b"\x03old", b"\x03old" + bytes(12), b"\xffo"])
def test_what_is_cut_short_does_not_open(cut):
    with pytest.raises(KeyMissing):
        vault().open(cut, "here")


def test_the_same_value_never_looks_the_same_twice():
    assert vault().seal(b"words", "here") != vault().seal(b"words", "here")


def test_json_comes_back_as_it_was():
    value = {"link": "https://例子.org", "files": [1, None, True], "text": "a\nb"}
    assert vault().open_json(vault().seal_json(value, "here"), "here") == value


def test_a_new_first_key_seals_while_the_old_one_still_opens():
    before = vault(OLD).seal(b"words", "here")
    both = vault(f"{NEW},{OLD}")
    assert both.open(before, "here") == b"words"
    assert vault(NEW).open(both.seal(b"words", "here"), "here") == b"words"


def test_a_key_that_left_the_ring_is_named():
    with pytest.raises(KeyMissing, match="'old'"):
        vault(NEW).open(vault(OLD).seal(b"words", "here"), "here")


def test_another_key_of_the_same_name_is_refused():
    with pytest.raises(KeyMissing):
        vault(Ring.new("old")).open(vault(OLD).seal(b"words", "here"), "here")


def test_the_root_secret_survives_being_wrapped():
    ring = Ring.parse(OLD)
    wrapped = new_root(ring)
    first, second = vault_from(ring, wrapped), vault_from(ring, wrapped)
    assert first.fingerprint("person", "1") == second.fingerprint("person", "1")
    assert vault_from(ring, new_root(ring)).root != first.root


def test_a_fingerprint_depends_on_label_value_and_secret():
    prints = {
        vault().fingerprint("person", "1"),
        vault().fingerprint("person", "2"),
        vault().fingerprint("file", "1"),
        Vault(Ring.parse(OLD), bytes(32)).fingerprint("person", "1"),
    }
    assert len(prints) == 4
    assert all(re.fullmatch(r"[0-9a-f]{32}", each) for each in prints)
    assert vault().fingerprint("person", "1") == vault(NEW).fingerprint("person", b"1")


def test_a_fingerprint_is_the_same_for_ever():
    """Rows are found by it that were written years ago: HMAC-SHA256 with a key derived by HKDF."""
    key = HKDFExpand(SHA256(), 32, b"person").derive(ROOT)
    expected = hmac.digest(key, b"1", "sha256")[:16].hex()
    first = vault()
    assert [first.fingerprint("person", "1") for _ in range(2)] == [expected, expected]


def test_a_code_follows_from_the_draft_and_is_kept_as_a_hash():
    code = vault().code_for("draft")
    assert code == vault().code_for("draft")
    assert code != vault().code_for("another")
    assert re.fullmatch(r"[0-9a-f]{64}", vault().code_hash(code))
    assert vault().code_hash(code) != vault().code_hash(vault().code_for("another"))


def test_a_chain_depends_on_what_came_before():
    assert vault().chain("", b"entry") != vault().chain("before", b"entry")
    assert vault().chain("a", b"b") != vault().chain("ab", b"")


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
        Ring.parse(text)


def test_no_key_is_ever_printed():
    secret = OLD.partition(":")[2]
    shown = repr(Ring.parse(OLD)) + repr(vault())
    assert secret not in shown
    assert repr(base64.b64decode(secret)) not in shown
    with pytest.raises(ValueError, match="twice") as refused:
        Ring.parse(f"{OLD},{OLD}")
    assert secret not in str(refused.value)


def test_a_ring_may_have_spaces_and_a_last_comma():
    assert Ring.parse(f" {OLD} , {NEW}, ").keys[1][0] == "new"
