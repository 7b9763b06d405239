"""What a text costs grows with its length alone, whatever it is made of.

The absolute figures are for `make soak` (`tests/dialogs/test_cost.py`): nothing here depends on a
fast machine.
"""

import contextlib
import time
from itertools import permutations

import pytest

from conversation.parsing import urls
from conversation.parsing.lookups import MOST_HIDDEN, Lookups
from conversation.parsing.unit_fields import hosts
from conversation.parsing.written import LONGEST, weight
from domain.core.errors import BadAnswer
from handlers.core.marked_text import Marked, read
from tests.support.readers import READERS
from tests.support.shapes import TOKENS, fit, texts

SHORT, LONG = 1024, 4096
FAST = 0.004  # seconds: less says nothing about growth
MOST = 9  # times as long for a text four times as long; 16 if time grows with the square


def growth(reads, short, long):
    """How many times as long the long text takes, at the least of a few tries."""
    least = float("inf")
    for _ in range(6):
        took = []
        for text in (short, long):
            began = time.thread_time()
            reads(text)
            took.append(time.thread_time() - began)
        if took[1] < FAST:
            return 1
        least = min(least, took[1] / max(took[0], 1e-6))
        if least <= MOST:
            break
    return least


@pytest.mark.soak
@pytest.mark.parametrize("reader", READERS)
def test_four_times_the_text_takes_about_four_times_as_long(reader):
    reads = READERS[reader]
    reads("warm up: 13800138000 a@b.cn https://a.cn/ 网址")
    tokens = [(repr(token), lambda length, token=token: fit(token, length)) for token in TOKENS]
    for name, shape in (*tokens, *texts(16, 60)):
        assert growth(reads, shape(SHORT), shape(LONG)) <= MOST, name


APART = [
    "http : // ",
    "http:// a . ",
    "a . ",
    "a . com ",
    " / ",
    "www . ",
    "1 . a . cn ",
    " 。 ",
    "  ",
    "a ",
    "1 . a ",
]
"""What addresses that are written apart are made of."""


@pytest.mark.parametrize(
    "reader",
    [
        "links",
        pytest.param("hosts of a unit", marks=pytest.mark.soak),
        pytest.param("a host in a search", marks=pytest.mark.soak),
    ],
)
def test_the_same_holds_for_addresses_that_are_written_apart(reader):
    for pair in permutations(APART, 2):
        for piece in ("".join(pair), pair[0] + pair[1] * 3):
            reads = READERS[reader]
            assert growth(reads, fit(piece, SHORT), fit(piece, LONG)) <= MOST, piece


def test_of_hidden_addresses_that_are_no_links_a_part_is_searched():
    """Of all of them together, however many there are."""
    searched = []

    class Watched(Lookups):
        def hidden_part(self, address):
            searched.append(super().hidden_part(address))
            return searched[-1]

    hidden = tuple(f"foo{n}:{'我a.com' * 290}" for n in range(100))
    text, _ = read(Marked(text="words", hidden=hidden), Watched())
    assert text.startswith("words")
    assert sum(map(len, searched)) <= MOST_HIDDEN


def test_a_link_within_a_hidden_address_is_found():
    content = Marked(text="words", hidden=("mailto:a@b.cn", "foo:https://evil.example.org/a"))
    _, links = read(content, Lookups())
    assert [link.host for link in links] == ["evil.example.org"]


def test_numbers_without_end_are_not_all_looked_at_and_the_words_stay():
    text, links = read(Marked(text="1.5 " * 1000 + "https://a.cn/"), Lookups())
    assert text.endswith("https://a.cn/")
    assert links == ()
    _, links = read(Marked(text="1.5 " * 300 + "https://a.cn/"), Lookups())
    assert [link.host for link in links] == ["a.cn"]


@pytest.mark.parametrize(
    "typed",
    [fit("中国.中国 "), fit("a.cn。"), fit("a.b。"), fit("a.cn\u200b"), "。".join("abc" * 900)],
)
def test_typed_hosts_are_looked_up_a_few_times_at_most(typed, monkeypatch):
    asked = []
    monkeypatch.setattr(hosts, "host_of", lambda host: asked.append(host) or urls.host_of(host))
    with contextlib.suppress(BadAnswer):
        hosts.parse_hosts(typed)
    assert len(asked) <= 5 * hosts.MOST_HOSTS


def test_two_hosts_with_only_a_full_stop_between_them_are_refused():
    for typed in ("a.cn。b.cn", "a.cn。a.cn", "a.cn\u200bb.cn"):
        with pytest.raises(BadAnswer):
            hosts.parse_hosts(typed)


def test_of_a_long_text_only_the_beginning_is_weighed():
    assert weight("中" * 100_000) <= 2 * LONGEST + 64
