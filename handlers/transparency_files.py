"""The transparency report as files: the data, and in each language a page and a picture."""

from collections.abc import Iterator

import orjson

from domain.profile import Profile
from domain.transparency import Report
from handlers import drawing, transparency_page, transparency_picture
from handlers.voice import Voice
from locales.catalog import Catalog


def files(words: Catalog, profile: Profile, report: Report) -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes; without anything to draw with there are no pictures."""
    name = f"transparency-{report.month:%Y-%m}"
    data = orjson.dumps(transparency_page.data(report), option=orjson.OPT_INDENT_2)
    yield f"{name}.json", data + b"\n"
    for locale in profile.locales:
        voice = Voice(words, profile, locale)
        yield f"{name}.{locale}.html", transparency_page.page(voice, report).encode()
        if drawing.is_possible():
            yield f"{name}.{locale}.png", transparency_picture.drawn(voice, report)
