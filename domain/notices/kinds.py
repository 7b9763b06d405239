"""Every type of notice by its kind."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.notices import (
    authority_notices,
    case_notices,
    contact_notices,
    other_notices,
    removal_notices,
    reporter_notices,
    staff_notices,
)
from domain.notices.notice import Notice, kind_of

_MODULES = (
    authority_notices,
    case_notices,
    contact_notices,
    other_notices,
    removal_notices,
    reporter_notices,
    staff_notices,
)
KINDS: Mapping[str, type[Notice]] = MappingProxyType(
    {
        kind_of(each): each
        for module in _MODULES
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Notice) and not each.__subclasses__()
    }
)
"""Every type of notice by its tag; families, which have types below them, are none."""
