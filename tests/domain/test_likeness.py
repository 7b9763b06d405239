"""What is alike and what is not: posts, texts with small edits, pictures' hashes."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import likeness
from domain.likeness import LEAST_LETTERS, Trait

CHANNEL = {"kind": "channel", "id": -100123, "username": "Cheap_Loans", "message_id": 12}
ENGLISH = """
the site asked me for my bank card number and then took money from my account without asking
people in our group say that they sent them pictures of contract and after that nobody answers
phone calls any more this channel sells fake medicine for children with a long list of prices
seller promises delivery within two days but never sends anything please stop advertisement that
shows up under every video about local news account pretends to be city hospital director
""".split()  # noqa: SIM905 - a list would take ninety lines
CHINESE = (
    "该网站冒充银行客服要求输入银行卡号和验证码随后账户里的钱被转走群里很多人都遇到同样的情况"
    "对方发来伪造的合同照片之后就再也联系不上这个频道公开出售假药价格表很长承诺两天内送货却从不发货"
)
LONG = st.text(st.sampled_from([*"abcdefghijk 我们的钱被骗走了", "\n"]), min_size=120, max_size=400)


def shared(one, other):
    """How many bands two texts have in common."""
    return len(set(likeness.words(one)) & set(likeness.words(other)))


class Writer:
    """Writes texts and small edits of them, the same ones in every run."""

    def __init__(self, pieces, between):
        self.pieces, self.between, self.dice = pieces, between, random.Random(7)

    def text(self, length):
        return self.between.join(self.dice.choice(self.pieces) for _ in range(length))

    def edited(self, text, times):
        parts = text.split(self.between) if self.between else list(text)
        for _ in range(times):
            place = self.dice.randrange(len(parts))
            parts[place : place + self.dice.randrange(2)] = [self.dice.choice(self.pieces)]
        return self.between.join(parts)


@pytest.mark.parametrize(
    ("origin", "found"),
    [
        (
            CHANNEL,
            [
                (Trait.ORIGIN, "channel:-100123#12"),
                (Trait.URL, "https://t.me/cheap_loans/12"),
            ],
        ),
        ({**CHANNEL, "username": ""}, [(Trait.ORIGIN, "channel:-100123#12")]),
        (  # of a draft from before channels were known by number
            {"kind": "channel", "username": "Cheap_Loans", "message_id": 12},
            [
                (Trait.ORIGIN, "channel:cheap_loans#12"),
                (Trait.URL, "https://t.me/cheap_loans/12"),
            ],
        ),
        ({"kind": "user", "id": 7, "date": 99, "title": "Ann"}, [(Trait.ORIGIN, "user:7@99")]),
        ({"kind": "hidden_user", "title": "Ann", "date": 9}, [(Trait.ORIGIN, "hidden_user:Ann@9")]),
        ({"kind": "hidden_user", "title": "", "date": 9}, []),
        ({"kind": "chat", "id": -5, "username": "town"}, []),
        ({}, []),
    ],
)
def test_a_forwarded_post_is_known_by_where_it_stands(origin, found):
    assert list(likeness.post(origin)) == found


def test_two_posts_of_one_channel_are_two():
    other = {**CHANNEL, "message_id": 13}
    assert not set(likeness.post(CHANNEL)) & set(likeness.post(other))


@given(LONG)
def test_the_same_letters_have_the_same_marks_however_they_are_set(text):
    wide = text.translate({ord(c): ord(c) + 0xFEE0 for c in "abcdefghijk"})
    assert likeness.words(text) == likeness.words(text.upper())
    assert likeness.words(text) == likeness.words(f"!! {wide.replace(' ', '，')} …")


@given(st.text())
def test_any_text_has_its_bands_or_none(text):
    assert len(likeness.words(text)) in {0, likeness.BANDS}


@given(st.text(max_size=LEAST_LETTERS - 1))
def test_a_short_text_says_too_little(text):
    if len(likeness._letters(text)) < LEAST_LETTERS:  # one sign may stand for several letters
        assert likeness.words(text) == ()


def test_half_a_surrogate_pair_is_no_harm():
    assert len(likeness.words("\ud800" + "they took my money and never answered again, " * 2)) > 0


@pytest.mark.parametrize(
    ("pieces", "between", "length"), [(ENGLISH, " ", 40), (list(CHINESE), "", 100)]
)
def test_small_edits_stay_alike_and_other_texts_are_not(pieces, between, length):
    """Measured: of texts with one word or character in twenty changed, most are found."""
    writer = Writer(pieces, between)
    texts = [writer.text(length) for _ in range(150)]
    edits = [set(likeness.words(writer.edited(text, length // 20))) for text in texts]
    marks = [set(likeness.words(text)) for text in texts]

    found = sum(len(a & b) >= 2 for a, b in zip(marks, edits, strict=True))
    wrong = sum(len(a & b) >= 2 for at, a in enumerate(marks) for b in marks[:at])

    assert found / len(texts) > 0.9  # recall
    assert found / (found + wrong) > 0.95  # precision, though 11,175 pairs could go wrong


@pytest.mark.parametrize(("pieces", "between"), [(ENGLISH, " "), (list(CHINESE), "")])
def test_one_word_changed_in_a_long_text_is_as_good_as_the_same(pieces, between):
    writer = Writer(pieces, between)
    texts = [writer.text(150) for _ in range(60)]
    assert all(shared(text, writer.edited(text, 1)) >= 4 for text in texts)


@pytest.mark.parametrize(
    ("common", "alike"),
    [
        ({}, ()),
        ({Trait.URL: 1}, (Trait.URL,)),
        ({Trait.ORIGIN: 1}, (Trait.ORIGIN,)),
        ({Trait.FILE: 1}, (Trait.FILE,)),
        ({Trait.PICTURE: 1}, ()),
        ({Trait.PICTURE: 2}, (Trait.PICTURE,)),
        ({Trait.PICTURE: 4}, (Trait.PICTURE,)),
        ({Trait.TEXT: 1}, ()),
        ({Trait.TEXT: 2}, (Trait.TEXT,)),
        ({Trait.TEXT: 4}, (Trait.TEXT,)),
        ({Trait.URL: 1, Trait.TEXT: 1}, (Trait.URL,)),
        ({Trait.URL: 2, Trait.TEXT: 3}, (Trait.URL, Trait.TEXT)),
    ],
)
def test_what_is_enough(common, alike):
    assert likeness.agreeing(common) == alike


def test_the_same_goes_before_the_similar():
    one_url, all_words = {Trait.URL: 1}, {Trait.TEXT: 10, Trait.PICTURE: 4}
    assert likeness.closeness(one_url) > likeness.closeness(all_words)
    assert likeness.closeness({Trait.URL: 1, Trait.FILE: 1}) > likeness.closeness(one_url)
    assert likeness.closeness({**one_url, Trait.TEXT: 3}) > likeness.closeness(one_url)


def test_the_bits_of_a_picture_say_where_it_becomes_brighter():
    rising, falling = [*range(9)] * 8, [*range(9, 0, -1)] * 8
    assert likeness.difference_hash(rising) == 2**64 - 1
    assert likeness.difference_hash(falling) == 0


@pytest.mark.parametrize("bits", [0, 2**64 - 1, 0b11, 0x0001_8000_0000_FFFF])
def test_a_plain_surface_is_no_mark_of_a_picture(bits):
    assert likeness.picture(bits) == ()


@given(st.integers(0, 2**64 - 1), st.integers(0, 63), st.integers(0, 63))
def test_two_bits_that_flip_spoil_two_bands_at_most(bits, one, other):
    spoilt = bits ^ (1 << one | 1 << other)
    before, after = set(likeness.picture(bits)), set(likeness.picture(spoilt))
    assert len(before - after) <= 2


def test_a_report_has_each_mark_once():
    text = "they took my money and never answered again, please stop them"
    found = likeness.marks(["https://t.me/cheap_loans/12"], [CHANNEL], [text, text.upper(), ""])
    kinds = [trait for trait, _ in found]
    assert len(found) == len(set(found))
    assert kinds.count(Trait.URL) == 1
    assert kinds.count(Trait.TEXT) == likeness.BANDS
