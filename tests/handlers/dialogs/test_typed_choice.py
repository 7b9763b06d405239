"""A choice that is typed instead of pressed, in any language spoken here."""

import pytest

from conversation.form import Sheet
from conversation.forms.report import REPORT
from handlers.dialogs.typed_choice import LONGEST, TypedChoice
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from tests.support.chat import catalog
from tests.support.drafts import a_draft
from tests.support.filed import an_asked
from tests.support.forms import FORMS

WORDS = catalog()
LOCALES = ("en", "zh-Hans")


@pytest.fixture(params=LOCALES)
def read(request, profile):
    return TypedChoice(Localizer(WORDS, profile, request.param))


@pytest.fixture
def at(profile):
    def made(name, **answers):
        return Sheet(draft=a_draft(**answers), profile=profile), REPORT.step(name)

    return made


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("Fraud", "fraud"),
        ("fraud", "fraud"),
        (" FRAUD! ", "fraud"),
        ("ｆｒａｕｄ", "fraud"),
        ("sex", "sexual"),
        ("", None),
        ("👍", None),
        ("f", None),  # too short to be a beginning
        ("fraud they took my money", None),
        ("x" * (LONGEST + 1), None),
    ],
)
def test_a_category_is_chosen_by_its_name_or_its_beginning(read, at, text, choice):
    assert read(*at("category"), text) == choice


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["category", "region", "identity"])
def test_every_label_is_read_in_every_language_whichever_its_reader_speaks(
    read, at, profile, locale, name
):
    sheet, step = at(name)
    localizer = Localizer(WORDS, profile, locale)
    for value in step.choices(sheet):
        assert read(sheet, step, labels.choice(localizer, name, value)) == value


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("长沙", "changsha"),
        ("长", None),
        ("changsha", "changsha"),
        ("chang", None),
        ("atlantis", None),
    ],
)
def test_a_beginning_that_fits_several_or_is_one_character_is_none(read, at, text, choice):
    assert read(*at("region"), text) == choice


def test_a_subcategory_is_read_below_its_category_alone(read, at, profile):
    english = Localizer(WORDS, profile, "en")
    for category in profile.taxonomy.top:
        sheet, step = at("subcategory", category=category)
        for value in step.choices(sheet):
            assert read(sheet, step, labels.choice(english, "subcategory", value)) == value
    sheet, step = at("subcategory", category="fraud")
    other = profile.taxonomy.under("sexual")[0]
    assert read(sheet, step, labels.choice(english, "subcategory", other)) is None


def test_no_words_are_a_choice_where_nothing_is_to_be_chosen(read, at):
    for name in ("material", "words", "name", "contact", "review"):
        assert read(*at(name), "fraud") is None


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_choice_of_every_form_is_read_by_its_label_or_only_pressed(read, profile, form):
    localizer = Localizer(WORDS, profile, "en")
    for step in form.steps:
        if step.only_pressed:
            continue
        sheet = an_asked(profile, form.name, step.name).sheet
        for value in step.choices(sheet):
            label = labels.choice(localizer, step.name, value, aliases=sheet.facts.reporters)
            assert read(sheet, step, label) == value, (step.name, label)
        assert read(sheet, step, "no such label") is None
