"""Times of the day, and hours from and to, as people write them in both languages."""

import pytest

from conversation.parsing.clock_times import length, parse_span, parse_times


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("8:30", (510,)),
        ("8：30，14点", (510, 840)),
        (" 14:00 9 ", (540, 840)),
        ("9.15; 9:15 and 23:59", (555, 1439)),
        ("8点30分、20时", (510, 1200)),
        ("0:00", (0,)),
        ("九点", (540,)),
        ("8:30pm", (1230,)),
        ("早上九点半", (570,)),
        ("9 am", (540,)),
        ("21点", (1260,)),
        ("9.30", (570,)),
        ("9h 14h30", (540, 870)),
        ("二十一点半、十三点", (780, 1290)),
        ("上午9点，下午2点半", (540, 870)),
        ("晚上八点一刻", ()),
        ("9 AM and 2 P.M.", (540, 840)),
        ("12 am, 12 pm", (0, 720)),
        ("中午12点和晚上9点", (720, 1260)),
        ("25点", ()),
        ("九", (540,)),
        ("24:00", ()),
        ("8:60", ()),
        ("830", ()),
        ("in the morning", ()),
        ("8:30 please", ()),
        ("", ()),
    ],
)
def test_times_are_read_or_refused_as_a_whole(text, means):
    assert parse_times(text) == means


@pytest.mark.parametrize(
    ("text", "means", "minutes"),
    [
        ("22:30-6:30", (1350, 390), 480),
        ("22 to 7", (1320, 420), 540),
        ("12:00 – 13:30", (720, 810), 90),
        ("晚上", None, 0),
        ("22点到7点", (1320, 420), 540),
        ("晚上十点半到早上七点", (1350, 420), 510),
        ("10pm - 7 am", (1320, 420), 540),
        ("22点至6点半", (1320, 390), 510),
        ("22-7-9", None, 0),
        ("7-7", None, 0),
        ("22:30", None, 0),
        ("22:30-25:00", None, 0),
    ],
)
def test_hours_from_and_to_may_go_over_midnight(text, means, minutes):
    found = parse_span(text)
    assert found == means
    assert found is None or length(*found) == minutes


def test_of_a_long_text_no_part_is_taken_for_the_whole():
    assert parse_times("8:30 " * 100_000) == ()
    assert parse_times("9 " * 50 + "14") == ()
    assert parse_span("22:00" + " " * 100 + "-7:00") is None
    assert parse_span(" " * 100_000 + "-" * 100_000) is None
