"""What a unit is mailed, and every task, has its words in every language."""

import pytest

from domain.notices.kinds import KINDS
from domain.tasks import TaskKind
from locales.catalog import Catalog

WORDS = Catalog()


@pytest.mark.parametrize("locale", WORDS.locales)
def test_every_piece_of_news_by_mail_and_every_task_is_said(locale):
    for key in (
        *(f"mail-{kind}" for kind, each in KINDS.items() if getattr(each, "mailed", False)),
        *(f"task-{task_kind}" for task_kind in TaskKind),
    ):
        assert WORDS.has(locale, key), key
