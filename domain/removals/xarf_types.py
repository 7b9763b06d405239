"""The types of XARF 4 that a category of content may have, and the fields that each must have.

XARF names few kinds of content and refuses all others: a category without a type here has no
XARF document, since a wrong type would accuse somebody of something else.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from msgspec import Struct, field

Choices = Mapping[str, frozenset[str]]

_BY_PERSON: Choices = {"detection_method": frozenset({"manual_review", "user_report"})}
TYPES: Mapping[str, Choices] = {
    "phishing": {},
    "fraud": {
        "fraud_type": frozenset(
            {
                "investment",
                "romance",
                "tech_support",
                "lottery",
                "advance_fee",
                "cryptocurrency",
                "shopping",
                "charity",
                "employment",
                "government_impersonation",
                "other",
            }
        )
    },
    "exposed_data": {
        "data_types": frozenset(
            {
                "personal_information",
                "credentials",
                "financial",
                "medical",
                "government_id",
                "email_addresses",
                "phone_numbers",
                "customer_data",
                "employee_data",
                "other",
            }
        ),
        "exposure_method": frozenset({"paste_site", "forum_post", "intentional_leak", "other"}),
    },
    "csem": {
        "exploitation_type": frozenset(
            {"grooming", "solicitation", "sextortion", "trafficking", "distribution"}
        ),
        **_BY_PERSON,
    },
}
"""The types, and the values of their required fields, of the XARF category `content`."""

LISTS = frozenset({"data_types"})
"""Fields whose value is a list."""


class XarfType(Struct, frozen=True, kw_only=True):
    """The type of a category, and the values of the fields that this type must have."""

    type: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """As members of a document."""
        lists = {name: [value] for name, value in self.fields.items() if name in LISTS}
        return {"type": self.type, **self.fields, **lists}

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"type": self.type, "fields": dict(self.fields)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """From plain JSON values, as made by `to_document`."""
        return cls(type=document["type"], fields=dict(document["fields"]))


def faults(chosen: XarfType) -> Iterable[tuple[str, str]]:
    """What is wrong with a type: the name of each wrong field, and what is expected there."""
    choices = TYPES.get(chosen.type)
    if choices is None:
        yield "type", f"expected one of {', '.join(sorted(TYPES))}"
        return
    for name, values in choices.items():
        if chosen.fields.get(name) not in values:
            yield name, f"expected one of {', '.join(sorted(values))}"
    for name in sorted(chosen.fields.keys() - choices.keys()):
        yield name, f"is not known for {chosen.type}; is it misspelt?"
