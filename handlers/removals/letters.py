"""A letter to a site or provider as plain text, in every language of the deployment."""

from collections.abc import Iterator, Sequence

from domain.core.names import localized
from domain.links import defanged
from domain.removals.letter import Letter
from domain.removals.removal import TIMED
from handlers.ui.localizer import Localizer
from handlers.ui.sanitize import for_mail, visible

_RULER = "\n\n" + "-" * 40 + "\n\n"


def written(letter: Letter, localizers: Sequence[Localizer]) -> tuple[str, str]:
    """Subject and text in these languages, the addressee's first; no address can be opened."""
    ordered = sorted(localizers, key=lambda each: each.locale != letter.language)
    subjects = [
        each.say("letter-subject", why=letter.why, number=letter.number) for each in ordered
    ]
    texts = ["\n\n".join(filter(None, _paragraphs(each, letter))) for each in ordered]
    return " / ".join(subjects), _RULER.join(texts) + "\n"


def _paragraphs(localizer: Localizer, letter: Letter) -> Iterator[str]:
    say, locale = localizer.say, localizer.locale
    yield "\n".join(
        (
            say("letter-to", name=_line(localized(letter.to, locale))),
            say("letter-from", unit=letter.unit.name(locale)),
            say("letter-number", number=letter.number),
        )
    )
    yield _why(localizer, letter)
    if letter.in_force:
        yield "\n".join(_asked(localizer, letter))
        yield f"{say('letter-facts')}\n{for_mail(letter.facts).strip()}" if letter.facts else ""
    yield "\n".join(_where(localizer, letter))
    if letter.closed:
        yield say("letter-closed")
    if letter.in_force:
        yield "\n".join(_answer(localizer, letter))
        yield say("letter-xarf") if letter.xarf is not None and letter.addresses else ""
    yield say("letter-end")


def _why(localizer: Localizer, letter: Letter) -> str:
    if letter.why != "ordered":
        return localizer.say(f"letter-why-{letter.why}")
    above = localized(letter.above, localizer.locale) if letter.above else ""
    return localizer.say("letter-why-ordered", unit=above or letter.unit.name(localizer.locale))


def _asked(localizer: Localizer, letter: Letter) -> Iterator[str]:
    length = {"days": letter.days or 0} if letter.what in TIMED else {}
    yield localizer.say("letter-ask", ask=localizer.say(f"letter-ask-{letter.what}", **length))
    if letter.rule:
        yield localizer.say("letter-rule", rule=localizer.rule_with_subject(letter.rule))
    when = f"{localizer.stamp(letter.due_at):%Y-%m-%d %H:%M} ({localizer.profile.timezone})"
    yield localizer.say("letter-due", when=when)


def _where(localizer: Localizer, letter: Letter) -> Iterator[str]:
    if not letter.addresses:
        yield localizer.say("letter-nowhere")
        return
    yield localizer.say("letter-where")
    for number, address in enumerate(letter.addresses, 1):
        yield f"{number}. {_line(defanged(address))}"
    if letter.more:
        yield localizer.say("letter-more", count=letter.more)


def _answer(localizer: Localizer, letter: Letter) -> Iterator[str]:
    yield localizer.say("letter-answer", number=letter.number)
    if letter.unit.phone:
        yield localizer.say("letter-by-phone", phone=letter.unit.phone)
    if letter.reply_to:
        yield localizer.say("letter-by-mail", email=letter.reply_to)
    elif not letter.unit.phone:
        yield localizer.say("letter-by-reply")


def _line(text: str) -> str:
    return " ".join(visible(text).split())
