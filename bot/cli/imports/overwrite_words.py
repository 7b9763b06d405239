"""What an import is refused for that would empty or change a field of many entries, in words."""

from collections.abc import Iterable, Sequence

from domain.rules.overwrites import Overwrite

NAMED = 4  # codes in each list; a dry run of the directory lists all


def why(source: str, found: Iterable[Overwrite]) -> str:
    """The sentences for a file or folder: each field with what happens to it, and what to do."""
    fields = "; ".join(map(_field, found))
    return (
        f"{source} would change much at once: {fields}. If a column was emptied or has slid to"
        " other rows, mend the file; if all that is meant, say --change-many"
    )


def _field(found: Overwrite) -> str:
    parts = []
    if found.emptied:
        parts.append(f"emptied for {len(found.emptied)} ({_some(found.emptied)})")
    if found.changed:
        parts.append(f"changed for {len(found.changed)} ({_some(found.changed)})")
    if found.taken:
        taken = [f"{code} has that of {other}" for code, other in found.taken]
        parts.append(f"{len(taken)} get another's ({_some(taken)})")
    return f"{found.field} of {found.of} {found.kind}: {', '.join(parts)}"


def _some(each: Sequence[str]) -> str:
    shown = ", ".join(each[:NAMED])
    return shown if len(each) <= NAMED else f"{shown}, …"
