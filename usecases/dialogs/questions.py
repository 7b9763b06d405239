"""The sheet of a draft, the question to ask next, and its button that a typed text means."""

from conversation import engine
from conversation.form import NOT_HERE, CaseFacts, FormFacts, Given, Sheet, Step
from domain.core.errors import BadAnswer
from domain.core.scripts import written_by_all
from domain.draft import Draft
from storage.cases import cases
from storage.evidence import evidence_reading
from storage.reporting import reporter_links, reports
from usecases.core.outcomes import Asked, ReadPress
from usecases.core.request import Request


def sheet(req: Request, draft: Draft) -> Sheet:
    """A draft with everything that its questions may use."""
    files = evidence_reading.count(req.tx, draft.id) if draft.carried.files else 0
    about, facts = CaseFacts(), FormFacts()
    if draft.case_id is not None:
        case = cases.get(req.tx, draft.case_id)
        only, warns = _addressee(draft), req.flow(draft.form).form.step("language") is not None
        own_texts = reports.own_texts(req.tx, case.id, only=only) if warns else ()
        about = CaseFacts(
            number=case.number,
            category=case.category,
            subcategory=case.subcategory,
            unit=case.unit,
            host=case.host,
            region=case.region,
            contacts=reporter_links.contacts(req.tx, case.id),
            languages=reports.languages(req.tx, case.id, only=only),
            wrote_in=written_by_all(own_texts),
        )
        facts = req.flow(draft.form).facts(req, draft, case)
    elif draft.report_id is not None and (report := reports.get(req.tx, draft.report_id)):
        about = CaseFacts(category=report.category, subcategory=report.subcategory)
    return Sheet(
        draft=draft, profile=req.profile, at=req.now, files=files, about=about, facts=facts
    )


def _addressee(draft: Draft) -> int | None:
    """The one report whose reporter the message goes to; None for all reporters of the case."""
    whom = str(draft.answers.get("whom") or "")
    return int(whom) if whom.isdecimal() else None


def ask(
    req: Request, draft: Draft, *, note: str = "", heard: bool = False, **params: object
) -> Asked:
    """The open question of a draft, ready to be shown."""
    flow = req.flow(draft.form)
    form = flow.form
    now = sheet(req, draft)
    step = engine.current(form, now)
    assert step is not None  # callers finish a draft without open questions instead
    row = [known for known in form.steps if known.asked_if(now)]
    return Asked(
        form=form,
        step=step,
        sheet=now,
        place=row.index(step) + 1,
        places=len(row),
        note=note or engine.asked_again(step, now),
        heard=heard,
        note_params=dict(params),
        files=evidence_reading.of_draft(req.tx, draft.id) if draft.carried.files else (),
        editing=engine.is_edited(draft),
        offers=flow.offers(req, draft, step),
    )


def as_press(asked: Asked, given: Given, read_press: ReadPress, *, is_read: bool) -> Given:
    """A press, if the typed text means a button of the open question; else the input unchanged.

    The word of a button that is not here stays a text, unless only a button is an answer here and
    the question was there to be read (`is_read`). It stays one, too, while an office waits for an
    answer (`Step.only_pressed`).
    """
    if not given.is_plain_text:
        return given
    only_pressed = asked.step.only_pressed(asked.sheet)
    if only_pressed and not asked.sheet.draft.has_something:
        return given
    press = read_press(asked, given.text)
    if press is None or press.command != NOT_HERE:
        return press or given
    is_read = is_read and not only_pressed
    return press if is_read and _wants_button(asked.sheet, asked.step, given) else given


def _wants_button(sheet: Sheet, step: Step, given: Given) -> bool:
    """Whether a text is no answer to a question, and the draft has more than this text."""
    try:
        step.parse(given, sheet)
    except BadAnswer as why:
        return why.key == "answer-button-wanted" and sheet.draft.has_something
    return False
