"""/suggest: criticism and ideas about the reporting work; each has a code, a clock, an answer."""

from msgspec import Struct

from domain.deadlines import working_deadline
from domain.draft import Draft
from domain.errors import NotAllowed, NotFound, Refusal, TooMany
from domain.people import NEEDED, Person, Role, Verb, authorize, role_in
from domain.suggestion import KEPT_DAYS, Suggestion
from storage import journal, outbox, quotas, suggestions
from storage.db import Tx
from storage.outbox import Notice, Rank
from usecases import gate, opening, telling
from usecases.scene import Scene
from usecases.shown import SuggestionView
from usecases.turns import Asked, Suggested

HOUR, DAY = 3600, 24 * 3600
PAGE = 8
BATCH = 50


class Waiting(Struct, frozen=True, kw_only=True):
    """One page of what waits for an answer; `after` turns on, None where nothing follows."""

    found: tuple[Suggestion, ...]
    after: tuple[int, int] | None


def begin(tx: Tx, person: Person, scene: Scene) -> Asked:
    """/suggest: the first question."""
    return opening.begin(tx, person, scene, "suggestion")


def file(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Suggested:
    """Keep it, and tell those who lead the unit; its words are in no notice."""
    limit = scene.reports_per_hour
    opens = quotas.use(tx, person.who, "suggestion", limit, HOUR, scene.now)
    if opens is not None:
        raise TooMany("suggestion-quota", opens_at=opens, limit=limit)
    unit = scene.profile.unit(draft.answers["unit"])
    if unit is None or unit.retired:
        raise Refusal("unit-unknown")
    days = scene.profile.clocks.adjusted(unit.clocks).close_days
    found = suggestions.file(
        tx,
        uid=draft.id,
        unit=unit.code,
        who=person.who,
        locale=person.locale,
        text=draft.answers["text"],
        now=scene.now,
        due_at=working_deadline(scene.profile.calendar_for(unit.code), scene.now, days),
    )
    _note(tx, scene, found, "suggest", f"suggestion:{found.id}", Role.REPORTER)
    _tell_leads(tx, scene, found, "suggestion_came")
    return Suggested(suggestion=found, code=suggestions.code_of(tx, found.id))


def filed_before(tx: Tx, person: Person, draft_id: str) -> Suggested | None:
    """A second press on "Send": the same suggestion, the same code."""
    found = suggestions.by_uid(tx, draft_id)
    if found is None or suggestions.author(tx, found.id) != person.who:
        return None
    return Suggested(suggestion=found, code=suggestions.code_of(tx, found.id), again=True)


def waiting(tx: Tx, person: Person, scene: Scene, after: tuple[int, int] | None = None) -> Waiting:
    """/suggestions: what the units that somebody leads have not answered, the first due first."""
    least = NEEDED[Verb.ANSWER_SUGGESTION]
    known = scene.profile.by_code
    codes = [code for code in known if role_in(person, code, known) >= least]
    if not codes:
        raise NotAllowed("refusal-not-allowed")
    found = suggestions.waiting(tx, codes, size=PAGE + 1, after=after)
    shown = found[:PAGE]
    more = len(found) > PAGE
    return Waiting(found=shown, after=(shown[-1].due_at or 0, shown[-1].id) if more else None)


def look(tx: Tx, person: Person, scene: Scene, suggestion_id: int) -> SuggestionView:
    """One suggestion in full, for those who may answer it."""
    found = _theirs(tx, person, scene, suggestion_id)
    return SuggestionView(suggestion=found, may_answer=found.answered_at is None)


def begin_answer(tx: Tx, person: Person, scene: Scene, suggestion_id: int) -> Asked:
    """Ask for the words of the answer."""
    found = _theirs(tx, person, scene, suggestion_id)
    if found.answered_at is not None:
        raise Refusal("suggestion-answered-already")
    answers = {"_suggestion": found.id}
    return opening.begin(tx, person, scene, Verb.ANSWER_SUGGESTION, answers=answers)


def answer(tx: Tx, person: Person, scene: Scene, draft: Draft) -> SuggestionView:
    """The answer is kept, and owed to whoever wrote."""
    asked = _theirs(tx, person, scene, draft.answers["_suggestion"])
    found = suggestions.answer(tx, asked.id, draft.answers["text"], by=person.who, now=scene.now)
    if found is None:
        raise Refusal("suggestion-answered-already")
    role = role_in(person, found.unit, scene.profile.by_code)
    _note(tx, scene, found, Verb.ANSWER_SUGGESTION, person.who, role)
    author = suggestions.author(tx, found.id)
    if author is not None:
        outbox.put(
            tx,
            Notice(
                kind="suggestion_answered",
                recipient=author,
                params={"suggestion": found.id},
                rank=Rank.NEWS,
                dedupe=f"suggestion_answered:{found.id}",
                order_key=f"person:{author}",
            ),
            scene.now,
        )
    return SuggestionView(suggestion=found, may_answer=False, note="suggestion-answer-sent")


def remind(tx: Tx, scene: Scene) -> int:
    """What was not answered in time: those who lead the unit are told once."""
    found = suggestions.become_late(tx, scene.now, limit=BATCH)
    for each in found:
        _tell_leads(tx, scene, each, "suggestion_late")
    return len(found)


@gate.erasing
def forget(tx: Tx, scene: Scene) -> int:
    """The words of what was answered long ago."""
    return suggestions.forget_words(tx, scene.now - KEPT_DAYS * DAY, limit=BATCH)


def _theirs(tx: Tx, person: Person, scene: Scene, suggestion_id: int) -> Suggestion:
    found = suggestions.get(tx, suggestion_id)
    if found is None:
        raise NotFound("suggestion-unknown")
    authorize(person, Verb.ANSWER_SUGGESTION, found.unit, scene.profile.by_code)
    return found


def _tell_leads(tx: Tx, scene: Scene, found: Suggestion, kind: str) -> None:
    params = {"suggestion": found.id}
    telling.unit_leads(tx, scene, found.unit, kind, event=str(found.id), **params)


def _note(tx: Tx, scene: Scene, found: Suggestion, verb: str, who: str, role: Role) -> None:
    journal.add(
        tx,
        journal.Entry(
            who=who,
            role=int(role),
            verb=verb,
            case_id=0,  # the chain of what belongs to no case
            unit=found.unit,
            reason=str(found.id),
            written_at=scene.now,
        ),
    )
