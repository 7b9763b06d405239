"""Rules about addresses of well-known sites: shipped with the bot, the same everywhere."""

import tomllib
from functools import cache
from pathlib import Path

from domain.link_identity import LinkIdentity

SHARED = Path(__file__).parents[2] / "profiles" / "link_identity.toml"


@cache
def shared() -> LinkIdentity:
    """The rules of `profiles/link_identity.toml`, read once."""
    return LinkIdentity.from_document(tomllib.loads(SHARED.read_text(encoding="utf-8")))


@cache
def with_own(own: LinkIdentity) -> LinkIdentity:
    """The shared rules combined with those of a deployment."""
    return shared().joined(own)
