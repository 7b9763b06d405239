"""Ask a parser of an answer why it refuses."""

import pytest

from domain.core.errors import BadAnswer


def refused(parse, typed):
    """The key of the sentence with which a text is refused."""
    with pytest.raises(BadAnswer) as bad:
        parse(typed)
    return bad.value.key
