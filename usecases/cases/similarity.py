"""Store the traits of a report when it is filed, and find similar cases, open and ended.

The bot only suggests; a person decides what is the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

import orjson
from msgspec import Struct, to_builtins
from msgspec.structs import replace

from conversation import material
from conversation.contexts import Marks, ReportContext
from conversation.forms import report_material
from domain import likeness
from domain.case import Case
from domain.draft import Draft
from domain.likeness import Shared, Trait
from storage.cases import cases, joins
from storage.engine.database import Tx
from storage.evidence import evidence_reading
from storage.reporting import reports, similarity, targets
from storage.reporting.similarity import SimilarityMark
from usecases.core.similar_cases import SimilarCase

MOST = 5  # suggestions on a card
_MOST_LOOKED_AT = 200
_MOST_AT_ONCE = 32


def write(tx: Tx, case_id: int, report_id: int, draft: Draft, *, files: bool) -> None:
    """Store the traits of a report that was just filed; `files`: some of its files are stored."""
    similarity.add(tx, case_id, report_id, _of_draft(tx, draft))
    if files:
        write_files(tx, case_id, report_id, draft.id)


def marked(tx: Tx, draft: Draft) -> Draft:
    """The draft with its keyed traits, without those of files; used until the draft changes.

    Nothing is looked up before the report is filed: a person who fills in a form and cancels it
    learns nothing about other reports, not even from response times.
    """
    pieces_json = orjson.dumps([to_builtins(piece) for piece in draft.carried.pieces])
    of = tx.cipher.fingerprint("marks", pieces_json)
    context = ReportContext.of(draft)
    if context.marks is not None and context.marks.of == of:
        return draft
    return draft.opened_by(replace(context, marks=Marks(of=of, are=_made(tx, draft))))


def write_links(tx: Tx, case_id: int, report_id: int, links: Iterable[str]) -> None:
    """Store the traits of links, in normal form, that were added to a filed report."""
    found = likeness.marks(links, (), ())
    marks = [similarity.mark(tx, trait, each) for trait, each in found]
    similarity.add(tx, case_id, report_id, marks)


def write_file(tx: Tx, report_id: int, sha256: str, picture: Iterable[str]) -> None:
    """Store the traits of a file that arrived after its report was filed."""
    report = reports.get(tx, report_id)
    if report is not None:
        file = evidence_reading.FileFingerprints(sha256=sha256, picture=tuple(picture))
        similarity.add(tx, report.case_id, report_id, _of_file(tx, file))


def write_files(tx: Tx, case_id: int, report_id: int, draft_id: str) -> None:
    """Store the traits of a draft's files that were stored before it was submitted."""
    for file in evidence_reading.fingerprints(tx, draft_id):
        similarity.add(tx, case_id, report_id, _of_file(tx, file))


def renew(tx: Tx, case_id: int, report_ids: Iterable[int]) -> None:
    """Store the traits of filed reports again, computed from what is kept of them.

    After a join was undone: a trait that both cases have was with one of them only.
    """
    for report_id in report_ids:
        similarity.add(tx, case_id, report_id, _of_report(tx, report_id))


def _of_report(tx: Tx, report_id: int) -> tuple[SimilarityMark, ...]:
    found = targets.of_report(tx, report_id)
    links = [{"raw": each.raw, "normalised": each.normalised} for each in found if each.normalised]
    posts = [each for each in found if each.origin is not None]
    texts = (reports.text_of(tx, report_id), *(post.raw for post in posts))
    plain = likeness.marks(
        (each["normalised"] for each in links),
        (post.origin for post in posts if post.origin is not None),
        (material.without(text, links) for text in texts),
    )
    files = evidence_reading.fingerprints_of(tx, report_id)
    return (
        *(similarity.mark(tx, trait, each) for trait, each in plain),
        *(mark for file in files for mark in _of_file(tx, file)),
    )


def picture_marks(tx: Tx, bits: int | None) -> tuple[str, ...]:
    """A picture's perceptual hash as keyed fingerprints; empty without a hash."""
    bands = () if bits is None else likeness.picture(bits)
    return tuple(similarity.mark(tx, Trait.PICTURE, band).value for band in bands)


Read = Callable[[Tx, Iterable[int]], Mapping[int, Case]]
"""Reads those of these cases that are wanted, by row id."""


class Alike(Struct, frozen=True, kw_only=True):
    """The cases that share marks with one, and how many of each kind; most similar first."""

    shared: Mapping[int, Shared]
    order: tuple[int, ...]


def alike(tx: Tx, case: Case) -> Alike:
    """The cases similar to this one, whatever their state: equal traits first, then the newest."""
    marks = similarity.of_case(tx, case.id)
    shared = {
        case_id: common
        for case_id, common in similarity.sharing(tx, marks, but=case.id).items()
        if likeness.agreeing(common)
    }
    order = sorted(shared, key=lambda each: (likeness.closeness(shared[each]), each), reverse=True)
    return Alike(shared=shared, order=tuple(order))


def suggest(tx: Tx, found: Alike, may_see: Callable[[Case], bool]) -> tuple[SimilarCase, ...]:
    """The open ones of these cases that `may_see` allows, those to be joined to first.

    Of many reports of one page that is the case that the others were joined to.
    """
    looked_at = found.order[:_MOST_LOOKED_AT]
    there = cases.at_work(tx, looked_at) if looked_at else {}
    seen = [case for case in there.values() if may_see(case)]
    grown = joins.with_several(tx, [case.id for case in seen])
    seen.sort(
        key=lambda case: likeness.as_target(
            case, found.shared[case.id], has_joined=case.id in grown
        )
    )
    return tuple(
        SimilarCase(case=case, traits=likeness.agreeing(found.shared[case.id]))
        for case in seen[:MOST]
    )


def ended(tx: Tx, found: Alike, may_see: Callable[[Case], bool]) -> Iterator[SimilarCase]:
    """The ended ones of these cases that `may_see` allows, lazily."""
    return (each for each in _read(tx, found, cases.ended) if may_see(each.case))


def ended_at(tx: Tx, address: str, *, but: int, most: int) -> tuple[Case, ...]:
    """The newest ended cases of an address in normal form."""
    mark = similarity.mark(tx, Trait.URL, address)
    newest = sorted(similarity.sharing(tx, (mark,), but=but), reverse=True)
    found = cases.ended(tx, newest)
    return tuple(found[each] for each in newest if each in found)[:most]


def _read(tx: Tx, found: Alike, read: Read) -> Iterator[SimilarCase]:
    """Similar cases, lazily: exact matches first, then the most similar, then the newest."""
    order = found.order
    start, at_once = 0, 2 * MOST
    while start < min(len(order), _MOST_LOOKED_AT):
        asked = order[start : start + at_once]
        wanted = read(tx, asked)
        for each in asked:
            if each in wanted:
                traits = likeness.agreeing(found.shared[each])
                yield SimilarCase(case=wanted[each], traits=traits)
        start, at_once = start + at_once, min(2 * at_once, _MOST_AT_ONCE)


def _of_draft(tx: Tx, draft: Draft) -> tuple[SimilarityMark, ...]:
    marks = ReportContext.of(marked(tx, draft)).marks
    return tuple(SimilarityMark(Trait(kind), value) for kind, value in (marks.are if marks else ()))


def _made(tx: Tx, draft: Draft) -> tuple[tuple[str, str], ...]:
    links, posts = report_material.links(draft), report_material.posts(draft)
    own = "\n\n".join([report_material.place_text(draft), *report_material.passages(draft)])
    texts = (own, *(post.text for post in posts))
    plain = likeness.marks(
        (each["normalised"] for each in links),
        (post.origin for post in posts if post.origin is not None),
        (material.without(text, links) for text in texts),  # addresses are not compared as words
    )
    return tuple((trait.value, similarity.mark(tx, trait, each).value) for trait, each in plain)


def _of_file(tx: Tx, file: evidence_reading.FileFingerprints) -> tuple[SimilarityMark, ...]:
    pictures = (SimilarityMark(Trait.PICTURE, value) for value in file.picture)
    return (similarity.mark(tx, Trait.FILE, file.sha256), *pictures)
