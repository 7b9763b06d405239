"""Buttons below a question: the templates that may answer it."""

from domain.template import ANSWER_OF_AUTHORITY, Template
from handlers.dialogs.callbacks import MoreTemplates, ReadTemplate
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, cut
from handlers.ui.sanitize import line
from usecases.core.outcomes import Asked
from usecases.moderation.templates import PAGE

LONGEST_TITLE = 34  # characters on a button, without its mark
Rows = tuple[tuple[Key, ...], ...]


def offered(localizer: Localizer, asked: Asked) -> Rows:
    """The templates that may answer the question, one page with a button each."""
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
        after = start + PAGE if start + PAGE < len(there) else 0  # the first page follows the last
        more = MoreTemplates(draft=draft, start=after)
        keys.append((Key(label=localizer.say("templates-more"), button=more),))
    return tuple(keys)


def short_title(localizer: Localizer, template: Template) -> str:
    """The title for a button, with the template's language if it is not the reader's."""
    if template.id == ANSWER_OF_AUTHORITY:
        return cut(f"🏛 {localizer.say('staff-authority-answer')}", labels.LONGEST)
    title = f"📄 {line(template.title, LONGEST_TITLE)}"
    if template.locale != localizer.locale:
        title += f" · {language_of(localizer, template.locale)}"
    return cut(title, labels.LONGEST)


def language_of(localizer: Localizer, locale: str) -> str:
    """A language's own name; its code if the deployment no longer has it."""
    if locale not in localizer.profile.locales:
        return locale
    return localizer.words.say(locale, "language-name")
