"""The transparency report as files: the data, and per language a page and a chart."""

from collections.abc import Iterator

import orjson

from domain.figures.transparency import TransparencyReport
from domain.profile import Profile
from handlers.figures import transparency_chart, transparency_page
from handlers.ui import charts
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog


def files(
    words: Catalog, profile: Profile, report: TransparencyReport
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file; without matplotlib there are no charts."""
    name = f"transparency-{report.month:%Y-%m}"
    data = orjson.dumps(transparency_page.data(report), option=orjson.OPT_INDENT_2)
    yield f"{name}.json", data + b"\n"
    for locale in profile.locales:
        localizer = Localizer(words, profile, locale)
        yield f"{name}.{locale}.html", transparency_page.page(localizer, report).encode()
        if charts.is_possible():
            yield f"{name}.{locale}.png", transparency_chart.drawn(localizer, report)
