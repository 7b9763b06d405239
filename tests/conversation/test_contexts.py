"""What a draft of each form carries: every form names it, and that of release 0.1 is read."""

import ast
import json
from pathlib import Path

import pytest
from msgspec.structs import fields, replace

from conversation import contexts
from conversation.contexts import (
    AppealContext,
    BroadcastContext,
    CaseActionContext,
    CategoryEditContext,
    ContactRequestContext,
    DecisionContext,
    EntryContext,
    HeldContext,
    HeldReport,
    LeftCase,
    Marks,
    PauseAppealContext,
    PledgeContext,
    Presets,
    RemovalContext,
    ReportContext,
    RuleEditContext,
    SearchContext,
    SeveralContext,
    SuggestionAnswerContext,
    TemplateContext,
    TickedCase,
    UnitContext,
    UnitEditContext,
    WaitingDecision,
)
from conversation.forms.case_actions import CASE_FORMS
from conversation.forms.report import REPORT
from domain.draft import Carried, Draft, FormContext
from domain.removals.removal import Answer
from tests.support.forms import FORMS

STORED = [
    (
        ReportContext(unit="voc", waiting=("7",), marks=Marks(of="f", are=(("link", "m"),))),
        {
            "_unit": "voc",
            "_waiting": ["7"],
            "_marks": {"of": "f", "are": [["link", "m"]]},
        },
    ),
    (
        HeldContext(
            asked=(HeldReport(id=7, tail="VZ75"),),
            open=(HeldReport(id=8, tail="2XTA"),),
            question="When?",
        ),
        {
            "_asked": [{"id": 7, "tail": "VZ75"}],
            "_open": [{"id": 8, "tail": "2XTA"}],
            "_question": "When?",
        },
    ),
    (
        UnitEditContext(unit="voc", field="phone", was={"code": "voc"}),
        {"_unit": "voc", "_field": "phone", "_was": {"code": "voc"}},
    ),
    (TemplateContext(unit="voc", template=3), {"_unit": "voc", "_template": 3}),
    (CaseActionContext(status="accepted"), {"_status": "accepted"}),
    (EntryContext(wanted="bounce"), {"_for": "bounce"}),
    (ContactRequestContext(request=3), {"_request": 3}),
    (AppealContext(said="not so"), {"_said": "not so"}),
    (PauseAppealContext(sanction=3), {"_sanction": 3}),
    (SearchContext(search=3), {"_search": 3}),
    (SuggestionAnswerContext(suggestion=3), {"_suggestion": 3}),
    (
        PledgeContext(unit="voc", was={"signed_by": "Li"}),
        {"_pledge": "voc", "_was": {"signed_by": "Li"}},
    ),
    (BroadcastContext(broadcast=3, version=2), {"_broadcast": 3, "_seen": 2}),
    (
        CategoryEditContext(category="fraud", field="names", was={"code": "fraud"}),
        {"_category": "fraud", "_field": "names", "_was": {"code": "fraud"}},
    ),
    (
        RuleEditContext(rule="criminal-266", field="names"),
        {"_rule": "criminal-266", "_field": "names"},
    ),
    (
        DecisionContext(
            status="accepted",
            offered={"void": Presets(feedback="gone", words={"en": "gone"})},
            earlier="2611-0001",
        ),
        {
            "_status": "accepted",
            "_offered": {"void": {"feedback": "gone", "words": {"en": "gone"}}},
            "_earlier": "2611-0001",
        },
    ),
    (RemovalContext(removal=3, version=2), {"_removal": 3, "_version": 2}),
    (
        RemovalContext(removal=3, version=2, answer=Answer.PARTLY),
        {"_removal": 3, "_version": 2, "_answer": "partly"},
    ),
    (
        SeveralContext(
            cases=(TickedCase(id=7, number="2611-0001", seen=3, category="fraud"),),
            left=(LeftCase(id=8, number="2611-0002", key="case-moved-on"),),
            which="mine",
            waiting=(WaitingDecision(result="void", numbers=("2611-0001",)),),
        ),
        {
            "_cases": [
                {
                    "id": 7,
                    "number": "2611-0001",
                    "seen": 3,
                    "category": "fraud",
                    "subcategory": "",
                    "languages": [],
                    "wrote_in": {},
                }
            ],
            "_left": [{"id": 8, "number": "2611-0002", "key": "case-moved-on"}],
            "_which": "mine",
            "_waiting": [
                {
                    "result": "void",
                    "rule": "",
                    "facts": "",
                    "feedback": "",
                    "words": [],
                    "said": [],
                    "refusal": False,
                    "measure": "",
                    "days": None,
                    "seen_gone": "",
                    "numbers": ["2611-0001"],
                    "earlier": [],
                }
            ],
        },
    ),
]


@pytest.mark.parametrize(("context", "stored"), STORED)
def test_a_context_is_read_from_what_was_stored_and_stored_as_that(context, stored):
    draft = Draft(id="d", who="w", form="any")
    assert type(context).of(draft.with_document({**stored, "_pieces": []})) == context
    assert json.loads(json.dumps(draft.opened_by(context).to_document())) == {
        **stored,
        "_pieces": [],
    }


NEW = (
    AppealContext,
    CategoryEditContext,
    RuleEditContext,
    DecisionContext,
    RemovalContext,
    SeveralContext,
)
"""Contexts that release 0.1 does not have."""


@pytest.mark.parametrize(
    ("context", "stored"), [each for each in STORED if not isinstance(each[0], NEW)]
)
def test_a_context_that_release_0_1_stored_is_read(context, stored):
    """All but what waited for a decision of its sender: it is a piece of the open report now."""
    draft = Draft(id="d", who="w", form="any").with_document(stored)
    if isinstance(context, ReportContext):
        context = replace(context, waiting=())
    assert type(context).of(draft) == context


def test_every_kind_is_tried_and_named_by_a_form():
    kinds = {
        each
        for each in vars(contexts).values()
        if isinstance(each, type) and issubclass(each, FormContext) and each is not FormContext
    }
    assert {type(context) for context, _ in STORED} == kinds - {UnitContext}
    assert {form.context for form in FORMS.values()} - {FormContext} == kinds - {UnitContext}


def test_every_form_about_a_case_carries_the_state_that_the_case_was_in():
    assert all(issubclass(form.context, CaseActionContext) for form in CASE_FORMS)


def test_what_a_form_is_opened_with_and_what_any_draft_carries_have_no_name_in_common():
    own = {field.encode_name for form in FORMS.values() for field in fields(form.context)}
    assert not own & set(Carried.__struct_fields__)


def test_no_question_has_a_name_by_which_something_else_is_stored():
    assert not [s.name for form in FORMS.values() for s in form.steps if s.name.startswith("_")]


PRODUCT = ("bot", "handlers", "usecases", "conversation", "storage")


def test_what_a_draft_carries_is_read_by_attribute_everywhere():
    """No stored name is written down outside the one place that reads and writes them."""
    names = {name for _, stored in STORED for name in stored}
    names |= {f"_{name}" for name in Carried.__struct_fields__}
    keys = [
        (str(path), node.lineno, key.value)
        for folder in PRODUCT
        for path in Path(folder).rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for key in _keys(node)
        if key.value in names
    ]
    assert not keys


def _keys(node):
    """The constants by which something is looked up, built or asked for."""
    match node:
        case ast.Subscript(slice=ast.Constant() as key):
            return [key]
        case ast.Call(args=[ast.Constant() as key, *_]):
            return [key]
        case ast.Dict(keys=keys):
            return [key for key in keys if isinstance(key, ast.Constant)]
        case ast.Compare(left=ast.Constant() as key):
            return [key]
    return []


ENGINE = (
    *sorted(Path("usecases/dialogs").glob("*.py")),
    Path("conversation/engine.py"),
    Path("conversation/material.py"),
    Path("handlers/dialogs/handlers.py"),
    Path("handlers/dialogs/question_screen.py"),
)


@pytest.mark.parametrize("path", ENGINE, ids=str)
def test_what_runs_any_form_names_no_form_and_no_question_of_the_report_or_of_the_staff(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert not said & {"report", "entered", "rule", *(step.name for step in REPORT.steps)}
    features = [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("conversation.forms")
    ]
    assert not features
