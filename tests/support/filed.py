"""Reports and questions as their reporters see them, made by hand for tests of screens."""

from typing import Any

from msgspec.structs import replace

from conversation.form import CaseFacts, Sheet
from domain.draft import Draft
from domain.network.people import Verb
from domain.profile import Profile
from domain.report import Report
from domain.status import Status
from tests.support.forms import FORMS
from tests.support.life import NOON
from usecases.core.outcomes import Asked
from usecases.reporting import standing
from usecases.reporting.standing import Standing

DAY = 24 * 3600
LINK = {
    "raw": "https://shop.example.org/buy",
    "normalised": "https://shop.example.org/buy",
    "host": "shop.example.org",
    "site": "example.org",
    "disguised": False,
}
PIECES = [
    {"key": "1", "text": LINK["raw"], "links": [LINK]},
    {"key": "2", "text": "they took my money"},
]
ANSWERS: dict[str, Any] = {
    "channel": "phone",
    "material": True,
    "category": "fraud",
    "subcategory": "phishing",
    "words": None,
    "evidence": None,
    "region": "changsha",
    "identity": "real_name",
    "name": "Lin Xiaoyu",
    "contact": {"phone": "+8613800138000"},
}


NEW_UNIT: dict[str, Any] = {
    "code": "hn-news",
    "level": "site",
    "parent": "changsha",
    "names": {"zh-Hans": "新闻网", "en": "News Net"},
    "clock": "close_days",
}
A_PLEDGE: dict[str, Any] = {
    "_pledge": "changsha",
    "signed_on": "2026-03-01",
    "signed_by": "Li Ming",
}


SEVERAL: dict[str, Any] = {
    "_cases": [
        {"id": number, "number": f"2611-000{number}", "seen": 1, "category": "fraud"}
        for number in (1, 2)
    ],
    "_left": [{"id": 3, "number": "2611-0003", "key": "case-moved-on"}],
    "_outcomes": ["already_gone", "not_upheld"],
}
BEFORE: dict[str, dict[str, Any]] = {
    "pledge": A_PLEDGE,
    "removal_answer": {"_removal": 1, "_version": 1},
    "pledges": {"units": ["changsha"], "signed_on": "2026-03-01", "source": "The list of March"},
    "same": {
        "_status": "accepted",
        "_earlier": "2611-0001",
        "outcome": "already_gone",
        "rule": None,
        "facts": "a copy of a bank's site",
        "feedback": "It is gone.",
    },
    **{f"several_{verb}": SEVERAL for verb in ("confirm", "same", "refuse", "join", "assign")},
    "several_decide": {
        **SEVERAL,
        "outcome": "account_measure",
        "measure": "mute",
        "length": 3,
        "rule": None,
        "facts": "a copy of a bank's site",
        "feedback": "It is gone.",
    },
}
"""What is known when the last question of a form is asked."""


def an_asked(profile: Profile, form: str, step: str, **changes: Any) -> Asked:
    """A question of a form; of a report with everything before it answered.

    `answers` may hold what a draft carries besides, under the names that it is stored with.
    """
    names = [each.name for each in FORMS[form].steps]
    before = names[: names.index(step)] if form in {"report", "entered"} else []
    is_new_unit = form == "unit" and "_unit" not in changes.get("answers", {})
    answers = dict(NEW_UNIT) if is_new_unit else {name: ANSWERS[name] for name in before}
    about = CaseFacts(category="fraud", subcategory="phishing", number="2611-0042")
    if before:
        answers["_pieces"] = PIECES
    answers |= BEFORE.get(form, {})
    answers |= {"clock": "close_days"} if form == "category" else {}
    answers |= changes.pop("answers", {})
    draft = Draft(id="ab" * 8, who="me", form=form).with_document(answers)
    found = FORMS[form].step(step)
    assert found is not None
    asked = Asked(
        form=FORMS[form],
        step=found,
        sheet=Sheet(draft=draft, profile=profile, about=about),
        place=names.index(step) + 1,
        places=len(names),
    )
    return replace(asked, **changes)


def a_report(**changes: Any) -> Report:
    """An ordinary report, just filed."""
    report = Report(
        id=5,
        case_id=7,
        tail="2XTA",
        alias="Rimodutu",
        status=Status.SUBMITTED,
        unit="changsha",
        category="fraud",
        subcategory="phishing",
        locale="en",
        submitted_at=NOON,
        due_at=NOON + DAY,
    )
    return replace(report, **changes)


def a_standing(report: Report | None = None, **changes: Any) -> Standing:
    """How a report stands, with exactly what its reporter may do."""
    report = report or a_report()
    verbs = (Verb.ANSWER, Verb.APPEAL, Verb.WITHDRAW)
    found = Standing(
        report=report,
        verbs=tuple(verb for verb in verbs if standing.may(report, verb, NOON)),
        can_rate=report.status is Status.CLOSED and report.rating is None,
        can_add=report.status is not Status.WITHDRAWN,
    )
    return replace(found, **changes)
