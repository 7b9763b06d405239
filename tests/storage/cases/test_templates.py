"""Texts kept ready: each unit's own, by what they are for."""

from domain.template import Template, TextKind
from storage.cases import templates

NOW = 1000


def a_text(title, **changes):
    base = {"id": 0, "unit": "changsha", "verb": "ask", "locale": "en", "written_at": NOW}
    return Template(**{**base, "title": title, "body": f"{title}: {{number}}", **changes})


async def keeps(db, title, **changes):
    return await db.run(templates.add, a_text(title, **changes), by="zhou")


async def test_a_text_comes_back_as_it_was_written(db):
    kept = await keeps(db, "Which account")
    assert await db.run(templates.get, kept.id) == kept
    assert (kept.title, kept.body, kept.written_at) == (
        "Which account",
        "Which account: {number}",
        NOW,
    )
    assert await db.run(templates.get, kept.id + 1) is None


async def test_a_text_is_changed_and_dropped(db):
    kept = await keeps(db, "Which account")
    await db.run(templates.change, kept.id, title="t", body="b", by="ma", now=NOW + 9)
    found = await db.run(templates.get, kept.id)
    assert (found.title, found.body, found.written_at, found.verb) == ("t", "b", NOW + 9, "ask")
    await db.run(templates.drop, kept.id)
    assert await db.run(templates.get, kept.id) is None
    assert await db.run(templates.count, "changsha") == 0


async def test_a_units_texts_are_listed_by_what_they_are_for_a_page_at_a_time(db):
    await keeps(db, "c", verb="tell")
    await keeps(db, "b", locale="zh-Hans")
    await keeps(db, "a")
    await keeps(db, "elsewhere", unit="hengyang")
    found = await db.run(templates.of_unit, "changsha", start=0, size=9)
    assert [each.title for each in found] == ["a", "b", "c"]
    found = await db.run(templates.of_unit, "changsha", start=1, size=1)
    assert [each.title for each in found] == ["b"]
    assert await db.run(templates.count, "changsha") == 3


async def test_only_what_these_units_keep_for_this_verb_is_usable(db):
    for title, unit, verb in (
        ("here", "changsha", "ask"),
        ("above", "hunan", "ask"),
        ("elsewhere", "hengyang", "ask"),
        ("for another verb", "changsha", "tell"),
    ):
        await keeps(db, title, unit=unit, verb=verb)
    found = await db.run(templates.usable, ("changsha", "hunan"), "ask")
    assert [each.title for each in found] == ["here", "above"]


MACRO = {"kind": TextKind.MACRO, "verb": "decide", "result": "void", "rule": "r1", "facts": "gone"}
OWN = {"kind": TextKind.WORDS, "verb": "refuse", "result": "misuse"}


async def test_a_macro_comes_back_with_its_decision_and_is_offered_at_no_question(db):
    kept = await keeps(db, "b", **MACRO)
    await keeps(db, "a", unit="hunan", **MACRO)
    await keeps(db, "c", unit="hengyang", **MACRO)
    await keeps(db, "plain", verb="decide")
    assert await db.run(templates.get, kept.id) == kept
    assert (kept.kind, kept.result, kept.rule, kept.facts) == (TextKind.MACRO, "void", "r1", "gone")
    found = await db.run(templates.macros, ("changsha", "hunan"))
    assert [each.title for each in found] == ["a", "b"]
    found = await db.run(templates.usable, ("changsha", "hunan"), "decide")
    assert [each.title for each in found] == ["plain"]
    found = await db.run(templates.of_unit, "changsha", start=0, size=9)
    assert [each.title for each in found] == ["b", "plain"]
    await db.run(templates.change, kept.id, title="b", body="x", facts="y", by="ma", now=NOW)
    changed = await db.run(templates.get, kept.id)
    assert (changed.body, changed.facts, changed.rule) == ("x", "y", "r1")


async def test_what_replaces_a_shipped_text_is_found_by_its_result_and_listed_nowhere_else(db):
    await keeps(db, "words", **OWN)
    await keeps(db, "facts", **{**OWN, "kind": TextKind.FACTS, "result": "void"})
    await keeps(db, "above", unit="hunan", **OWN)
    await keeps(db, "elsewhere", unit="hengyang", **OWN)
    await keeps(db, "macro", **MACRO)
    line = ("changsha", "hunan")
    found = await db.run(templates.of_results, line, ("misuse",))
    assert [each.title for each in found] == ["words", "above"]
    found = await db.run(templates.of_results, line)
    assert [each.title for each in found] == ["words", "facts", "above"]
    found = await db.run(templates.of_unit, "changsha", start=0, size=9)
    assert [each.title for each in found] == ["macro"]
    assert await db.run(templates.usable, line, "refuse") == ()
