"""Decisions in other words than those kept for their result, as staff write them at the review."""


async def writes(person, *, rule=None, facts=None, words=None):
    """At the review of a decision: change these parts, and send it."""
    if rule is not None:
        await person.taps("Change rule")
        await person.taps(rule)
    if facts is not None:
        await person.taps("Change facts")
        await person.says(facts)
    if words is not None:
        await person.taps("Change words")
        await person.says(words)
    await person.taps("Send")


async def refuses(person, ground, words):
    """From the card: do not accept the report, in one's own words."""
    await person.taps_on_card("Do not accept")
    await person.taps("Change the words")
    await person.taps(ground)
    await person.says(words)
    await person.taps("Send")
