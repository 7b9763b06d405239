"""Templates: prepared texts of units for their staff."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from domain.template import OF_RESULT, Template, TextKind
from storage.engine.database import Tx
from storage.engine.public_tables import templates


def add(tx: Tx, template: Template, *, by: str) -> Template:
    """Store a template (the database assigns its `id`)."""
    row = tx.execute(
        insert(templates)
        .values(
            unit=template.unit,
            verb=template.verb,
            locale=template.locale,
            title=template.title,
            body=template.body,
            written_by=by,
            written_at=template.written_at,
            kind=template.kind,
            result=template.result,
            rule=template.rule,
            facts=template.facts,
        )
        .returning(templates)
    ).one()
    return _template(row)


def get(tx: Tx, template_id: int) -> Template | None:
    """A template by its row id."""
    row = tx.execute(select(templates).where(templates.c.id == template_id)).one_or_none()
    return _template(row) if row else None


def change(
    tx: Tx, template_id: int, *, title: str, body: str, by: str, now: int, facts: str = ""
) -> None:
    """Change title, text and facts; its verb and result stay."""
    tx.execute(
        update(templates)
        .where(templates.c.id == template_id)
        .values(title=title, body=body, facts=facts, written_by=by, written_at=now)
    )


def drop(tx: Tx, template_id: int) -> None:
    """Delete a template."""
    tx.execute(delete(templates).where(templates.c.id == template_id))


def count(tx: Tx, unit: str) -> int:
    """How many templates a unit has."""
    return int(
        tx.execute(
            select(func.count()).select_from(templates).where(templates.c.unit == unit)
        ).scalar_one()
    )


def of_unit(tx: Tx, unit: str, *, start: int, size: int) -> tuple[Template, ...]:
    """One page of a unit's own texts and macros, sorted by verb."""
    rows = tx.execute(
        select(templates)
        .where(templates.c.unit == unit, templates.c.kind.in_((TextKind.TEXT, TextKind.MACRO)))
        .order_by(templates.c.verb, templates.c.locale, templates.c.id)
        .offset(start)
        .limit(size)
    ).all()
    return tuple(_template(row) for row in rows)


def usable(tx: Tx, units: Sequence[str], verb: str) -> tuple[Template, ...]:
    """The texts of these units that are offered for one verb."""
    rows = tx.execute(
        select(templates)
        .where(
            templates.c.unit.in_(units),
            templates.c.verb == verb,
            templates.c.kind == TextKind.TEXT,
        )
        .order_by(templates.c.id)
    ).all()
    return tuple(_template(row) for row in rows)


def macros(tx: Tx, units: Sequence[str]) -> tuple[Template, ...]:
    """The macros of these units, by title."""
    rows = tx.execute(
        select(templates)
        .where(templates.c.unit.in_(units), templates.c.kind == TextKind.MACRO)
        .order_by(templates.c.title, templates.c.id)
    ).all()
    return tuple(_template(row) for row in rows)


def of_results(
    tx: Tx, units: Sequence[str], results: Sequence[str] | None = None
) -> tuple[Template, ...]:
    """The texts by which these units replace shipped ones; of all results, or of those named."""
    found = select(templates).where(templates.c.unit.in_(units), templates.c.kind.in_(OF_RESULT))
    if results is not None:
        found = found.where(templates.c.result.in_(results))
    return tuple(_template(row) for row in tx.execute(found.order_by(templates.c.id)).all())


def _template(row: Row[Any]) -> Template:
    return Template(
        id=row.id,
        unit=row.unit,
        verb=row.verb,
        locale=row.locale,
        title=row.title,
        body=row.body,
        written_at=row.written_at,
        kind=TextKind(row.kind),
        result=row.result or "",
        rule=row.rule or "",
        facts=row.facts or "",
    )
