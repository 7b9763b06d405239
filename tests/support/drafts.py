"""Drafts of reports as they are after some messages."""

from conversation import material
from conversation.form import Given
from domain.draft import Draft
from tests.support.reporting import sent


def a_draft(*texts, origin=None, form="report", **answers):
    """One that these texts were sent for, the first of them with this origin, with answers."""
    draft = Draft(id="d", who="lin", form=form, answers=answers)
    for number, text in enumerate(filter(None, texts), 1):
        given = Given(text=text, origin=origin if number == 1 else None, message_id=number)
        draft = material.keep(draft, sent(given))
    return draft
