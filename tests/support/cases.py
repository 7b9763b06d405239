"""Cards and their parts, made by hand: what the screens of staff are tested with."""

from typing import Any

from msgspec.structs import replace

from domain.case import Case, Decision, barred
from domain.network.people import Person, Role, Verb
from domain.report import Evidence, EvidenceState, IdentityMode, Report
from domain.status import Status, moves_for
from tests.support.life import NOON
from usecases.core.views import Card, Message, ReportView, Target

HOUR = 3600
ME = Person(who="me" * 16, locale="en", name="Chen")


def a_case(**changes: Any) -> Case:
    """An ordinary case, not yet touched."""
    case = Case(
        id=7,
        number="2611-0042",
        status=Status.SUBMITTED,
        category="fraud",
        subcategory="phishing",
        unit="changsha",
        region="hengyang",
        host="example.org",
        version=3,
        opened_at=NOON - 3 * HOUR,
        due_at=NOON + 24 * HOUR,
    )
    return replace(case, **changes)


def a_target(**changes: Any) -> Target:
    """A link to a shop."""
    url = "https://shop.example.org/buy"
    return replace(Target(raw=url, normalised=url, host="shop.example.org"), **changes)


def a_report(text: str = "they took my money", **changes: Any) -> ReportView:
    """A report of one link; `changes` go to the view or, where it has no such field, the report."""
    report = Report(
        id=5,
        case_id=7,
        tail="2XTA",
        alias="Rimodutu",
        status=Status.SUBMITTED,
        unit="changsha",
        category="fraud",
        locale="en",
        submitted_at=NOON - 3 * HOUR,
        identity_mode=IdentityMode.ANONYMOUS,
    )
    view = ReportView(
        report=report, text=text, targets=(a_target(),), has_contact=False, reachable=True
    )
    for name, value in changes.items():
        if name in ReportView.__slots__:
            view = replace(view, **{name: value})
        else:
            view = replace(view, report=replace(view.report, **{name: value}))
    return view


def a_file(**changes: Any) -> Evidence:
    """A kept photo."""
    file = Evidence(
        id=1,
        kind="photo",
        state=EvidenceState.KEPT,
        received_at=NOON,
        size=300_000,
        mime="image/jpeg",
        sha256="ab" * 32,
    )
    return replace(file, **changes)


def a_message(kind: str = "question", text: str = "which account?", **changes: Any) -> Message:
    """A colleague's question."""
    message = Message(case_id=7, kind=kind, author="wu" * 16, text=text, written_at=NOON)
    return replace(message, **changes)


def a_decision(**changes: Any) -> Decision:
    """A measure, decided by a colleague and not yet confirmed."""
    decision = Decision(
        id=1,
        case_id=7,
        kind="finding",
        result="removed",
        rule="criminal-266",
        facts="a copy of a bank's site",
        feedback="it was removed",
        decided_by="wu" * 16,
        decided_at=NOON,
    )
    return replace(decision, **changes)


def a_card(case: Case | None = None, *, role: Role = Role.MODERATOR, **changes: Any) -> Card:
    """A card with exactly the moves that its case and role allow."""
    case = case or a_case()
    card = Card(
        case=case,
        at=NOON,
        role=role,
        moves=moves_for(case.status, role, barred=barred(case, ME)),
        can_take=case.assignee != ME.who,
        deeds=(Verb.NOTE,),
        reports=(a_report(),),
        evidence=(),
        messages=(),
        decision=None,
        assignee=None,
        is_mine=case.assignee == ME.who,
        names={"wu" * 16: "Wu"},
    )
    return replace(card, **changes)
