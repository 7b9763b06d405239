"""The texts kept for the results of decisions: shipped, or a unit's own, filled in for one case."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from conversation.contexts import Presets
from conversation.forms.wording import MAX_REASON
from domain.case import Case, Ground, Outcome, cites
from domain.network.people import Verb
from domain.network.units import above
from domain.report import Channel
from domain.template import SUBJECTS, Template, TextKind, kinds_of
from storage.cases import templates
from storage.evidence import evidence_files
from storage.reporting import reports
from usecases.core.request import Request
from usecases.core.texts import Places, ReadyText

NO_FILES, UNSEEN = "_no_files", "_unseen"
"""The ends of the names of texts for cases whose category takes no files, or where not all files
were opened: they ask for no picture, and do not say that anything was compared or looked at."""

Own = Mapping[tuple[TextKind, str, str], Template]
"""The nearest unit's text by kind, result and language."""


def line_of(req: Request, unit: str) -> tuple[str, ...]:
    """The unit and those above it, the nearest first: whose texts it uses."""
    return (unit, *above(req.profile.by_code, unit))


def offered(req: Request, case: Case, results: Sequence[str]) -> dict[str, Presets]:
    """What is answered beforehand in decisions with these results, by result.

    The words are in every language spoken here, so each reporter reads their own. A result without
    a shipped text has none.
    """
    own = _own(req, line_of(req, case.unit), results)
    places, read = places_of(req, case), reports.languages(req.tx, case.id)
    kept = {each: _kept(req, case, each, own, places) for each in results}
    found = {
        result: filled(req, each, places, read, author_locale(req)) for result, each in kept.items()
    }
    return {result: presets for result, presets in found.items() if presets.feedback}


def kept_for(req: Request, case: Case, result: str) -> Presets:
    """What a decision with this result has beforehand; its texts with their placeholders."""
    own = _own(req, line_of(req, case.unit), (result,))
    return _kept(req, case, result, own, places_of(req, case))


def filled(
    req: Request, kept: Presets, places: Places, read: Iterable[str], locale: str
) -> Presets:
    """The same with the placeholders filled in; `read` are the languages of the reporters.

    `locale` is the language of the facts.
    """
    words = {spoken: fill(req, body, spoken, places) for spoken, body in kept.words.items()}
    if not all(each.strip() for each in words.values()):
        words = {}  # a reader of the language that has none would get one in another language
    facts = fill(req, kept.facts, locale, places) if kept.facts else ""
    return replace(kept, facts=facts, feedback=main_text(words, read), words=words)


def for_form(req: Request, case: Case, verb: Verb) -> dict[str, Presets]:
    """The same for all results that a form has from the start; outcomes are looked up once chosen.

    All reasons of a refusal are there from the start: the reason is chosen by its text.
    """
    if verb is Verb.REFUSE:
        return offered(req, case, tuple(Ground))
    if verb in {Verb.DISMISS, Verb.REMIT}:
        return offered(req, case, tuple(each for each, by in SUBJECTS.items() if by is verb))
    return {}


def places_of(req: Request, case: Case) -> Places:
    """The values of the placeholders for a case."""
    kind = req.profile.taxonomy.of(case.category, case.subcategory)
    sent = evidence_files.sent(req.tx, case.id)
    all_kept = sent == len(evidence_files.names(req.tx, case.id))
    return Places(
        number=case.number,
        unit=case.unit,
        category=case.category,
        subcategory=case.subcategory,
        due_at=case.due_at,
        elsewhere=(kind.hotline if kind else "") or "",
        in_chat=reports.channels(req.tx, case.id) <= {Channel.TELEGRAM},
        files=sent,
        seen_at=case.evidence_seen_at if all_kept else None,
    )


def of_result(req: Request, unit: str, result: str) -> tuple[ReadyText, ...]:
    """The texts that a unit has for a result, with placeholders, in each language."""
    own = _own(req, line_of(req, unit), (result,))
    return tuple(
        ReadyText(
            kind=kind,
            locale=locale,
            body=_body(req, own, kind, result, locale),
            own=own.get((kind, result, locale)),
        )
        for locale in req.profile.locales
        for kind in kinds_of(result)
    )


def changed(req: Request, unit: str) -> frozenset[str]:
    """The results for which this unit, or one above it, has a text of its own."""
    return frozenset(each.result for each in templates.of_results(req.tx, line_of(req, unit)))


def _kept(req: Request, case: Case, result: str, own: Own, places: Places) -> Presets:
    is_finding = result in frozenset(Outcome)
    rule = req.profile.taxonomy.preset_rule(case.category, case.subcategory)

    def body(kind: TextKind, locale: str) -> str:
        return _fitting(req, case, places, own, kind, result, locale)

    return Presets(
        rule=rule if is_finding and cites(result) else "",
        facts=body(TextKind.FACTS, author_locale(req)) if is_finding else "",
        words={locale: body(TextKind.WORDS, locale) for locale in req.profile.locales},
    )


def author_locale(req: Request) -> str:
    """The language of what is written for colleagues: that of who writes it."""
    spoken = req.profile.locales
    return req.actor.locale if req.actor.locale in spoken else spoken[0]


def main_text(words: Mapping[str, str], read: Iterable[str]) -> str:
    """The text in the first of the languages read that there is one in, else any; may be empty."""
    return next((words[locale] for locale in (*read, *words) if locale in words), "")


def fill(req: Request, body: str, locale: str, places: Places) -> str:
    """A text with its placeholders filled in; empty if it is too long then, and is written anew."""
    text = req.conditions.texts.fill(body, locale, places)
    return text if len(text) <= MAX_REASON else ""


def _fitting(
    req: Request, case: Case, places: Places, own: Own, kind: TextKind, result: str, locale: str
) -> str:
    """The text for a result that is true of this case, with its placeholders."""
    shipped = req.conditions.texts.shipped
    found = ""
    if not req.profile.taxonomy.files_allowed(case.category, case.subcategory):
        # what a unit wrote for all cases may ask for a picture, and here nobody may be asked
        found = shipped(locale, kind, f"{result}{NO_FILES}")
    elif places.files and places.seen_at is None and (kind, result, locale) not in own:
        found = shipped(locale, kind, f"{result}{UNSEEN}")
    return found or _body(req, own, kind, result, locale)


def _body(req: Request, own: Own, kind: TextKind, result: str, locale: str) -> str:
    found = own.get((kind, result, locale))
    return found.body if found else req.conditions.texts.shipped(locale, kind, result)


def _own(req: Request, line: Sequence[str], results: Sequence[str]) -> Own:
    found = templates.of_results(req.tx, line, results)
    nearest_last = sorted(found, key=lambda each: (-line.index(each.unit), each.id))
    return {(each.kind, each.result, each.locale): each for each in nearest_last}
