"""Write an export to a file, page by page, outside the event loop."""

import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from domain.core.threads import in_thread
from usecases.figures import case_export
from usecases.figures.case_export import Permit, Row, Shape
from usecases.figures.spreadsheets import Spreadsheet, sheet

T = TypeVar("T")


class ExportDatabase(Protocol):
    """Runs read-only use cases (`storage.engine.database.Database` does)."""

    async def read(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run it concurrently with writers, and return its result."""
        ...


async def write(
    db: ExportDatabase,
    permit: Permit,
    path: Path,
    shape: Shape,
    told: Callable[[int], None] = lambda _: None,
) -> int:
    """Write a permitted export; `told` is called after each page with the number of rows so far."""
    file = sheet(path, permit.wanted.form, shape.titles, shape.look)
    async with _opened_in_thread(file) as out:
        after = permit.before_all
        while True:
            rows, after = await db.read(case_export.page, permit, after)
            if not rows:
                break
            await in_thread(_add, out, rows, shape)
            told(out.rows)
    return out.rows


def _add(out: Spreadsheet, rows: Sequence[Row], shape: Shape) -> None:
    for row in rows:
        out.add(shape.cells(row))


@asynccontextmanager
async def _opened_in_thread(
    file: AbstractContextManager[Spreadsheet],
) -> AsyncIterator[Spreadsheet]:
    """Open and close the file outside the event loop: finishing a workbook is slow."""
    entered = list[Spreadsheet]()
    try:
        await in_thread(lambda: entered.append(file.__enter__()))
        yield entered[0]
    except BaseException:
        if entered:
            await in_thread(file.__exit__, *sys.exc_info())
        raise
    await in_thread(file.__exit__, None, None, None)
