"""Drafts that release 0.1 stored: documents that it wrote, and what they are in pieces."""

import pytest

from domain.draft import Draft
from domain.material import Piece


def link(host, path="", raw=""):
    """A link as it was stored."""
    raw = raw or f"https://{host}{path}"
    normalised = f"https://{host}{path or '/'}"
    site = "example.org"
    return {
        "raw": raw,
        "normalised": normalised,
        "host": host,
        "site": site,
        "disguised": False,
    }


def target(text, *links, origin=None):
    """The answer to the question where the content is."""
    return {"links": list(links), "origin": origin, "text": text}


SHOP = link("shop.example.org", "/a")
B, C = (link(f"{name}.example.org", raw=f"{name}.example.org") for name in "bc")
MILL = {"kind": "channel", "id": -1001, "title": "Mill", "username": "mill", "message_id": 7}
MILL |= {"date": 1795000000, "signature": ""}
TOLD = "the group 'easy money' in the green app"
KIND = {"category": "fraud", "subcategory": "phishing"}
LATER = {"evidence": None, "region": "changsha", "identity": "anonymous"}

DOCUMENTS = {
    "everything": (
        {
            "link": target("https://shop.example.org/a they robbed me", SHOP),
            **KIND,
            "words": "see b.example.org, it was yesterday",
            "_files": "00c2bb03b97f12fa",
            "_captions": {"5": "the chat, c.example.org"},
            "_links": {"words": [B], "5": [C]},
        },
        (
            Piece(key="link", text="https://shop.example.org/a they robbed me", links=(SHOP,)),
            Piece(key="words", text="see b.example.org, it was yesterday", links=(B,)),
            Piece(key="5", text="the chat, c.example.org", links=(C,)),
        ),
        KIND,
    ),
    "a forwarded post": (
        {"link": target("free money", origin=MILL), "category": "fraud"},
        (Piece(key="link", text="free money", origin=MILL),),
        {"category": "fraud"},
    ),
    "a step back to the link": (
        {"_earlier": "https://shop.example.org/a they robbed me"},
        (Piece(key="link", text="https://shop.example.org/a they robbed me"),),
        {},
    ),
    "a review with nothing told": (
        {
            "link": target(TOLD),
            **KIND,
            "words": None,
            **LATER,
            "_marks": {"of": "073c", "are": []},
            "_ticks": {"good_faith": True},
        },
        (Piece(key="link", text=TOLD),),
        {**KIND, **LATER, "words": None},
    ),
    "words being changed": (
        {"link": target(TOLD), **KIND, **LATER, "_before": {"words": "my own words"}},
        (Piece(key="link", text=TOLD), Piece(key="words", text="my own words")),
        {**KIND, **LATER},
    ),
    "the link being changed": (
        {**KIND, "words": None, **LATER, "_before": {"link": target(SHOP["raw"], SHOP)}},
        (Piece(key="link", text=SHOP["raw"], links=(SHOP,)),),
        {**KIND, **LATER, "words": None},
    ),
    "sent with /report while one was open": (
        {
            **KIND,
            "link": target(SHOP["raw"], SHOP),
            "_waiting": [{"message_id": 12, "text": "another one", "target": target("another")}],
            "_captions": {"12": "another one"},
        },
        (
            Piece(key="link", text=SHOP["raw"], links=(SHOP,)),
            Piece(key="12", text="another one"),
        ),
        KIND,
    ),
    "a picture with words under it": (
        {"_files": "4458", "_captions": {"1": "this app"}},
        (Piece(key="1", text="this app"),),
        {},
    ),
    "the same said twice": (
        {"link": target(TOLD), "words": TOLD, "_captions": {"4": TOLD, "5": "more"}},
        (Piece(key="link", text=TOLD), Piece(key="5", text="more")),
        {},
    ),
    "nothing": ({}, (), {}),
}


def read(document, form="report"):
    return Draft(id="d", who="lin", form=form).with_document(document)


@pytest.mark.parametrize("form", ["report", "entered"])
@pytest.mark.parametrize(("document", "pieces", "answers"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_what_was_sent_becomes_pieces_and_the_other_answers_stay(document, pieces, answers, form):
    draft = read(document, form)
    assert draft.carried.pieces == pieces
    assert draft.answers == answers
    assert draft.carried.files == document.get("_files", "")
    assert draft.carried.ticks == document.get("_ticks", {})


@pytest.mark.parametrize(("document", "pieces", "answers"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_what_was_read_once_is_stored_in_pieces_and_read_the_same_again(document, pieces, answers):
    draft = read(document)
    assert read(draft.to_document()) == draft
    assert not {"link", "_captions", "_links", "_earlier", "_waiting"} & draft.to_document().keys()


def test_a_question_being_changed_that_is_no_piece_is_still_being_changed():
    draft = read({**KIND, "_before": {"region": "changsha"}})
    assert draft.carried.before == {"region": "changsha"}
    assert read({"_before": {"words": None}}).carried.before is None


def test_what_was_sent_for_an_addition_is_kept_and_its_answers_are_its_own():
    draft = read({"words": "an answer", "_captions": {"5": "look"}, "_files": "d"}, "addition")
    assert draft.carried.pieces == (Piece(key="5", text="look"),)
    assert draft.answers == {"words": "an answer"}


def test_other_things_that_a_form_was_opened_with_stay():
    stored = {"_unit": "yueyang", "_known": {"case": 7}}
    assert read(stored).opened_with == {"unit": "yueyang", "known": {"case": 7}}
