"""The words by which a list names a report: the first ones that its reporter wrote."""

from collections.abc import Sequence

from msgspec import Struct

from conversation import material
from storage.reporting.targets import Target


class Glimpse(Struct, frozen=True, kw_only=True):
    """What a case is about: the first words of its oldest report that stands, else its address.

    `locale` is the language of that report.
    """

    about: str
    locale: str


def of_report(text: str, places: Sequence[Target]) -> str:
    """Its first words, on one line; empty if it has only addresses, posts and files.

    Words taken as the place of the content were written before the text.
    """
    addresses = [each for each in places if each.normalised]
    described = (each.raw for each in places if not each.normalised and each.origin is None)
    known = {form for each in addresses for form in (each.raw, each.normalised)}
    return material.words_besides("\n".join((*described, text)), known)


def place(places: Sequence[Target]) -> str:
    """Where the content is, as it was sent; empty if nothing was sent that says it."""
    return next((each.raw.strip() for each in places if each.raw.strip()), "")
