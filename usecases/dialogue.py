"""Every question and answer, whoever gives it: the forms are data, this walks them on rows."""

from collections.abc import Callable, Mapping

from conversation import engine, material
from conversation.broadcasting import BROADCAST
from conversation.forms import FORMS
from conversation.pledging import PLEDGE
from conversation.report import FORMER_SWITCHES, HANGS_ON, REVIEW_SWITCHES, locates, ticked
from conversation.searching import KEEP
from conversation.step import Given, Sheet
from conversation.suggesting import SUGGESTION
from domain.draft import Draft
from domain.errors import BadAnswer, NotAllowed
from domain.people import Person, Verb
from storage import cases, drafts, reporter_links, reports, said
from storage.db import Tx
from usecases import (
    asking,
    attachments,
    beginning,
    broadcasting,
    casework,
    entering,
    filing,
    identities,
    joining,
    likening,
    misuse,
    network,
    opening,
    pledging,
    reporting,
    searching,
    suggesting,
    templating,
)
from usecases.scene import Scene
from usecases.turns import Asked, Filed, Idle, Turn

REVIEWED = material.REPORTS
"""The forms that end in a review with its ticks."""

Finisher = Callable[[Tx, Person, Scene, Draft], Turn]
_FINISHERS: Mapping[str, Finisher] = {
    "report": filing.file,
    "addition": reporting.add,
    "answer": reporting.answer,
    "appeal": reporting.appeal,
    "withdrawal": reporting.withdraw,
    "pause_appeal": misuse.appeal,
    Verb.ANSWER_IDENTITY: identities.refuse,
    "entered": entering.file,
    "entry": entering.found,
    KEEP.name: searching.keep,
    "unit": network.finish,
    Verb.TEMPLATES: templating.save,
    SUGGESTION.name: suggesting.file,
    Verb.ANSWER_SUGGESTION: suggesting.answer,
    BROADCAST.name: broadcasting.save,
    PLEDGE.name: pledging.save,
}
Checker = Callable[[Tx, Person, Scene, Draft], None]
_CHECKS: Mapping[str, Checker] = {Verb.JOIN: joining.check_draft}
"""What of an answer only the rows can tell, asked as soon as it is given."""
_REPORTER_VERBS: Mapping[str, Verb] = {
    "answer": Verb.ANSWER,
    "appeal": Verb.APPEAL,
    "withdrawal": Verb.WITHDRAW,
}


def start(
    tx: Tx,
    person: Person,
    scene: Scene,
    *,
    fresh: bool = False,
    unit: str | None = None,
    category: str | None = None,
    given: Given | None = None,
) -> Turn:
    """/report: the first question, or an offer to go on where an unfinished report is there.

    `given` is what was written behind the command: the first material of the report.
    """
    sent = beginning.read(given or Given(), scene)
    old = None if fresh else beginning.unfinished(tx, person)
    if old is not None:
        return beginning.offer(tx, person, scene, old, sent)
    begun = beginning.begin(tx, person, scene, sent, fresh=fresh, unit=unit, category=category)
    note = begun.note or _remark(begun.before, begun.draft)
    return _go_on(tx, scene, begun.draft, note=note)


def begin_on_case(
    tx: Tx, person: Person, scene: Scene, case_id: int, verb: Verb, *, seen: int
) -> Asked:
    """Open the form that a move of a case needs, where this person may make that move now."""
    case = casework.allow(tx, person, scene, case_id, verb, seen=seen)
    return opening.begin(tx, person, scene, verb, case_id=case.id, answers={"_status": case.status})


def begin_join(tx: Tx, person: Person, scene: Scene, case_id: int, to: int, *, seen: int) -> Asked:
    """The same for joining a case that was suggested: what is left to ask is whether it is so."""
    case = casework.allow(tx, person, scene, case_id, Verb.JOIN, seen=seen)
    target = joining.may_join(tx, person, scene, case, cases.get(tx, to).number)
    answers = {"_status": case.status, "case": target.number}
    return opening.begin(tx, person, scene, Verb.JOIN, case_id=case.id, answers=answers)


def begin_on_report(tx: Tx, person: Person, scene: Scene, report_id: int, form: str) -> Asked:
    """Open a reporter's form on a report of their own: an addition, answer, appeal, withdrawal."""
    verb = _REPORTER_VERBS.get(form)
    if form == "addition":
        report = reporting.may_add(tx, person, scene, report_id)
    elif verb is None:
        raise BadAnswer("answer-stale")
    else:
        report = reporting.may_begin(tx, person, scene, report_id, verb)
    return opening.begin(tx, person, scene, form, report_id=report.id)


def begin_on_pause(tx: Tx, person: Person, scene: Scene, sanction_id: int) -> Asked:
    """Open the form in which a reporter asks for another look at a pause."""
    sanction = misuse.may_appeal(tx, person, scene, sanction_id)
    return opening.begin(tx, person, scene, "pause_appeal", answers={"_sanction": sanction.id})


def begin_refusal(tx: Tx, person: Person, scene: Scene, request_id: int) -> Asked:
    """Open the form in which a custodian says why a contact stays closed."""
    request = identities.may_answer(tx, person, scene, request_id)
    return opening.begin(tx, person, scene, Verb.ANSWER_IDENTITY, answers={"_request": request.id})


def give_up(tx: Tx, person: Person, scene: Scene, draft_id: str | None = None) -> Turn:
    """Drop a form whose case has moved on meanwhile, and show the case as it now stands.

    The form is the one named, else the one last touched; a form about no case stays open.
    """
    draft = _named(tx, person, draft_id)
    if draft is None or draft.case_id is None or not opening.is_theirs(tx, person, scene, draft):
        return refused(tx, person, scene)
    opening.forget(tx, draft)
    return casework.card(tx, person, scene, draft.case_id)


def resume(tx: Tx, person: Person, scene: Scene, *, note: str = "dialogue-continue") -> Turn:
    """The question that is open for somebody, asked again."""
    draft = _active(tx, person, scene)
    if draft is None:
        return Idle()
    return _go_on(tx, scene, draft, note=note)


def answer(tx: Tx, person: Person, scene: Scene, given: Given) -> Turn:
    """Take whatever somebody gave as the answer to the question open for them, and go on."""
    draft = _meant(tx, person, scene, given)
    if draft is None:
        if given.draft is not None:
            return _filed_before(tx, person, scene, given)
        if not locates(given):
            return Idle()
        draft = opening.new(person, scene, "report")
    if given.files and not attachments.is_answer(tx, scene, draft):
        draft, done = attachments.keep(tx, person, scene, draft, given)
        if done is not None:
            return done
    form = FORMS[draft.form]
    before = asking.sheet(tx, scene, draft)
    step = engine.current(form, before)
    draft = engine.take(form, before, given)
    draft = draft if step is None else material.answered(draft, step.name, given)
    if (check := _CHECKS.get(draft.form)) is not None:
        check(tx, person, scene, draft)
    if given.message_id and step is not None:
        said.keep(
            tx,
            person.who,
            given.message_id,
            draft_id=draft.id,
            step=step.name,
            text=given.text,
            now=scene.now,
        )
    note = attachments.settle(tx, scene, draft)
    sheet = asking.sheet(tx, scene, draft)
    if engine.current(form, sheet) is not None:
        return _go_on(tx, scene, draft, note=note or _remark(before, draft))
    finish = _FINISHERS.get(draft.form, casework.finish)
    turn = finish(tx, person, scene, engine.whole(form, sheet))
    drafts.drop(tx, draft.id)
    return turn


def back(tx: Tx, person: Person, scene: Scene, given: Given) -> Turn:
    """Ask the question before again; what was answered after it stays."""
    draft = _open(tx, person, scene, given)
    form = FORMS[draft.form]
    sheet = asking.sheet(tx, scene, draft)
    return _go_on(tx, scene, material.asked_again(draft, engine.back(form, sheet)))


def edit(tx: Tx, person: Person, scene: Scene, given: Given, step: str) -> Turn:
    """Ask one question of a finished form again."""
    draft = _open(tx, person, scene, given)
    along = HANGS_ON.get(step, ())
    changed = engine.edit(FORMS[draft.form], asking.sheet(tx, scene, draft), step, along=along)
    return _go_on(tx, scene, material.asked_again(draft, changed))


def tick(tx: Tx, person: Person, scene: Scene, given: Given, switch: str) -> Turn:
    """Turn one of the review's ticks on or off."""
    draft = _open(tx, person, scene, given)
    sheet = asking.sheet(tx, scene, draft)
    if switch in FORMER_SWITCHES:
        return asking.ask(tx, scene, draft, note="report-tick-gone")
    if switch not in REVIEW_SWITCHES or draft.form not in REVIEWED:
        raise BadAnswer("answer-stale")
    ticks = dict(draft.answers.get("_ticks") or {})
    ticks[switch] = not ticked(sheet, switch)
    draft = draft.with_answer("_ticks", ticks)
    note = "report-danger-now" if switch == "danger" and ticks[switch] else ""
    drafts.save(tx, draft, scene.now)
    return asking.ask(tx, scene, draft, note=note, number=scene.profile.emergency)


def _go_on(tx: Tx, scene: Scene, draft: Draft, *, note: str = "") -> Asked:
    """Keep a draft and ask what is open in it; what a report is like is made for its review."""
    step = engine.current(FORMS[draft.form], asking.sheet(tx, scene, draft))
    if draft.form == "report" and step is not None and step.name == "review":
        draft = likening.marked(tx, draft)
    draft = draft.without(beginning.WAITING)
    drafts.save(tx, draft, scene.now)
    return asking.ask(tx, scene, draft, note=note)


def cancel(tx: Tx, person: Person, scene: Scene, draft_id: str | None = None) -> Turn:
    """Really end a form, the one named or the one last touched: answers and files are gone.

    A form about a case leads back to its card.
    """
    draft = _named(tx, person, draft_id)
    if draft is None:
        return Idle(note="cancel-nothing")
    opening.forget(tx, draft)
    if not opening.is_theirs(tx, person, scene, draft):
        return Idle(note="cancel-done")
    if draft.case_id is not None:
        return casework.card(tx, person, scene, draft.case_id)
    if draft.answers.get("_unit") and person.admin:
        return network.look(tx, person, scene, draft.answers["_unit"])
    if draft.answers.get("_pledge") and person.admin:
        return pledging.keep(tx, person, scene, draft.answers["_pledge"])
    return Idle(note="cancel-done")


def _meant(tx: Tx, person: Person, scene: Scene, given: Given) -> Draft | None:
    """The draft that a press belongs to, or, for words and files, the one last touched.

    Refuses where it is about a case that they may not read any more.
    """
    draft = _named(tx, person, given.draft)
    if draft is not None and not opening.is_theirs(tx, person, scene, draft):
        raise NotAllowed("refusal-not-allowed")
    return draft


def _named(tx: Tx, person: Person, draft_id: str | None) -> Draft | None:
    if draft_id is None:
        return drafts.active(tx, person.who)
    draft = drafts.get(tx, draft_id)
    return draft if draft is not None and draft.who == person.who else None


def _active(tx: Tx, person: Person, scene: Scene) -> Draft | None:
    """The one last touched; what is about a case that they may read no more is dropped."""
    while (draft := drafts.active(tx, person.who)) is not None:
        if opening.is_theirs(tx, person, scene, draft):
            break
        opening.forget(tx, draft)
    return draft


def _open(tx: Tx, person: Person, scene: Scene, given: Given) -> Draft:
    draft = _meant(tx, person, scene, given)
    if draft is None:
        raise BadAnswer("answer-nothing-asked")
    return draft


def _filed_before(tx: Tx, person: Person, scene: Scene, given: Given) -> Turn:
    """A second press on "Submit": the same report, the same code; nothing is filed twice."""
    entered = entering.entered_before(tx, person, scene, given.draft or "")
    if entered is not None:
        return entered
    if (suggested := suggesting.filed_before(tx, person, given.draft or "")) is not None:
        return suggested
    report = reports.by_uid(tx, given.draft or "")
    if report is None or reporter_links.reporter(tx, report.id) != person.who:
        raise BadAnswer("answer-nothing-asked")
    return Filed(report=report, code=reports.code_of(tx, report.id), again=True)


def _remark(before: Sheet, draft: Draft) -> str:
    """A word on what was just taken, where silence would leave a doubt."""
    target = draft.answers.get("link")
    if before.draft.answers.get("link") is None and target and draft.form in REVIEWED:
        if not target["links"] and target["origin"] is None:
            return "report-link-as-text"
        if len(target["links"]) > 1:
            return "report-link-several"
    return ""


def refused(tx: Tx, person: Person, scene: Scene) -> Turn:
    """After a refusal: the question as it still stands, so that nothing looks lost."""
    draft = _active(tx, person, scene)
    return Idle() if draft is None else asking.ask(tx, scene, draft)
