"""A report by hand: its questions as a citizen meets them, up to the review and its submission."""

from typing import Any

LINK, WORDS = "https://example.org/shop", "they took my money"
QUESTIONS = {
    "material": ("says", LINK),
    "category": ("taps", "Fraud"),
    "subcategory": ("taps", "Fake bank"),
    "words": ("says", WORDS),
    "region": ("taps", "Changsha"),
    "identity": ("taps", "Use real name"),
    "name": ("says", "Lin Xiaoyu"),
    "contact": ("says", "138 0013 8000"),
}
"""All questions, each with a good answer."""
OPENED_BY = {"region": "Region", "identity": "Contact"}
"""Buttons of the review that open a question."""


async def act(person: Any, answer: tuple[str, str]) -> None:
    """Give an answer as it is given: said, or tapped."""
    how, what = answer
    await (person.says(what) if how == "says" else person.taps(what))


async def until(person: Any, name: str) -> None:
    """A report up to one of its questions, or to its review with everything answered."""
    await person.says("/report")
    for question, answer in QUESTIONS.items():
        if question in OPENED_BY:
            await person.taps(OPENED_BY[question])
        if question == name:
            return
        await act(person, answer)


async def to_review(
    person: Any, link: str = LINK, *, words: str = WORDS, region: str = "Changsha"
) -> None:
    """Everything up to the review; without `words` they are skipped, without `region` it is open.

    Files may be sent at the review, as anything else.
    """
    await person.says(link)
    await person.taps("Fraud")
    await person.taps("Fake bank")
    await (person.says(words) if words else person.taps("Skip"))
    if region:
        await person.taps("Region")
        await person.taps(region)


async def submit(person: Any) -> None:
    """The review's first button."""
    await person.taps("Submit report")
