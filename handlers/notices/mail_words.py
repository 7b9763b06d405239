"""The reporters' texts in a mail: plain text of limited length, without live links, per report."""

from collections.abc import Sequence

from handlers.ui.localizer import Localizer
from handlers.ui.sanitize import for_mail
from usecases.delivery.mail_delivery import OutgoingMail

MOST_OF_ONE = 2000  # characters of the texts of one report
MOST_OF_ALL = 8000
_BREAK = "\n\n"

Shown = tuple[tuple[str, str], ...]
"""The texts of one report as shown, each with its kind."""


def shown(localizer: Localizer, mail: OutgoingMail) -> tuple[Shown, ...]:
    """The texts of each report; long ones are cut to the same length, so that all fit."""
    removed = localizer.say("mail-removed")
    found = [
        [(text.kind, for_mail(removed.join(text.pieces)).strip()) for text in texts]
        for texts in mail.words.reports
    ]
    lengths = [min(MOST_OF_ONE, _length(texts)) for texts in found]
    most = min(MOST_OF_ONE, _common_limit(lengths, MOST_OF_ALL))
    return tuple(_cut(localizer, texts, most) for texts in found)


def _length(texts: Sequence[tuple[str, str]]) -> int:
    return sum(len(text) for _, text in texts) + len(_BREAK) * (len(texts) - 1)


def _cut(localizer: Localizer, texts: Sequence[tuple[str, str]], most: int) -> Shown:
    room = max(0, most - len(_BREAK) * (len(texts) - 1))
    each = _common_limit([len(text) for _, text in texts], room)
    return tuple((kind, _shortened(localizer, text, each)) for kind, text in texts)


def _shortened(localizer: Localizer, text: str, most: int) -> str:
    if len(text) <= most:
        return text
    sign = localizer.say("mail-shortened")
    return f"{text[: max(0, most - len(sign) - 1)].rstrip()} {sign}"


def _common_limit(lengths: Sequence[int], room: int) -> int:
    """The largest common limit so that texts of these `lengths`, cut to it, fit into `room`."""
    for place, length in enumerate(sorted(lengths)):
        share = room // (len(lengths) - place)
        if length > share:
            return share
        room -= length
    return max(lengths, default=0)


def paragraphs(
    localizer: Localizer, mail: OutgoingMail, found: Sequence[Shown], *, ask: str
) -> tuple[str, ...]:
    """The texts as paragraphs, numbered by report; `ask` is the unit that has what is left out."""
    if mail.closed:
        return ()
    left_out = mail.words.left_out
    if not found and not left_out:
        return (localizer.say("mail-words-none"),)
    return (
        localizer.say("mail-words") if found else "",
        *(_report(localizer, texts, number) for number, texts in enumerate(found, 1)),
        localizer.say("mail-words-elsewhere", count=left_out, unit=ask) if left_out else "",
    )


def _report(localizer: Localizer, texts: Shown, number: int) -> str:
    lines = [localizer.say("mail-report", number=number)]
    for kind, text in texts:
        if kind != "report":
            lines.append(localizer.say(f"mail-said-{kind}"))
        # Quoted, so that no line of a text can be taken for ours.
        lines.extend(f"> {line}".rstrip() for line in text.split("\n"))
    return "\n".join(lines)


def why(localizer: Localizer, mail: OutgoingMail) -> tuple[str, ...]:
    """Why the unit is written to: the rule, the finding and the words of staff, as paragraphs."""
    found = why_data(localizer, mail)
    return (
        localizer.say("mail-rule", rule=found["rule"]) if found["rule"] else "",
        _headed(localizer, "mail-finding", found["finding"]),
        _headed(localizer, "mail-staff", found["said"]),
    )


def why_data(localizer: Localizer, mail: OutgoingMail) -> dict[str, str]:
    """The same as data: the rule as it is cited, and texts; empty where there are none."""
    removed, reasons = localizer.say("mail-removed"), mail.why
    texts = {"finding": reasons.finding, "said": reasons.said}
    return {
        "rule": localizer.rule(reasons.rule) if reasons.rule else "",
        **{
            name: _shortened(localizer, for_mail(removed.join(pieces)).strip(), MOST_OF_ONE)
            for name, pieces in texts.items()
        },
    }


def _headed(localizer: Localizer, key: str, text: str) -> str:
    if not text:
        return ""
    return "\n".join((localizer.say(key), *(f"> {line}".rstrip() for line in text.split("\n"))))


def data(found: Sequence[Shown]) -> list[str]:
    """The texts as data, one string per report."""
    return [_BREAK.join(text for _, text in texts) for texts in found]
