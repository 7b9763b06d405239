"""What is sealed or opened piece by piece is what the vault seals and opens whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.core.errors import KeyMissing
from storage.crypto.encryption import Cipher, KeyRing
from storage.crypto.streaming import Opening, Sealing

KEY_RING = KeyRing.parse(f"{KeyRing.new('new')},{KeyRing.new('old')}")
OLD = KeyRing(KEY_RING.keys[1:])
AT = "evidence:ab12"


def cut(data, size):
    return [data[at : at + size] for at in range(0, len(data), size)]


def opened(sealed, size, key_ring=KEY_RING, at=AT):
    opening = Opening(key_ring, at)
    found = b"".join(opening.take(piece) for piece in cut(sealed, size))
    opening.end()
    return found


@given(st.binary(max_size=200), st.integers(1, 70))
def test_pieces_and_the_whole_are_the_same(data, size):
    assert opened(Cipher(OLD, b"").seal(data, AT), size) == data
    sealing = Sealing(OLD, AT)
    sealed = b"".join(map(sealing.take, cut(data, size))) + sealing.end()
    assert Cipher(KEY_RING, b"").open(sealed, AT) == data


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_what_was_changed_moved_or_cut_short_does_not_open(size):
    sealed = Cipher(KEY_RING, b"").seal(b"a picture of something", AT)
    for at in range(len(sealed)):
        with pytest.raises(KeyMissing):
            opened(sealed[:at], size)
        with pytest.raises(KeyMissing):
            opened(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], size)
    with pytest.raises(KeyMissing):
        opened(sealed, size, at="evidence:cd34")
    with pytest.raises(KeyMissing, match="'new'"):
        opened(sealed, size, key_ring=OLD)
