"""A letter as XARF 4: valid by the published schema, whatever the address and the finding."""

import json
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from conversation.parsing.urls import normal_form
from domain.network.units import Level, Unit
from domain.removals import xarf, xarf_types
from domain.removals.letter import Letter
from domain.removals.removal import Ask
from domain.removals.xarf_types import TYPES, XarfType
from tests.support.xarf import faults, schema_of

ASKED, DUE = 1_796_000_000, 1_796_172_800
SENDER = "office@reports.example.org"
OFFICE = Unit(
    code="hunan",
    level=Level.PROVINCE,
    names={"zh-Hans": "湖南省互联网违法和不良信息举报中心", "en": "Hunan Reporting Centre"},
    phone="0731-82688060",
    email="hunanfuwu168@163.com",
)
LETTER = Letter(
    number="2611-0042/1",
    why="asked",
    unit=OFFICE,
    to={"zh-Hans": "视频网", "en": "Video"},
    language="en",
    what=Ask.SUSPEND,
    days=7,
    addresses=("https://shop.example.com/prize?id=1", "https://203.0.113.9/"),
    marks=("7f2c0a4e-8f0b-4c53-9c1d-2a51e0d44d10", "0d1de2a8-55a0-4a45-8f1c-9f52a7a0c0d2"),
    rule="public_security-58",
    facts="Promises a prize and asks for a deposit first.",
    asked_at=ASKED,
    due_at=DUE,
    category="fraud",
    subcategory="shopping",
    xarf=XarfType(type="fraud", fields={"fraud_type": "shopping"}),
)


def test_each_address_is_a_valid_document_of_its_own():
    found = xarf.documents(LETTER, SENDER)
    assert [faults(document) for document in found] == [[], []]
    assert [document["url"] for document in found] == list(LETTER.addresses)
    assert [document["report_id"] for document in found] == list(LETTER.marks)
    first, second = found
    assert first["domain"] == "shop.example.com"
    assert "domain" not in second  # an IP address is none
    assert second["source_identifier"] == "203.0.113.9"
    assert first["type"] == "fraud"
    assert first["fraud_type"] == "shopping"
    assert first["reporter"] == {
        "org": "Hunan Reporting Centre",
        "contact": "hunanfuwu168@163.com",
        "domain": "163.com",
    }
    assert first["sender"]["contact"] == SENDER
    assert first["description"] == LETTER.facts
    assert first["request"] == {
        "number": "2611-0042/1",
        "measure": "suspend",
        "days": 7,
        "answer_by": "2026-12-02T00:53:20+00:00",
        "rule": "public_security-58",
    }


def test_the_schema_refuses_what_it_should():
    document = dict(xarf.documents(LETTER, SENDER)[0])
    assert faults({**document, "type": "rumour"})
    assert faults({**document, "fraud_type": "rumour"})
    assert faults({**document, "url": "no address"})
    assert faults({**document, "report_id": "1"})
    assert faults({**document, "timestamp": "today"})
    assert faults({name: document[name] for name in document if name != "reporter"})


def test_every_type_of_the_shipped_profile_is_valid(profile):
    for code, kind in profile.xarf_types.items():
        letter = replace(LETTER, category=code, xarf=kind)
        assert faults(xarf.documents(letter, SENDER)[0]) == [], code


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_the_fields_of_a_type_are_those_of_the_published_schema(kind):
    schema = schema_of(kind)
    assert set(TYPES[kind]) == set(schema.get("required", ()))
    for name, values in TYPES[kind].items():
        field = schema["properties"][name]
        assert values <= set(field.get("enum") or field["items"]["enum"])
        assert (name in xarf_types.LISTS) == (field.get("type") == "array")


@pytest.mark.parametrize("ask", list(Ask))
def test_every_measure_is_valid(ask):
    assert faults(xarf.documents(replace(LETTER, what=ask), SENDER)[0]) == []


def test_what_xarf_has_no_type_for_has_no_document():
    assert xarf.documents(replace(LETTER, category="rumour", xarf=None), SENDER) == ()


def test_a_settled_request_has_none():
    assert xarf.documents(replace(LETTER, why="settled"), SENDER) == ()


def test_an_office_whose_address_is_masked_is_reached_where_the_letter_came_from():
    masked = replace(OFFICE, email="hun***@163.com", email_masked=True)
    [found, _] = xarf.documents(replace(LETTER, unit=masked), SENDER)
    assert found["reporter"]["contact"] == SENDER
    assert "hun***" not in json.dumps(found)


@given(
    st.text(max_size=80), st.sampled_from(["a.example", "xn--fiqs8s.cn", "a_b.example", "[::1]"])
)
@example('/%zz|{}[]^`"<>?a=[1]|#!/x#y\\é', "例子.cn")
@example("?q=%E4%B8%AD%", "user:pass@evil.example")
def test_whatever_a_browser_would_open_is_valid(rest, host):
    address = normal_form(f"https://{host}/{rest}")
    if address is None:
        return
    letter = replace(LETTER, addresses=(address,), marks=LETTER.marks[:1])
    assert faults(xarf.documents(letter, SENDER)[0]) == []


@given(
    facts=st.text(max_size=3000),
    category=st.text(max_size=40),
    mark=st.uuids(version=4),
)
def test_whatever_the_finding_and_the_category_it_is_valid(facts, category, mark):
    letter = replace(LETTER, facts=facts, category=category, marks=(str(mark),) * 2)
    [found, _] = xarf.documents(letter, SENDER)
    assert faults(found) == []
    assert UUID(found["report_id"]) == mark
