"""Lengths and offsets in UTF-16 code units, as used by Telegram's entities."""

from typing import Any

Entity = dict[str, Any]
SPACE = " \n\t\r"


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Text and entities without white space at both ends, as Telegram trims them."""
    body = text.strip(SPACE)
    lead = len(text) - len(text.lstrip(SPACE))  # white space is one unit each
    return body, clipped(entities, lead, units(body))


def clipped(entities: list[Entity], lead: int, size: int) -> list[Entity]:
    """Entities moved back by `lead` units and cut to a text of `size` units."""
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(size, entity["offset"] - lead + entity["length"])
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return kept


def overlap(one: Entity, other: Entity) -> bool:
    """Whether two entities share a unit."""
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )
