"""The transparency report as files: data with a description; a page and pictures per language."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from domain.figures.transparency import TransparencyReport
from domain.profile import Profile
from handlers.figures import data_package, transparency_chart, transparency_data, transparency_page
from handlers.ui import charts
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog


def files(
    words: Catalog,
    profile: Profile,
    report: TransparencyReport,
    others: Sequence[Mapping[str, Any]] = (),
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file; without matplotlib there are no charts.

    The description comes last. `others` are the resources of other months that it shall name, too.
    """
    name = f"transparency-{report.month:%Y-%m}"
    localizers = tuple(Localizer(words, profile, locale) for locale in profile.locales)
    yield f"{name}.json", _json(transparency_data.document(report, localizers[0]))
    tables, resources = data_package.tables(localizers, report)
    yield from tables.items()
    for localizer in localizers:
        page = transparency_page.page(localizer, report)
        yield f"{name}.{localizer.locale}.html", page.encode()
        if charts.is_possible():
            for part, png in transparency_chart.drawn(localizer, report).items():
                yield f"{name}{part and f'.{part}'}.{localizer.locale}.png", png
    described = sorted([*others, *resources], key=lambda each: str(each["path"]))
    package = data_package.description(localizers, report, described)
    yield data_package.FILE_NAME, _json(package)


def _json(document: dict[str, Any]) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"
