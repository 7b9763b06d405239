"""Every verb that is written to the journal can be read in words, in each language."""

import re
from pathlib import Path

import pytest

from domain.broadcast import Act
from domain.network.people import Verb
from locales.catalog import Catalog

ROOT = Path(__file__).parents[2]
WORDS = Catalog()
WRITTEN = (
    re.compile(r'(?:note|_noted)\(\s*req[\w.()]*,\s*"(\w+)"'),
    re.compile(r'verb=(?:[^,\n"]* else )?"(\w+)"'),
    re.compile(r'^(?:NAMED|JOIN|REVOKE|APPOINT|LOOK|RECOUNT) = "(\w+)"', re.MULTILINE),
    re.compile(r'^JOIN, REVOKE, APPOINT = "(\w+)", "(\w+)", "(\w+)"', re.MULTILINE),
)


CHANGES = ("add", "change", "retire", "restore")  # domain.categories.subjects.verb


def verbs():
    found = {verb.value for verb in Verb} | {f"broadcast_{act}"[:24] for act in Act}
    found |= {f"{kind}_{what}" for kind in ("category", "rule") for what in CHANGES}
    for folder in ("usecases", "storage/audit"):
        for file in (ROOT / folder).rglob("*.py"):
            text = file.read_text("utf-8")
            for each in WRITTEN:
                found.update(verb for match in each.finditer(text) for verb in match.groups())
    return sorted(found)


def test_the_verbs_of_the_code_are_found():
    assert {"submit", "denied", "export", "look_journal", "named", "unit_check", "recount"} <= set(
        verbs()
    )


@pytest.mark.parametrize("locale", WORDS.locales)
@pytest.mark.parametrize("verb", verbs())
def test_each_has_its_words(verb, locale):
    assert WORDS.has(locale, f"journal-{verb}")
