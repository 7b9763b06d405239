"""What a language lacks is found by file, line and key, and nothing else is."""

import os

import pytest

from locales import completeness
from locales.catalog import BASE, HERE, Catalog
from locales.completeness import LanguageTexts

ENGLISH = """\
# The first page.

hello = Hello, { $name }
# At most 20 characters.
button-send = Send

many = { $count ->
    [one] one report
   *[other] { $count } reports
  }
size = { $size } KB
dash = –
"""
FRENCH = """\
hello = Bonjour, { $name }
button-send = Envoyer
many = { $count ->
    [one] un signalement
   *[other] { $count } signalements
  }
# Same as in English
size = { $size } KB
dash = –
"""


@pytest.fixture
def languages(tmp_path):
    """Writes the texts of both, and says what the second lacks."""

    def lacks(french, limits=None):
        for locale, text in (("en", ENGLISH), ("fr", french)):
            (tmp_path / locale).mkdir(exist_ok=True)
            (tmp_path / locale / "page.ftl").write_bytes(text.encode())
        base = LanguageTexts(tmp_path / "en")
        return [
            str(each) for each in completeness.lacks(base, LanguageTexts(tmp_path / "fr"), limits)
        ]

    return lacks


def test_a_translated_language_lacks_nothing(languages):
    assert languages(FRENCH) == []
    assert languages(FRENCH.replace("\n", "\r\n")) == []


def test_a_copy_lacks_every_text_that_has_words(languages):
    found = languages(completeness.marked(ENGLISH))
    assert [each.partition(": ")[2] for each in found] == [
        f"{key}: is to be translated" for key in ("hello", "button-send", "many", "size", "dash")
    ]
    assert found[0].startswith("page.ftl, line 4: ")
    unmarked = languages(ENGLISH)
    assert len(unmarked) == 4  # not the dash, which has no words
    assert "hello: is the English text" in unmarked[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Bonjour, { $name }", "Bonjour", "line 1: hello: lacks the variable { $name }"),
        ("{ $name }", "{ $nom }", "hello: has { $nom }, which is not known here; known: $name"),
        ("Envoyer", "{ -envoyer }", "line 2: button-send: refers to the term -envoyer"),
        ("Envoyer", "{ send }", "button-send: refers to the text send: write its words, or $send"),
        ("Envoyer", '{ UPPER("a") }', "button-send: calls UPPER(), which there is not"),
        ("Envoyer", "{ $", "line 2: button-send: cannot be read: "),
        ("Envoyer", '{ "" }', None),
        ("button-send = Envoyer\n", "", "page.ftl: button-send: is missing"),
        ("dash = –", "dash = –\nold = Vieux", "line 10: old: is no text of this release"),
        (
            "dash = –",
            "dash = –\nhello = { $name }",
            "line 10: hello: is there already: page.ftl, line 1",
        ),
        ("dash = –", "dash = –\n-brand = Jubao", "line 10: -brand: is a term, which is not read"),
        ("Envoyer", "Envoyer " * 9, "button-send: has 71 characters; at most 40 fit"),
        ("# Same as in English\n", "", "line 7: size: is the English text; where that is right"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(languages, old, new, said):
    assert old in FRENCH
    found = languages(FRENCH.replace(old, new), {"button-": 40})
    if said is None:
        assert found == []
        return
    assert any(said in each for each in found), found
    assert len(found) <= 2  # a wrong variable is one too many and one too few


def test_a_file_that_is_not_utf_8_is_named(languages, tmp_path):
    languages(FRENCH)
    (tmp_path / "fr" / "page.ftl").write_bytes("hello = Là".encode("latin-1"))
    base = LanguageTexts(tmp_path / "en")
    found = completeness.lacks(base, LanguageTexts(tmp_path / "fr"))
    said = "page.ftl: (file): is not UTF-8 text: save it as UTF-8 in your editor"
    assert str(found[0]) == said  # before the texts that are missing by that


@pytest.mark.parametrize("mark", ["utf-8-sig", "cr"])
def test_a_file_from_an_editor_of_another_system_is_read_as_the_bot_reads_it(
    languages, tmp_path, mark
):
    languages(FRENCH)
    page = tmp_path / "fr" / "page.ftl"
    text = page.read_text("utf-8")
    before = completeness.lacks(LanguageTexts(tmp_path / "en"), LanguageTexts(tmp_path / "fr"))
    if mark == "cr":
        page.write_bytes(text.replace("\n", "\r").encode())
    else:
        page.write_text(text, mark)
    after = completeness.lacks(LanguageTexts(tmp_path / "en"), LanguageTexts(tmp_path / "fr"))
    assert after == before


@pytest.mark.parametrize("damage", ["folder", "pipe", "circle", "deep"])
def test_a_page_that_cannot_be_read_is_one_fault_and_no_wait(languages, tmp_path, damage):
    languages(FRENCH)
    page = tmp_path / "fr" / "page.ftl"
    page.unlink()
    match damage:
        case "folder":
            page.mkdir()
        case "pipe":
            os.mkfifo(page)
        case "circle":
            page.symlink_to(page.name)
        case "deep":
            page.write_text(f"hello = {'{ ' * 3000}1{' }' * 3000}\n")
    first, *rest = completeness.lacks(
        LanguageTexts(tmp_path / "en"), LanguageTexts(tmp_path / "fr")
    )
    assert str(first).startswith("page.ftl: (file): ")
    assert {each.text for each in rest} == {completeness.MISSING}


def test_what_is_done_is_counted_by_texts(tmp_path, languages):
    languages(FRENCH.replace("{ $name }", "{ $nom }").replace("dash = –\n", ""))
    base = LanguageTexts(tmp_path / "en")
    found = completeness.lacks(base, LanguageTexts(tmp_path / "fr"))
    assert (completeness.done(base, found), len(base.by_key)) == (3, 5)


def test_texts_of_one_page_alone_are_marked_and_free_of_other_comments():
    made = completeness.only(ENGLISH, ["hello", "many"])
    assert made.count("# To be translated") == 2
    assert "At most" not in made
    assert "*[other] { $count } reports\n  }" in made
    assert "button-send" not in made


@pytest.mark.soak
def test_a_copy_of_all_texts_says_what_english_says(tmp_path):
    """The marks disturb no text, wherever comments stand."""
    (tmp_path / "fr").mkdir()
    for page in (HERE / BASE).glob("*.ftl"):
        made = completeness.marked(page.read_text(encoding="utf-8"))
        (tmp_path / "fr" / page.name).write_text(made, encoding="utf-8")
    words, base = Catalog(further=tmp_path), completeness.english()
    there = LanguageTexts(tmp_path / "fr")
    assert len(completeness.lacks(base, there)) == len(base.by_key) > 2000
    for key, text in base.by_key.items():
        params = dict.fromkeys(completeness.variables(text.message), "1")
        assert words.say("fr", key, **params) == words.say(BASE, key, **params), key


def test_a_language_of_the_deployment_is_spoken_and_english_stands_in(tmp_path):
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "reporting.ftl").write_text(
        "language-name = Français\nunits-now = Maintenant : { $valeur }\nno-such-key = Rien\n"
        "category-new = { $\n",
        encoding="utf-8",
    )
    (tmp_path / "zh-Hans").mkdir()
    (tmp_path / "zh-Hans" / "own.ftl").write_text("language-name = 普通话\n", encoding="utf-8")
    words, ours = Catalog(further=tmp_path), Catalog()
    assert words.locales == ("en", "zh-Hans", "fr")
    assert words.say("fr", "language-name") == "Français"
    assert words.say("zh-Hans", "language-name") == "普通话"
    assert words.say("zh-Hans", "category-new") == ours.say("zh-Hans", "category-new")
    for key, params in (("units-now", {"value": "1"}), ("category-new", {}), ("bot-short", {})):
        assert words.has("fr", key)
        assert words.say("fr", key, **params) == ours.say("en", key, **params)
    assert not words.has("fr", "no-key-at-all")
    with pytest.raises(KeyError):
        words.say("fr", "no-key-at-all")


@pytest.mark.parametrize(
    "entry",
    [
        "answer-hidden =\n    .only = an attribute\n",
        'answer-hidden = {""}\n',
        "answer-hidden = { NUMBER($sign) }\n",
        "answer-hidden = { answer-hidden }\n",
        "answer-hidden = { $place\n",
        "answer-hidden = { $other }\n",
    ],
)
def test_an_own_text_that_cannot_be_said_is_said_in_english(tmp_path, entry):
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "a.ftl").write_text(entry, encoding="utf-8")
    params = {"place": "1", "sign": "U+200B"}
    said = Catalog(further=tmp_path).say("fr", "answer-hidden", **params)
    assert said == Catalog().say("en", "answer-hidden", **params)


@pytest.mark.parametrize("listed", ["danger, au secours,", ",", "{ $x }"])
def test_an_own_list_of_words_is_not_in_every_text(tmp_path, listed):
    """A comma at its end would make a danger alarm of each report."""
    (tmp_path / "fr").mkdir()
    page = f"danger-words = {listed}\ndanger-words-alone = {listed}\n"
    (tmp_path / "fr" / "a.ftl").write_text(page, encoding="utf-8")
    words = Catalog(further=tmp_path)
    assert not words.mentions("Bonjour, voici un lien", "danger-words", "danger-words-alone")
    assert words.mentions("au secours !", "danger-words", "danger-words-alone") == (
        "au secours" in listed
    )


def test_own_texts_that_are_not_utf_8_are_named(tmp_path):
    (tmp_path / "fr").mkdir()
    page = tmp_path / "fr" / "a.ftl"
    page.write_bytes("back = 返回\n".encode("gbk"))
    with pytest.raises(OSError, match="is not UTF-8 text: save it as UTF-8") as wrong:
        Catalog(further=tmp_path)
    assert wrong.value.filename == str(page)
    page.write_bytes(b"\xef\xbb\xbfback = Retour\r\n")
    assert Catalog(further=tmp_path).say("fr", "back") == "Retour"
