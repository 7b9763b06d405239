"""Below a question: the texts kept ready that may answer it."""

from domain.template import Template
from handlers.dialogs.callbacks import MoreTemplates, ReadTemplate
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, cut
from handlers.ui.sanitize import line
from usecases.core.outcomes import Asked
from usecases.moderation.templates import PAGE

LONGEST_TITLE = 34  # characters on a button, beside what marks it
Rows = tuple[tuple[Key, ...], ...]


def offered(localizer: Localizer, asked: Asked) -> Rows:
    """At a question: the texts that may answer it, a button each, a page at a time."""
    start, there = asked.offers_from, asked.offers
    draft = asked.sheet.draft.id
    keys = [
        (
            Key(
                label=short_title(localizer, each),
                button=ReadTemplate(draft=draft, template_id=each.id),
            ),
        )
        for each in there[start : start + PAGE]
    ]
    if len(there) > PAGE:
        after = start + PAGE if start + PAGE < len(there) else 0  # after the last the first again
        more = MoreTemplates(draft=draft, start=after)
        keys.append((Key(label=localizer.say("templates-more"), button=more),))
    return tuple(keys)


def short_title(localizer: Localizer, template: Template) -> str:
    """A button: the title, and the language where it is not the reader's own."""
    title = f"📄 {line(template.title, LONGEST_TITLE)}"
    if template.locale != localizer.locale:
        title += f" · {language_of(localizer, template.locale)}"
    return cut(title, labels.LONGEST)


def language_of(localizer: Localizer, locale: str) -> str:
    """A language under its own name; its code where it is not spoken here any more."""
    if locale not in localizer.profile.locales:
        return locale
    return localizer.words.say(locale, "language-name")
