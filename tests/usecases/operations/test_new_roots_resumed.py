"""A change of the root secret that was stopped after the new secret was in use alone."""

import pytest

from tests.usecases.operations import test_new_roots
from tests.usecases.operations.test_new_roots import StoppedError
from usecases.operations import key_rotation

small_steps, theft = test_new_roots.small_steps, test_new_roots.theft

__all__ = ("small_steps", "theft")


async def test_a_stop_while_values_are_encrypted_again_is_continued(theft):
    """By the same command, with the same ring, and without a further root secret."""
    await theft.changed()
    told = iter(range(99))

    def stopping(*_):
        if next(told) == 3:
            raise StoppedError

    life = theft.life
    with pytest.raises(StoppedError):
        await key_rotation.rotate(theft.operator, life.files_at, life.conditions, stopping)

    found = await theft.changed()

    assert found.done
    assert len(theft.operator.cipher.versions()) == 2
    result = await key_rotation.rotate(theft.operator, life.files_at, life.conditions)
    assert result.values > 0
    assert result.left == 0
    with pytest.raises(test_new_roots.KeyMissing, match="put a new one before it"):
        await theft.changed()
