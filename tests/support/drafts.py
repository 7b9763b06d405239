"""Drafts of reports as they are after some messages."""

from conversation.form import Given, Sheet
from conversation.forms.report import parse_target
from domain.draft import Draft
from tests.support.life import sent


def a_draft(text="", *, origin=None, form="report", **answers):
    """One whose first answer is this text, if any, with further answers."""
    draft = Draft(id="d", who="lin", form=form, answers=answers)
    if not text:
        return draft
    target = parse_target(sent(Given(text=text, origin=origin)), Sheet(draft=draft, profile=None))
    return draft.with_answer("link", target)
