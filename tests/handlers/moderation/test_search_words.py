"""What staff type when they search: any order, any language, and back again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.search.search import DAY, ENDED, HOUR, Filter, SearchFlag
from domain.search.search_words import MOST_WORDS, parse, written
from domain.status import OPEN, Status
from handlers.moderation.search_words import vocabulary
from handlers.ui.localizer import Localizer
from tests.domain.search.test_search import FILTERS
from tests.support.chat import catalog

LOCALES = ("en", "zh-Hans")


@pytest.fixture(scope="module")
def vocabularies(profile):
    return {locale: vocabulary(Localizer(catalog(), profile, locale)) for locale in LOCALES}


@pytest.fixture(params=LOCALES)
def words(vocabularies, request):
    return vocabularies[request.param]


def wanted(**parts):
    return Filter(**{k: frozenset(v) if isinstance(v, set) else v for k, v in parts.items()})


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", {}),
        ("2611-0042", {"number": "2611-0042"}),
        ("#２６１１－００４２", {"number": "2611-0042"}),
        ("example.org", {"host": "example.org"}),
        ("hxxps://shop[.]example[.]org/buy?x=1", {"host": "shop.example.org"}),
        ("Https://Example.ORG:8443/", {"host": "example.org"}),
        ("例子.中国", {"host": "xn--fsqu00a.xn--fiqs8s"}),
        ("changsha", {"units": {"changsha"}}),
        ("长沙市", {"units": {"changsha"}}),
        ("Changsha Internet Information Office", {"units": {"changsha"}}),
        ("changsha internet", {"units": {"changsha"}}),
        ("xingchen", {"units": {"changshacn"}}),
        ("红网", {"units": {"rednet"}}),
        ("rednet, voc、mgtv", {"units": {"rednet", "voc", "mgtv"}}),
        ("People's Daily Online Hunan", {"units": {"people"}}),
        ("closed", {"statuses": {Status.CLOSED}}),
        ("已办结", {"statuses": {Status.CLOSED}}),
        ("Not accepted", {"statuses": {Status.NOT_ACCEPTED}}),
        ("accepted", {"statuses": {Status.ACCEPTED}}),
        ("不予受理 已受理", {"statuses": {Status.NOT_ACCEPTED, Status.ACCEPTED}}),
        ("To be confirmed", {"statuses": {Status.FEEDBACK_PENDING}}),
        ("待确认", {"statuses": {Status.FEEDBACK_PENDING}}),
        ("open", {"statuses": OPEN}),
        ("未办结", {"statuses": OPEN}),
        ("ended", {"statuses": ENDED}),
        ("fraud", {"categories": {"fraud"}}),
        ("诈骗", {"categories": {"fraud"}}),
        ("child abuse", {"categories": {"child_abuse"}}),
        (">7d", {"older": 7 * DAY}),
        ("> 7 d", {"older": 7 * DAY}),
        ("＞７天", {"older": 7 * DAY}),
        ("<24h", {"newer": DAY}),
        ("3w", {"newer": 21 * DAY}),
        ("older than 2 weeks", {"older": 14 * DAY}),
        ("最近7天", {"newer": 7 * DAY}),
        ("30天以上", {"older": 30 * DAY}),
        ("3周内", {"newer": 21 * DAY}),
        (">30d <60d", {"older": 30 * DAY, "newer": 60 * DAY}),
        ("late", {"marks": {SearchFlag.LATE}}),
        ("超期 我的", {"marks": {SearchFlag.LATE, SearchFlag.MINE}}),
        ("danger held", {"marks": {SearchFlag.DANGER, SearchFlag.HELD}}),
        ("生命危险 法定留存", {"marks": {SearchFlag.DANGER, SearchFlag.HELD}}),
        ("unit:people", {"units": {"people"}}),
        (
            "example.org 长沙市 closed >30d fraud",
            {
                "host": "example.org",
                "units": {"changsha"},
                "statuses": {Status.CLOSED},
                "older": 30 * DAY,
                "categories": {"fraud"},
            },
        ),
        (
            "fraud >30天 已办结 EXAMPLE.org changsha",
            {
                "host": "example.org",
                "units": {"changsha"},
                "statuses": {Status.CLOSED},
                "older": 30 * DAY,
                "categories": {"fraud"},
            },
        ),
    ],
)
def test_what_is_typed_is_understood_in_either_language(words, typed, parts):
    found = parse(typed, words)
    assert found.wanted == wanted(**parts)
    assert found.unknown == ()


def test_a_part_of_a_name_stands_for_every_unit_that_has_it(words, profile):
    found = parse("湖南", words).wanted.units
    assert found == {unit.code for unit in profile.units if "湖南" in unit.name("zh-Hans")}
    assert len(found) > 5


def test_what_is_not_understood_comes_back_beside_the_rest(words):
    found = parse("moon closed 月亮 x >0d 99999999999d 7q fraud", words)
    assert found.wanted == wanted(statuses={Status.CLOSED}, categories={"fraud"})
    assert found.unknown == ("moon", "月亮", "x", ">0d", "99999999999d", "7q")


def test_a_second_number_or_host_is_given_back(words):
    found = parse("2611-0042 2611-0043 a.example b.example", words)
    assert found.wanted == wanted(number="2611-0042", host="a.example")
    assert found.unknown == ("2611-0043", "b.example")


def test_of_a_novel_the_first_words_are_read_and_the_rest_comes_back(words):
    found = parse("moon " * 3000 + "closed", words)
    assert found.wanted == Filter()
    assert len(found.unknown) == 3001
    assert parse("closed " * (MOST_WORDS + 5), words).unknown == ("closed",) * 5


@pytest.mark.soak
@given(st.text(max_size=300))
@settings(max_examples=3 * settings.default.max_examples)
def test_no_text_at_all_is_too_much_for_it(vocabularies, text):
    for words in vocabularies.values():
        parse(text, words)


@pytest.mark.soak
@given(FILTERS, st.randoms(use_true_random=False))
@settings(max_examples=3 * settings.default.max_examples)
def test_what_the_screen_says_can_be_typed_just_so(vocabularies, wanted, chance):
    for words in vocabularies.values():
        said = written(wanted, words)
        read = parse(said, words)
        assert (read.wanted, read.unknown) == (wanted, ())
        shuffled = said.split(" · ")
        chance.shuffle(shuffled)
        assert parse("，".join(shuffled), words).wanted == wanted


def test_every_unit_category_and_state_can_be_said_and_read_again(profile, vocabularies):
    units = {unit.code for unit in profile.units}
    categories = {category.code for category in profile.taxonomy.categories}
    for words in vocabularies.values():
        for each in (
            *(Filter(units=frozenset({code})) for code in units),
            *(Filter(categories=frozenset({code})) for code in categories),
            *(Filter(statuses=frozenset({status})) for status in Status),
            Filter(units=frozenset(units)),
            Filter(categories=frozenset(categories)),
        ):
            found = parse(written(each, words), words)
            assert (found.wanted, found.unknown) == (each, ())
        assert written(Filter(units=frozenset({"people"})), words) != "unit:people"


def test_the_empty_search_says_nothing(words):
    assert written(Filter(), words) == ""


def test_an_hour_is_said_as_an_hour(words):
    assert parse(written(Filter(newer=5 * HOUR), words), words).wanted == Filter(newer=5 * HOUR)
