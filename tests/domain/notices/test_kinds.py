"""Notices as they are stored: each comes back as it was, and what nobody can read stops nothing."""

import json
from typing import get_origin

import msgspec
import pytest

from domain.case import Said
from domain.misuse import Result
from domain.notices.case_notices import AlarmNotice
from domain.notices.contact_notices import DigestRow, IdentityDigestNotice
from domain.notices.kinds import KINDS
from domain.notices.notice import Unreadable, decoded, encoded, kind_of
from domain.notices.removal_notices import News
from domain.notices.reporter_notices import LateNotice, NewTimeReason, PauseJudgedNotice, ToldNotice
from domain.reported_accounts.measures import AccountMeasure
from domain.tasks import TaskKind
from domain.troubles import Trouble

VALUES = {
    "said": Said.GONE,
    "result": Result.KEEP,
    "chore": TaskKind.MAIL_MISSING,
    "what": Trouble.DISK,
    "news": News.GONE,
    "measure": AccountMeasure.MUTE,
    "cause": NewTimeReason.CALENDAR,
}
ROW = DigestRow(name="Liu", asked=2, granted=1)


def a_value(field):
    """Something that may stand in this field."""
    if field.name in VALUES:
        return VALUES[field.name]
    if get_origin(field.type) is tuple:
        return (ROW,) if field.name == "rows" else ("changsha",)
    return 7 if field.type is int else "words"


def filled(notice):
    """A notice of this type with all that it must have."""
    fields = (each for each in msgspec.structs.fields(notice) if each.required)
    return notice(**{each.name: a_value(each) for each in fields})


@pytest.mark.parametrize("notice", list(KINDS.values()), ids=kind_of)
def test_every_notice_comes_back_as_it_was_stored(notice):
    written = filled(notice)
    assert decoded(KINDS, written.kind, encoded(written)) == written
    assert json.loads(encoded(written))["kind"] == kind_of(notice)


@pytest.mark.parametrize("notice", list(KINDS.values()), ids=kind_of)
def test_every_notice_is_read_as_release_0_1_stored_it(notice):
    """The same fields, without the kind among them, and some that nobody reads any more."""
    written = filled(notice)
    stored = {**json.loads(encoded(written)), "nobody_reads": "this"}
    del stored["kind"]
    assert decoded(KINDS, written.kind, json.dumps(stored).encode()) == written


def test_a_default_need_not_be_stored():
    assert decoded(KINDS, "late", b'{"due_at": 5}') == LateNotice(due_at=5)
    assert decoded(KINDS, "alarm", b"{}") == AlarmNotice()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("gossip", b"{}"),
        ("told", b"{}"),  # its text is missing
        ("told", b'{"text": 5}'),
        ("told", b'{"kind": "closed", "text": "words"}'),
        ("pause_judged", b'{"result": "perhaps", "reason": ""}'),
        ("told", b"not json"),
        ("told", b""),
        ("told", None),
    ],
)
def test_what_cannot_be_read_is_no_error_and_keeps_its_kind(kind, body):
    found = decoded(KINDS, kind, body)
    assert isinstance(found, Unreadable)
    assert found.kind == kind


def test_why_it_cannot_be_read_says_nothing_of_what_is_in_it():
    found = decoded(KINDS, "pause_judged", b'{"result": "a secret", "reason": ""}')
    assert "secret" not in repr(found)


def test_families_are_no_kinds_and_no_kind_is_given_twice():
    assert not any(each.__subclasses__() for each in KINDS.values())
    assert all(kind == kind_of(each) != each.__name__ for kind, each in KINDS.items())
    assert Unreadable not in KINDS.values()
    assert {ToldNotice, PauseJudgedNotice, IdentityDigestNotice} <= set(KINDS.values())
