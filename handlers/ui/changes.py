"""Changes of what is published, as lines: who changed what, and each value before and after."""

from markupsafe import Markup

from domain.core.changes import Change, Changes
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import cut, lines

NOTHING = "–"


def change(
    localizer: Localizer, each: Change, name: str | None, did: str, *, fields: str, longest: int
) -> Markup:
    """One change; `did` says what was done, without a name it was an import from files.

    `fields` begins the keys of the labels of the values, of `longest` characters at most.
    """
    who = localizer.say("hotline-by-file") if name is None else colleague(localizer, name)
    return lines(
        localizer.say("hotline-change", day=localizer.day(each.at), what=did, who=who),
        values(localizer, each.changes, fields, longest=longest),
    )


def values(localizer: Localizer, changes: Changes, fields: str, *, longest: int) -> Markup:
    """A line for each value that differs."""
    return lines(
        *(
            localizer.say(
                "hotline-field",
                name=localizer.say(f"{fields}{field}"),
                old=cut(old, longest) or NOTHING,
                new=cut(new, longest) or NOTHING,
            )
            for field, (old, new) in changes.items()
        )
    )
