"""A button that is typed instead of pressed, in any language spoken here."""

import pytest
from msgspec.structs import replace

from conversation.form import NOT_HERE, Given
from handlers.dialogs import question_screen
from handlers.dialogs.typed_press import COMMANDS, LONGEST, TypedPress
from handlers.renderers import SCREENS
from handlers.ui import labels
from handlers.ui.callbacks import Choose
from handlers.ui.localizer import Localizer
from tests.support.chat import catalog
from tests.support.filed import an_asked
from tests.support.forms import FORMS

WORDS = catalog()
LOCALES = ("en", "zh-Hans")


@pytest.fixture(params=LOCALES)
def read(request, profile):
    return TypedPress(Localizer(WORDS, profile, request.param), SCREENS)


@pytest.fixture
def choice(read):
    """The choice that a text is read as."""

    def found(asked, text):
        press = read(asked, text)
        return None if press is None else press.choice

    return found


@pytest.fixture
def at(profile):
    def made(name, **answers):
        return an_asked(profile, "report", name, answers=answers)

    return made


@pytest.mark.parametrize(
    ("text", "chosen"),
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
def test_a_category_is_chosen_by_its_name_or_its_beginning(choice, at, text, chosen):
    assert choice(at("category"), text) == chosen


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["category", "region", "identity"])
def test_every_label_is_read_in_every_language_whichever_its_reader_speaks(
    choice, at, profile, locale, name
):
    asked = at(name)
    localizer = Localizer(WORDS, profile, locale)
    for value in asked.step.choices(asked.sheet):
        assert choice(asked, labels.choice(localizer, name, value)) == value


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("长沙", "changsha"),
        ("长", None),
        ("changsha", "changsha"),
        ("chang", None),
        ("atlantis", None),
    ],
)
def test_a_beginning_that_fits_several_or_is_one_character_is_none(choice, at, text, chosen):
    assert choice(at("region"), text) == chosen


def test_a_subcategory_is_read_below_its_category_alone(choice, at, profile):
    english = Localizer(WORDS, profile, "en")
    for category in profile.taxonomy.top:
        asked = at("subcategory", category=category)
        for value in asked.step.choices(asked.sheet):
            assert choice(asked, labels.choice(english, "subcategory", value)) == value
    asked = at("subcategory", category="fraud")
    other = profile.taxonomy.under("sexual")[0]
    assert choice(asked, labels.choice(english, "subcategory", other)) is None


def test_no_words_are_a_choice_where_nothing_is_to_be_chosen(read, at):
    for name in ("material", "words", "name", "contact", "review"):
        assert read(at(name), "fraud") is None


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_question_reads_the_label_of_each_of_its_buttons(read, profile, form):
    for step in form.steps:
        asked = an_asked(profile, form.name, step.name)
        assert read(asked, "no such label") is None
        for locale in LOCALES:
            localizer = Localizer(WORDS, profile, locale)
            cancel = Given(command="cancel", step=step.name)
            assert read(asked, localizer.say("button-cancel")) == cancel


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_choice_of_every_form_is_read_by_its_label_or_only_pressed(read, profile, form):
    english = Localizer(WORDS, profile, "en")
    for step in form.steps:
        asked = an_asked(profile, form.name, step.name)
        if step.only_pressed(asked.sheet):
            continue
        aliases = asked.sheet.facts.reporters
        pages = (SCREENS.question(english, page) for page in question_screen.pages(asked))
        rows = [row for page in pages for row in page.rows]
        keys = [key for row in rows for key in row if isinstance(key.button, Choose)]
        shown = {key.button.value: key.label for key in keys}
        assert set(shown) == set(step.choices(asked.sheet))
        for value in step.choices(asked.sheet):
            named = shown.get(value, "")
            if form.name != "held":  # its buttons say what becomes of the message
                named = labels.choice(english, step.name, value, aliases=aliases)
            assert read(asked, named) == Given(choice=value, step=step.name), (step.name, named)


@pytest.mark.parametrize(
    "text", ["Submit report in good faith", "submit", "Submit!", "提交", "提交举报"]
)
def test_the_review_is_submitted_by_its_label_or_a_word_that_means_the_same(read, at, text):
    assert read(at("review"), text) == Given(command="submit", step="review")


@pytest.mark.parametrize(
    ("text", "step"), [("Contact", "identity"), ("补充说明", "words"), ("category", "category")]
)
def test_a_button_of_the_review_opens_its_question_when_it_is_typed(read, at, text, step):
    assert read(at("review"), text) == Given(command="edit", step=step)


@pytest.mark.parametrize("text", ["submit", "没有", "back", "DONE", "跳过"])
def test_a_word_of_a_button_that_is_not_here_is_known_as_such(read, at, text):
    asked = replace(at("category"), place=1)
    assert read(asked, text) == Given(command=NOT_HERE, step="category")


@pytest.mark.parametrize(
    "text", ["cancel my contract", "取消不了会员", "I will submit it", "no way", "没有钱了", "help"]
)
def test_a_sentence_with_the_word_of_a_button_is_a_sentence(read, at, text):
    for name in ("category", "words", "review"):
        assert read(at(name), text) is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_words_in_every_language_and_none_is_too_long_to_be_read(locale, command):
    words = [word.strip() for word in WORDS.say(locale, f"typed-{command}").split(",")]
    assert all(words)
    assert max(map(len, words)) <= LONGEST


CATEGORY = {"category": "fraud"}  # a template cites the rules of its category
NUMBERED = [
    (form.name, step.name) for form in FORMS.values() for step in form.steps if step.cites_rules
]


@pytest.mark.parametrize("written", ["{}", "{}.", " ({}) ", "number {}", "第{}个", "第 {} 项"])
@pytest.mark.parametrize(("form", "name"), NUMBERED)
def test_the_number_of_a_numbered_choice_is_read_as_its_button(read, profile, form, name, written):
    asked = an_asked(profile, form, name, answers=CATEGORY)
    choices = asked.step.choices(asked.sheet)
    assert len(choices) > 1
    for number, value in enumerate(choices, 1):
        assert read(asked, written.format(number)) == Given(choice=value, step=name)
    assert read(asked, "２") == Given(choice=choices[1], step=name)
    assert read(asked, written.format(len(choices) + 1)) is None


@pytest.mark.parametrize(("form", "name"), NUMBERED)
def test_a_choice_has_the_same_number_in_the_text_and_on_its_button(profile, form, name):
    localizer = Localizer(WORDS, profile, "en")
    full = an_asked(profile, form, name, answers=CATEGORY)
    for only in ((), full.step.choices(full.sheet)[1:]):  # the later ones after a typed word
        asked = replace(full, only=only)
        screen = SCREENS.question(localizer, asked)
        keys = [key for row in screen.rows for key in row if isinstance(key.button, Choose)]
        for key in keys:
            number = key.label.partition(".")[0]
            rule = profile.taxonomy.rule(key.button.value)
            assert f"{number}. {rule.cited('en')}" in screen.text


def test_numbers_mean_nothing_where_choices_are_not_numbered(choice, at):
    assert choice(at("category"), "2") is None
