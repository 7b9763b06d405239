"""What was sent beside the answers of a form: captions, links, and words that wait."""

from conversation import material
from conversation.form import Form, Given, Part, Step
from conversation.forms import report_material
from conversation.forms.report import ADDITION, REPORT
from tests.support.drafts import a_draft
from tests.support.reporting import sent

LINK = "https://shop.example.org/a"


def test_a_caption_emptied_by_an_edit_is_gone_with_its_links():
    draft = material.with_caption(
        REPORT, a_draft(LINK), sent(Given(text="see b.example.org", message_id=7))
    )
    draft = material.with_caption(REPORT, draft, Given(message_id=7))
    assert report_material.own_words(draft) == ""
    assert len(report_material.links(draft)) == 1


def test_links_of_forms_that_become_no_report_are_not_looked_for():
    draft = a_draft(form="addition")
    assert material.answered(draft, ADDITION.steps[0], sent(Given(text=LINK))) == draft
    kept = material.with_caption(ADDITION, draft, sent(Given(text=LINK, message_id=7)))
    assert kept.to_document() == {"_captions": {"7": LINK}}


def test_a_form_of_any_name_gathers_links_once_a_question_of_it_asks_where_the_content_is():
    where = Step(name="spot", parse=lambda given, _: given.text, gives=Part.PLACE)
    why = Step(name="why", parse=lambda given, _: given.text, gives=Part.WORDS)
    form = Form(name="tip", steps=(where, why))
    draft = material.with_caption(form, a_draft(form="tip"), sent(Given(text=LINK, message_id=7)))
    draft = material.answered(draft, why, sent(Given(text="b.example.org")))
    assert {place: found[0]["host"] for place, found in draft.carried.links.items()} == {
        "7": "shop.example.org",
        "why": "b.example.org",
    }
    told = a_draft(f"{LINK} they robbed me").answers["link"]
    waits = material.asked_again(form, draft.with_answer("spot", told), draft)
    assert waits.carried.earlier == f"{LINK} they robbed me"
    plain = waits.with_answer("spot", a_draft(LINK).answers["link"])
    again = material.answered(plain, where, sent(Given(text=LINK)))
    assert f"{LINK} they robbed me" in again.carried.texts


def test_words_round_a_link_wait_however_often_it_is_asked_for_again():
    first = a_draft(f"{LINK} they robbed me")
    waits = material.asked_again(REPORT, first, first.without("link"))
    waits = material.asked_again(REPORT, waits, waits)  # a step further back
    again = _linked(waits, "b.example.org")
    assert report_material.own_words(again) == f"{LINK} they robbed me"
    again = _linked(material.asked_again(REPORT, again, again.without("link")), "c.example.org")
    assert report_material.own_words(again) == f"{LINK} they robbed me"
    restored = material.asked_again(REPORT, waits, first)
    assert restored == first


def _linked(draft, link):
    target = a_draft(link).answers["link"]
    return material.with_earlier(draft.with_answer("link", target), target)
