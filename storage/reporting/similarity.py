"""Find similar cases by their traits, which are stored as keyed fingerprints."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from sqlalchemy import Select, bindparam, delete, func, select, union_all, update

from domain.likeness import Trait
from storage.engine.database import Tx
from storage.engine.tables import likenesses
from storage.engine.upsert import insert_unless

MOST_MARKS = 256  # traits of one case: enough for twenty links, twenty pictures and the text
NEWEST = 40  # cases read for one trait, however many share it
_AT_ONCE = 16  # traits looked up by one statement


class SimilarityMark(Struct, frozen=True):
    """A trait of a case; `value` is a keyed fingerprint, so equal traits have equal values."""

    trait: Trait
    value: str


def mark(tx: Tx, trait: Trait, plain: str) -> SimilarityMark:
    """The mark of a trait as normalised by `domain.likeness`; an address has its target's value."""
    return SimilarityMark(trait, tx.cipher.fingerprint(label_of(trait), plain))


def label_of(trait: Trait) -> str:
    """The label of a trait's fingerprints."""
    return "target" if trait is Trait.URL else f"like-{trait}"


def add(tx: Tx, case_id: int, report_id: int, marks: Iterable[SimilarityMark]) -> None:
    """Store the marks of a report; a case has each mark once."""
    rows = [
        {"case_id": case_id, "report_id": report_id, "kind": each.trait, "value": each.value}
        for each in dict.fromkeys(marks)
    ]
    if rows:
        tx.execute(insert_unless(tx, likenesses, "value", "case_id"), rows)


def of_case(tx: Tx, case_id: int) -> tuple[SimilarityMark, ...]:
    """The marks of a case, oldest first."""
    rows = tx.execute(
        select(likenesses.c.kind, likenesses.c.value)
        .where(likenesses.c.case_id == case_id)
        .order_by(likenesses.c.id)
        .limit(MOST_MARKS)
    ).all()
    return tuple(SimilarityMark(Trait(row.kind), row.value) for row in rows)


def _newest(place: int) -> Select[tuple[str, int]]:
    """The newest cases with one mark; only the index is read."""
    kind = bindparam(f"kind{place}", type_=likenesses.c.kind.type)
    found = (
        select(kind.label("kind"), likenesses.c.case_id)
        .where(
            likenesses.c.value == bindparam(f"value{place}"),
            likenesses.c.case_id != bindparam("but"),
        )
        .order_by(likenesses.c.case_id.desc())
        .limit(NEWEST)
        .subquery(f"newest{place}")
    )
    return select(found)


_TRAITS = {trait.value: trait for trait in Trait}
_NONE = SimilarityMark(Trait.URL, "")  # padding: no case has it
_FOUND = union_all(*map(_newest, range(_AT_ONCE))).subquery("found")
_SHARING = select(_FOUND.c.case_id, _FOUND.c.kind, func.count().label("many")).group_by(
    _FOUND.c.case_id, _FOUND.c.kind
)


def sharing(
    tx: Tx, marks: Sequence[SimilarityMark], *, but: int = 0
) -> dict[int, dict[Trait, int]]:
    """Other cases that share some of these marks, with the number of shared marks per kind.

    For each mark only the newest cases are read, so that marks shared by thousands stay cheap.
    """
    found: dict[int, dict[Trait, int]] = {}
    known = list(dict.fromkeys(marks))[:MOST_MARKS]
    for start in range(0, len(known), _AT_ONCE):
        asked = known[start : start + _AT_ONCE]
        padded = [*asked, *[_NONE] * (_AT_ONCE - len(asked))]  # one statement
        named: dict[str, str] = {}
        for place, each in enumerate(padded):
            named |= {f"value{place}": each.value, f"kind{place}": each.trait}
        for row in tx.execute(_SHARING, {**named, "but": but}).all():
            of_case, trait = found.setdefault(row.case_id, {}), _TRAITS[row.kind]
            of_case[trait] = of_case.get(trait, 0) + row.many
    return found


def move(tx: Tx, start: int, to: int) -> None:
    """Move the marks of one case to another; duplicates are dropped."""
    there = select(likenesses.c.value).where(likenesses.c.case_id == to)
    tx.execute(
        delete(likenesses).where(likenesses.c.case_id == start, likenesses.c.value.in_(there))
    )
    tx.execute(update(likenesses).where(likenesses.c.case_id == start).values(case_id=to))


def move_back(tx: Tx, start: int, to: int, report_ids: Collection[int]) -> None:
    """Move the marks that came by these reports to another case.

    Marks that both had are with the first case only; see `usecases/cases/similarity.py: renew`.
    """
    mine = likenesses.c.report_id.in_(report_ids)
    tx.execute(update(likenesses).where(likenesses.c.case_id == start, mine).values(case_id=to))
