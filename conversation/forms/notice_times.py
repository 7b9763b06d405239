"""The forms in which staff type the times of their digests, and their quiet hours."""

from conversation.form import Form, Given, Sheet, Step
from conversation.parsing.clock_times import length, parse_span, parse_times
from domain.core.errors import BadAnswer
from domain.notices.preferences import HOUR, MOST_QUIET, MOST_TIMES


def _times(given: Given, _: Sheet) -> list[int]:
    found = parse_times(given.text)
    if not found:
        raise BadAnswer("answer-times-wanted")
    if len(found) > MOST_TIMES:
        raise BadAnswer("answer-too-many-times", limit=MOST_TIMES)
    return list(found)


def _span(given: Given, _: Sheet) -> list[int]:
    found = parse_span(given.text)
    if found is None:
        raise BadAnswer("answer-hours-wanted")
    if length(*found) > MOST_QUIET:
        raise BadAnswer("answer-quiet-too-long", hours=MOST_QUIET // HOUR)
    return list(found)


DIGEST_AT = Form(name="digest_at", steps=(Step(name="at", parse=_times),))
QUIET_FROM = Form(name="quiet_from", steps=(Step(name="at", parse=_span),))
