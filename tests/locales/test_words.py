"""Every sentence that the code can say is there, in every language, and no other."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl

from bot.cli.languages.language_check import LIMITS
from conversation.forms.account import NEW, REMOVE, REPLACE
from conversation.forms.broadcast import SOON
from conversation.forms.case_actions import DAYS
from conversation.forms.decisions import SELF
from conversation.forms.held import HELD, SAID
from conversation.forms.manual_entry import ENTERED
from conversation.forms.removals import ALL
from conversation.forms.removals import DAYS as LENGTHS
from conversation.forms.report import REVIEW_SWITCHES
from conversation.forms.unit_draft import FIELDS
from domain.broadcast import Repeat, Scope
from domain.case import Authority, Ground, Outcome
from domain.identity import Purpose, RequestState
from domain.misuse import PAUSE_DAYS, Quarantine, Result
from domain.network.network import UNIT_CLOCKS
from domain.network.people import GRANTABLE, NEEDED, Role, Verb
from domain.network.units import Level
from domain.notices.kinds import KINDS
from domain.notices.reporter_notices import ReporterNotice
from domain.removals.removal import Ask
from domain.report import IdentityMode, Reached
from domain.reported_accounts.measures import OFFERED_DAYS, AccountMeasure
from domain.status import MOVES, Status
from domain.troubles import Trouble
from handlers.core import menus
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from locales import completeness
from locales.catalog import BASE, HERE, Catalog
from locales.completeness import variables
from tests.support.forms import FORMS

ROOMS = ("domain", "conversation", "usecases", "storage", "handlers", "bot")
REFUSALS = {"Refusal", "BadAnswer", "NotFound", "NotAllowed", "MovedOn", "TooMany"}
LANGUAGES = sorted(place.parent.name for place in HERE.glob("*/reporting.ftl"))
PAGES = sorted(HERE.glob(f"{BASE}/*.ftl"))
CHOICES = {
    "outcome": Outcome,
    "ground": Ground,
    "identity": IdentityMode,
    "sure": ("yes", "no", "join", "lapse", "send", "confirm"),
    "authority": Authority,
    "days": DAYS,
    "along": ("no", "yes"),
    "whom": ("all",),
    "whose": ("all",),
    "purpose": Purpose,
    "pause_days": PAUSE_DAYS,
    "verdict": (Result.KEEP, Result.LIFT),
    "level": Level,
    "clock": UNIT_CLOCKS,
    "save": ("yes",),
    "send": ("yes",),
    "language": ("send",),
    "scope": Scope,
    "languages": ("one", "each"),
    "start": ("now", *SOON),
    "what": Ask,
    "targets": (ALL,),
    "seen_gone": (SELF,),
    "repeat": Repeat,
    "measure": AccountMeasure,
    "length": (*LENGTHS, *OFFERED_DAYS),
    "named": (NEW,),
    "change": (REPLACE, REMOVE),
    "reasons": (SAID,),
    "name": (IdentityMode.ANONYMOUS,),
    "contact": (IdentityMode.ANONYMOUS,),
}
NOT_SAID = {  # what is not said, and what is said instead
    "承办": "办理单位",
    "成立": "属实",
    "超期": "逾期",
    "密封": "加密",
    "模板": "常用语",
    "常用文字": "常用语",
    "办理员": "审核员",
    "提醒举报人": "误用告诫",
    "相对方": "被举报方",
    "来件": "举报",
}
SHORTHAND = re.compile(r"(?<![文邮附案证事])件(?!举报)|[这本该]件|的件")
"""A bare 件 for a case or a report: trade shorthand. 案件, 文件, 邮件 and "3 件举报" are words."""
TYPED = ("search-words-", "typed-", "complaint-words")  # what people may type, shorthand and all

COMMAND_DESCRIPTION, DESCRIPTION, SHORT_DESCRIPTION = 256, 512, 120  # Telegram's limits


@cache
def messages(locale):
    """Key -> message of one language, read as Fluent reads it; nothing that it could not read."""
    found = {}
    for page in sorted((HERE / locale).glob("*.ftl")):
        for entry in FluentParser().parse(page.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{page}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {locale}"
                found[entry.id.name] = entry
    return found


@cache
def trees():
    """The code of all rooms, read once for all tests here."""
    places = [place for room in ROOMS for place in sorted(Path(room).rglob("*.py"))]
    return [(place, ast.parse(place.read_text(encoding="utf-8"))) for place in places]


@pytest.fixture(scope="module", autouse=True)
def _trees_are_let_go():
    yield
    trees.cache_clear()


def strings():
    """Every whole string in the code, and of every f-string the pattern that it makes."""
    whole, patterns = set(), set()
    for _, tree in trees():
        parts = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts |= {id(value) for value in node.values}
                patterns.add(_pattern(node))
        whole |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in parts
        }
    return whole, patterns - {None}


def _pattern(node):
    """What keys an f-string such as `status-{status}` may make; None where it begins otherwise."""
    text = "".join(
        re.escape(value.value) if isinstance(value, ast.Constant) else "[A-Za-z0-9_]+"
        for value in node.values
    )
    return text if re.match(r"[a-z][a-z0-9_]*\\-", text) else None


@cache
def refusals():
    """Where -> key of every refusal that is raised with a key written there."""
    found = {}
    for place, tree in trees():
        for node in ast.walk(tree):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in REFUSALS and node.args and isinstance(node.args[0], ast.Constant):
                found[f"{place}:{node.lineno}"] = node.args[0].value
    return found


@cache
def notes():
    """Where -> key of every sentence that a use case puts before a question or on a card."""
    found = {}
    for place, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "note":
                found |= _texts_in(place, node.value)
            if isinstance(node, ast.Assign) and "note" in {_name(each) for each in node.targets}:
                found |= _texts_in(place, node.value)
            if isinstance(node, ast.FunctionDef) and node.name in {"remark", "settle", "tick"}:
                returned = [n.value for n in ast.walk(node) if isinstance(n, ast.Return)]
                for value in filter(None, returned):
                    found |= _texts_in(place, value)
    return found


def _name(node):
    return node.id if isinstance(node, ast.Name) else None


def _texts_in(place, node):
    asked = {
        id(each)
        for test in ast.walk(node)
        if isinstance(test, ast.Compare)
        for each in ast.walk(test)
    }
    return {
        f"{place}:{found.lineno}:{found.col_offset}": found.value
        for found in ast.walk(node)
        if isinstance(found, ast.Constant) and isinstance(found.value, str) and found.value
        if id(found) not in asked
    }


@pytest.fixture(scope="module")
def words():
    return Catalog()


@pytest.fixture(scope="module", params=LANGUAGES)
def locale(request):
    return request.param


def test_there_is_more_than_one_language():
    assert {BASE, "zh-Hans"} <= set(LANGUAGES)


def test_a_language_has_every_key_with_the_same_variables(locale):
    base, there = messages(BASE), messages(locale)
    assert there.keys() == base.keys()
    for key, message in there.items():
        assert variables(message) == variables(base[key]), key


def test_a_language_is_complete_as_the_command_for_translators_sees_it(locale):
    texts = completeness.LanguageTexts(HERE / locale)
    assert completeness.lacks(completeness.english(), texts, LIMITS) == []


def test_a_language_has_the_same_pages(locale):
    assert {page.name for page in (HERE / locale).glob("*.ftl")} == {page.name for page in PAGES}


@pytest.mark.soak
def test_a_text_without_variables_reads_as_fluent_reads_it_and_needs_no_rules(locale):
    catalog, bundle = Catalog(), FluentBundle([locale], use_isolating=False)
    written = {
        key: FluentSerializer().serialize_entry(each) for key, each in messages(locale).items()
    }
    plain = {key: entry for key, entry in written.items() if "{" not in entry}
    bundle.add_resource(FluentResource("".join(plain.values())))
    for key in plain:
        expected, errors = bundle.format_pattern(bundle.get_message(key).value)
        assert (catalog.say(locale, key), errors) == (expected, [])
    assert len(plain) > 1000
    assert "_bundle" not in vars(catalog._books[locale])  # the rules were not loaded


def test_no_sentence_is_empty(locale):
    for key, message in messages(locale).items():
        assert message.value is not None, key
        assert message.value.elements, key


@pytest.mark.parametrize("form", [form for form in FORMS.values() if form is not HELD])
def test_every_question_is_asked(words, locale, form):
    for step in form.steps:
        assert words.has(locale, f"{form.name}-{step.name}-ask"), step.name


def test_what_was_sent_with_nothing_open_is_asked_for_by_what_it_may_be(words, locale):
    assert [step.name for step in HELD.steps] == ["use"]
    for what in ("report", "report-or-add", "is-answer", "which-answer"):
        assert words.has(locale, f"held-{what}")


def test_every_answer_of_a_report_has_a_name_on_the_review(words, locale):
    shown_as_sent = {"material", "words", "evidence"}  # in full, without a name
    for step in ENTERED.steps:
        if step.name not in {*shown_as_sent, "subcategory", "review"}:
            assert words.has(locale, f"review-{step.name}"), step.name
    for switch in REVIEW_SWITCHES:
        for key in ("button-{}", "button-{}-on", "review-{}", "entered-tick-{}"):
            assert words.has(locale, key.format(switch)), switch


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("status", Status),
        ("about", Status),
        ("result", (*Outcome, "dismissed")),
        ("why", Ground),
        *CHOICES.items(),
        ("known", IdentityMode),
        ("reached", Reached),
        ("measure-said", AccountMeasure),
        ("role", [role.name.lower() for role in GRANTABLE]),
        ("verb", {move.verb for move in MOVES if move.who > Role.REPORTER}),
        ("verb", (Verb.ANSWER_IDENTITY, *NEEDED)),
        ("custody-state", RequestState),
        ("trouble", Trouble),
        ("trouble-over", Trouble),
        ("staff-quarantine", Quarantine),
        ("quarantine-why", Quarantine),
        ("button", (Verb.ANSWER, Verb.APPEAL, Verb.WITHDRAW)),
        ("unit-field", FIELDS),
        ("weekday", range(1, 8)),
        ("month", range(1, 13)),
    ],
)
def test_every_value_has_its_words(words, locale, prefix, values):
    for value in values:
        assert words.has(locale, f"{prefix}-{value}"), value


def test_every_refusal_is_said(words, locale):
    found = refusals()
    assert len(found) > 40
    for place, key in found.items():
        assert words.has(locale, key), f"{key} of {place}"


def test_every_note_is_said(words, locale):
    found = notes()
    assert {"files-kept", "cancel-done", "addition-done", "report-link-many"} <= set(found.values())
    for place, key in found.items():
        assert words.has(locale, key), f"{key} of {place}"


def test_every_piece_of_news_of_a_report_has_its_sentence(words, locale):
    no_sentence = {"receipt", "card"}  # they are screens of their own
    for kind, notice in KINDS.items():
        if issubclass(notice, ReporterNotice) and kind not in no_sentence:
            assert words.has(locale, f"notice-{kind}"), kind


def test_every_command_of_the_menus_is_described_within_telegrams_limit(words, locale):
    for name in {
        *menus.CITIZENS,
        *menus.STAFF,
        *menus.CUSTODIANS,
        *menus.LEADS,
        *menus.ADMINS,
        *menus.GROUP,
    }:
        assert 1 <= len(words.say(locale, f"command-{name}")) <= COMMAND_DESCRIPTION
    assert len(words.say(locale, "bot-description")) <= DESCRIPTION
    assert len(words.say(locale, "bot-short")) <= SHORT_DESCRIPTION


def test_chinese_words_are_those_of_a_service_hotline():
    for key, message in messages("zh-Hans").items():
        text = FluentSerializer().serialize_entry(message).partition("=")[2]
        if key.startswith(TYPED):
            continue
        assert not {word for word in NOT_SAID if word in text}, key
        assert not SHORTHAND.search(text), key
        assert "你" not in text, key


@pytest.mark.parametrize("text", ["这件举报", "打开一件", "件的状态", "新件 2611-0042", "本件"])
def test_shorthand_is_found(text):
    assert SHORTHAND.search(text)


@pytest.mark.parametrize("text", ["案件 2611-0042", "3 个文件", "邮件", "共 5 件举报", "附件"])
def test_whole_words_are_no_shorthand(text):
    assert not SHORTHAND.search(text)


def test_each_step_back_says_where_to():
    said = {
        key: FluentSerializer().serialize_entry(message).partition("=")[2].strip()
        for key, message in messages("zh-Hans").items()
    }
    assert said["verb-send_back"] == "退回重办"
    assert said["verb-return"] == "退回原单位"
    assert "退回" not in {text for key, text in said.items() if key.startswith("verb-")}


def test_no_button_is_longer_than_a_phone_is_wide(words, profile, locale):
    localizer = Localizer(words, profile, locale)
    prefixes = ("button-", "verb-", "outcome-", "ground-", "identity-", "sure-", "tick-")
    for key, message in messages(locale).items():
        if key.startswith(prefixes):
            tails = dict.fromkeys(variables(message), "VZ75")
            assert len(words.say(locale, key, **tails)) <= labels.LONGEST, key
    for category in profile.taxonomy.categories:
        assert len(category.name(locale)) <= labels.LONGEST, category.code
    for unit in profile.units:
        label = labels.choice(localizer, "region", unit.code)
        assert 1 <= len(label) <= labels.LONGEST
    for rule in profile.taxonomy.rules:
        assert len(labels.choice(localizer, "rule", rule.code, 12)) <= labels.LONGEST


def test_no_key_is_written_that_nobody_says():
    whole, patterns = strings()
    assert r"status\-[A-Za-z0-9_]+" in patterns
    makes = re.compile("|".join(sorted(patterns)))
    asked = {f"{form.name}-{step.name}-ask" for form in FORMS.values() for step in form.steps}
    chosen = {f"{name}-{value}" for name, values in CHOICES.items() for value in values}
    said = whole | asked | chosen
    assert not {key for key in messages(BASE) if key not in said and not makes.fullmatch(key)}


def test_no_key_is_said_that_nobody_wrote():
    keys = set(messages(BASE))
    for place, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") != "say":
                continue
            said = [n for n in node.args if isinstance(n, ast.Constant)]
            for key in said:
                assert key.value in keys, f"{place}:{node.lineno} says {key.value}"
