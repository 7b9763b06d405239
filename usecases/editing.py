"""Edited messages: an open answer is replaced, what is filed already gets a new version."""

from msgspec import Struct
from msgspec.structs import replace

from conversation import engine, material
from conversation.contact import parse_name
from conversation.forms import FORMS
from conversation.report import parse_contact
from conversation.step import Form, Given, Sheet
from domain.draft import Draft
from domain.errors import BadAnswer
from domain.people import Person
from domain.report import MAX_WORDS, Report
from storage import cases, drafts, evidence, journal, messages, reporter_links, said
from storage.db import Tx
from storage.said import CAPTIONS, Saying
from usecases import asking, attachments, dialogue, filing, opening, reporting, telling
from usecases.scene import Scene
from usecases.turns import Turn


class Edited(Struct, frozen=True, kw_only=True):
    """What became of an edit: `note` is the key of what to say, `turn` what is open now.

    `refusal` says why the new version was not taken, where it was not; the old one stays.
    """

    note: str
    turn: Turn
    refusal: BadAnswer | None = None


def edit(tx: Tx, person: Person, scene: Scene, given: Given) -> Edited | None:
    """An edited message; None where nothing of it has changed that we look at."""
    saying = said.find(tx, person.who, given.message_id)
    if saying is None:
        there = given.text.strip() or given.files
        return _edited(tx, person, scene, "edited-unknown") if there else None
    draft = drafts.get(tx, saying.draft_id) if saying.report_id is None else None
    if draft is not None and not opening.is_theirs(tx, person, scene, draft):
        return _edited(tx, person, scene, "edited-unknown")
    if draft is not None and saying.step not in {CAPTIONS, *draft.answers}:
        return _asked_again(tx, person, scene, draft, saying, given)
    try:
        if draft is not None:
            return _of_draft(tx, person, scene, draft, saying, given)
        if saying.report_id is not None:
            return _of_report(tx, person, scene, saying, saying.report_id, given)
    except BadAnswer as bad:  # raised before anything was changed
        return replace(_edited(tx, person, scene, "edited-bad"), refusal=bad)
    differs = said.differs(tx, saying, given.text)  # a form of the staff's: sent as it was written
    return _edited(tx, person, scene, "edited-sent") if differs else None


def _edited(tx: Tx, person: Person, scene: Scene, note: str) -> Edited:
    return Edited(note=note, turn=dialogue.refused(tx, person, scene))


def _asked_again(
    tx: Tx, person: Person, scene: Scene, draft: Draft, saying: Saying, given: Given
) -> Edited:
    """The question was gone back to: the edit is the new answer to it, where it is open now."""
    open_now = engine.current(FORMS[draft.form], asking.sheet(tx, scene, draft))
    if open_now is None or open_now.name != saying.step:
        return _edited(tx, person, scene, "edited-unknown")
    draft = draft.without(material.EARLIER)  # this is the new version of it
    if str(given.message_id) in draft.answers.get("_captions", {}):
        draft = material.with_caption(draft, given, is_target=True)
    drafts.reword(tx, draft)
    words = replace(given, files=(), draft=draft.id, step=saying.step)
    return Edited(note="edited-open", turn=dialogue.answer(tx, person, scene, words))


def _of_draft(
    tx: Tx, person: Person, scene: Scene, draft: Draft, saying: Saying, given: Given
) -> Edited | None:
    """The answer is replaced, and the open question stays open."""
    form, sheet = FORMS[draft.form], asking.sheet(tx, scene, draft)
    differs = said.differs(tx, saying, given.text)
    changed = _reworded(form, sheet, saying, given) if differs else draft
    if attachments.more(tx, person, scene, sheet, given):
        changed = changed.reworded("_files", draft.id)
    elif not differs:
        return None
    drafts.reword(tx, changed)
    said.reword(tx, person.who, given.message_id, given.text)
    return _edited(tx, person, scene, "edited-open")


def _reworded(form: Form, sheet: Sheet, saying: Saying, given: Given) -> Draft:
    """The draft with the new version, read as the first one was; BadAnswer where it cannot be."""
    draft, step = sheet.draft, form.step(saying.step)
    if saying.step == CAPTIONS:
        if len(given.text) > MAX_WORDS:
            raise BadAnswer("answer-too-long", limit=MAX_WORDS, length=len(given.text))
        return material.with_caption(draft, given)
    if step is None:
        raise BadAnswer("answer-stale")
    changed = draft.reworded(step.name, step.parse(given, sheet))
    if str(given.message_id) in draft.answers.get("_captions", {}):  # it has a file as well
        changed = material.with_caption(changed, given, is_target=True)
    return material.answered(changed, step.name, given)


def _of_report(
    tx: Tx, person: Person, scene: Scene, saying: Saying, report_id: int, given: Given
) -> Edited | None:
    """A new version beside the first, and the office is told; a contact is put right in silence."""
    if reporter_links.reporter(tx, report_id) != person.who:  # staff entered it, or it was unlinked
        note = "edited-sent" if person.is_staff else "edited-unknown"
        return _edited(tx, person, scene, note)
    report = reporting.may_add(tx, person, scene, report_id)
    differs = said.differs(tx, saying, given.text)
    if saying.step in {"name", "contact"}:
        return _of_contact(tx, person, scene, report, saying, given) if differs else None
    if len(given.text) > MAX_WORDS:
        raise BadAnswer("answer-too-long", limit=MAX_WORDS, length=len(given.text))
    if _more_files(tx, person, scene, report, saying, given):
        differs = True
    if not differs:
        return None
    reporting.count_addition(tx, person, scene)
    case = cases.get(tx, report.case_id)
    row = messages.add(
        tx,
        messages.Message(
            case_id=case.id,
            report_id=report.id,
            kind="edit",
            author=journal.reporter(report.id),
            text=given.text,
            written_at=scene.now,
            version_of=saying.message_row,
        ),
    )
    if saying.message_row is None:  # of the report itself, not of what was added to it
        filing.more_links(tx, report, case, material.links_in(given))
    said.reword(tx, person.who, given.message_id, given.text)
    reporting.write_down(tx, report, scene, case, "edit", case.status)
    telling.staff(tx, scene, case, "reporter_edited", event=f"edit{row}")
    return _edited(tx, person, scene, "edited-filed")


def _more_files(
    tx: Tx, person: Person, scene: Scene, report: Report, saying: Saying, given: Given
) -> bool:
    """A file put in another's place is kept with it: the first one stays."""
    if not given.files:
        return False
    filed = Draft(id=saying.draft_id, who=person.who, form="addition", report_id=report.id)
    if not attachments.more(tx, person, scene, asking.sheet(tx, scene, filed), given):
        return False
    evidence.attach(tx, saying.draft_id, report.id, report.case_id)
    return True


def _of_contact(
    tx: Tx, person: Person, scene: Scene, report: Report, saying: Saying, given: Given
) -> Edited:
    """A name or a number put right stays sealed: staff see no version of it."""
    if saying.step == "name":
        values = {"name": parse_name(given.text)}
    else:
        draft = Draft(id=saying.draft_id, who=person.who, form="report")
        values = parse_contact(given, Sheet(draft=draft, profile=scene.profile))
    reporting.count_addition(tx, person, scene)
    reporter_links.correct_contact(tx, report.id, **values)
    said.reword(tx, person.who, given.message_id, given.text)
    case = cases.get(tx, report.case_id)
    reporting.write_down(tx, report, scene, case, "edit_contact", case.status)
    return _edited(tx, person, scene, "edited-contact")
