"""The reporters' words in a mail: plain, bounded, nothing in them live, each report's apart."""

from collections.abc import Sequence

from handlers.harmless import for_mail
from handlers.voice import Voice
from usecases.mailing import Letter

MOST_OF_ONE = 2000  # characters of one report's words
MOST_OF_ALL = 8000
_BREAK = "\n\n"

Shown = tuple[tuple[str, str], ...]
"""The texts of one report, each with its kind, as they are shown."""


def shown(voice: Voice, letter: Letter) -> tuple[Shown, ...]:
    """What is shown of each report: short ones whole, long ones cut alike."""
    removed = voice.say("mail-removed")
    found = [
        [(text.kind, for_mail(removed.join(text.pieces)).strip()) for text in texts]
        for texts in letter.words.reports
    ]
    lengths = [min(MOST_OF_ONE, _length(texts)) for texts in found]
    most = min(MOST_OF_ONE, _fair(lengths, MOST_OF_ALL))
    return tuple(_cut(voice, texts, most) for texts in found)


def _length(texts: Sequence[tuple[str, str]]) -> int:
    return sum(len(text) for _, text in texts) + len(_BREAK) * (len(texts) - 1)


def _cut(voice: Voice, texts: Sequence[tuple[str, str]], most: int) -> Shown:
    room = max(0, most - len(_BREAK) * (len(texts) - 1))
    each = _fair([len(text) for _, text in texts], room)
    return tuple((kind, _shortened(voice, text, each)) for kind, text in texts)


def _shortened(voice: Voice, text: str, most: int) -> str:
    if len(text) <= most:
        return text
    sign = voice.say("mail-shortened")
    return f"{text[: max(0, most - len(sign) - 1)].rstrip()} {sign}"


def _fair(lengths: Sequence[int], room: int) -> int:
    """How long each may be so that all fit; what short ones do not need is left to long ones."""
    for place, length in enumerate(sorted(lengths)):
        share = room // (len(lengths) - place)
        if length > share:
            return share
        room -= length
    return max(lengths, default=0)


def paragraphs(
    voice: Voice, letter: Letter, found: Sequence[Shown], *, ask: str
) -> tuple[str, ...]:
    """The words, each report's under its number; `ask` is the unit that has those left out."""
    if letter.closed:
        return ()
    left_out = letter.words.left_out
    if not found and not left_out:
        return (voice.say("mail-words-none"),)
    return (
        voice.say("mail-words") if found else "",
        *(_report(voice, texts, number) for number, texts in enumerate(found, 1)),
        voice.say("mail-words-elsewhere", count=left_out, unit=ask) if left_out else "",
    )


def _report(voice: Voice, texts: Shown, number: int) -> str:
    lines = [voice.say("mail-report", number=number)]
    for kind, text in texts:
        if kind != "report":
            lines.append(voice.say(f"mail-said-{kind}"))
        # Set apart, so that nothing in them is taken for a line of ours.
        lines.extend(f"> {line}".rstrip() for line in text.split("\n"))
    return "\n".join(lines)


def data(found: Sequence[Shown]) -> list[str]:
    """The same for a machine, one text for each report."""
    return [_BREAK.join(text for _, text in texts) for texts in found]
