"""The rules about addresses of sites that everybody uses: shipped with us, the same everywhere."""

import tomllib
from functools import cache
from pathlib import Path

from domain.link_identity import LinkIdentity

SHARED = Path(__file__).parents[2] / "profiles" / "link_identity.toml"


@cache
def shared() -> LinkIdentity:
    """What `profiles/link_identity.toml` says, read once."""
    return LinkIdentity.from_document(tomllib.loads(SHARED.read_text(encoding="utf-8")))


@cache
def with_own(own: LinkIdentity) -> LinkIdentity:
    """The shared rules with those of a deployment."""
    return shared().joined(own)
