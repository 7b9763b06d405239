"""What names the sender of a message is left out of it; what they report stays as it is."""

import pytest
from msgspec.structs import replace

from conversation.form import Given, GivenFile, Origin
from conversation.parsing.own_origin import Sender, without_sender

LIN = Sender(id=11, first_name="Xiaoyu", last_name="Lin", username="lin_cs")
WANG = Sender(id=12, first_name="小雨", last_name="王")
POST = Origin(kind="channel", id=-1001, title="Mill", username="mill", message_id=7, date=9)
CHAT = Origin(kind="chat", id=-1002, title="Neighbours", date=9)


@pytest.mark.parametrize(
    ("sender", "origin"),
    [
        (LIN, Origin(kind="user", id=11, title="Xiaoyu Lin", username="lin_cs")),
        (LIN, Origin(kind="user", id=11, title="another name since")),
        (LIN, Origin(kind="hidden_user", title="Xiaoyu Lin")),
        (LIN, Origin(kind="hidden_user", title="  XIAOYU \u00a0 lin ")),
        (LIN, Origin(kind="hidden_user", title="Xiao\u200byu\u202e L\u00adin\ufe0f\u3164")),
        (LIN, Origin(kind="hidden_user", title="Ｘｉａｏｙｕ　Ｌｉｎ")),
        (LIN, Origin(kind="hidden_user", title="Lin Xiaoyu")),
        (WANG, Origin(kind="hidden_user", title="王小雨")),
        (WANG, Origin(kind="hidden_user", title="小雨 王")),
    ],
)
def test_an_origin_that_is_the_sender_is_left_out(sender, origin):
    given = Given(text="look at this", origin=origin, message_id=3)
    found = without_sender(given, sender)
    assert found == replace(given, origin=None, left_out=True)


@pytest.mark.parametrize(
    "origin",
    [
        Origin(kind="user", id=12, title="Xiaoyu Lin"),  # somebody else of this name
        Origin(kind="hidden_user", title="Xiaoyu"),
        Origin(kind="hidden_user", title="Xiaoyu Lina"),
        Origin(kind="hidden_user", title=""),
        POST,
        CHAT,
        replace(POST, signature="Editor"),
        replace(POST, title="Xiaoyu Lin"),  # where it stands is what is reported
        None,
    ],
)
@pytest.mark.parametrize("sender", [LIN, replace(LIN, username="")])
def test_the_origin_of_others_stays(sender, origin):
    given = Given(text="look at this", origin=origin)
    assert without_sender(given, sender) == given


@pytest.mark.parametrize("place", [POST, CHAT])
@pytest.mark.parametrize("signature", ["Xiaoyu Lin", "xiaoyu  LIN\u200d", "Lin Xiaoyu", "lin_cs"])
def test_of_a_post_the_place_stays_and_the_own_signature_goes(place, signature):
    given = Given(text="no water", origin=replace(place, signature=signature))
    assert without_sender(given, LIN) == replace(given, origin=place, left_out=True)


@pytest.mark.parametrize(
    ("sender", "title"),
    [
        (LIN, "Xiaoyu Lin (moderator)"),
        (LIN, "@lin_cs"),
        (LIN, "editor: LIN xiaoyu 🦊"),
        (WANG, "王小雨✨"),
        (WANG, "群主·小雨 王"),
    ],
)
def test_a_title_that_an_admin_of_a_group_goes_by_may_have_their_name_in_it(sender, title):
    given = Given(text="no water", origin=replace(CHAT, signature=title))
    assert without_sender(given, sender) == replace(given, origin=CHAT, left_out=True)


@pytest.mark.parametrize("title", ["Annette", "Anna", "李明", "王李"])
@pytest.mark.parametrize("name", ["Ann", "李", "A"])
def test_a_short_name_within_another_one_is_nobodys(name, title):
    given = Given(text="no water", origin=replace(CHAT, signature=title))
    assert without_sender(given, Sender(id=5, first_name=name)) == given


@pytest.mark.parametrize("invisible", ["\u200b", "\u3164", "\u2800", " "])
def test_a_name_that_nobody_sees_is_nobodys(invisible):
    nobody = Sender(id=5, first_name=invisible)
    given = Given(origin=Origin(kind="hidden_user", title=""), files=(a_file("shop.png"),))
    assert without_sender(given, nobody) == given


def a_file(name):
    return GivenFile(kind="document", file_id="f", unique_id="u", size=3, mime="x", name=name)


@pytest.mark.parametrize(
    ("sender", "name", "kept"),
    [
        (LIN, "Xiaoyu Lin.pdf", ".pdf"),
        (LIN, "bill_of_xiaoyu-lin (2).PDF", ".PDF"),
        (LIN, "LIN.Xiaoyu.jpeg", ".jpeg"),
        (LIN, "chat with @lin_cs.txt", ".txt"),
        (LIN, "photo.lincs", ""),
        (LIN, "Xiaoyu\u200b Lin", ""),
        (LIN, "138 0013 8000.mp4", ".mp4"),
        (LIN, "call +86 138-0013-8000.mp3", ".mp3"),
        (LIN, "call ００８６１３８００１３８０００.mp3", ".mp3"),
        (WANG, "王小雨的账单.pdf", ".pdf"),
        (Sender(id=5, first_name="🦊"), "for 🦊.png", ".png"),
        (LIN, "invoice of the shop.pdf", "invoice of the shop.pdf"),
        (LIN, "Lin.pdf", "Lin.pdf"),  # of many people
        (LIN, "IMG_20261125_120000.jpg", "IMG_20261125_120000.jpg"),
        (LIN, "mmexport1795579200123.jpg", "mmexport1795579200123.jpg"),
        (LIN, "", ""),
        (Sender(id=5, first_name=""), "shop.png", "shop.png"),
    ],
)
def test_of_a_file_named_after_its_sender_the_ending_stays(sender, name, kept):
    given = Given(files=(a_file(name), a_file("shop.png")))
    assert without_sender(given, sender) == Given(files=(a_file(kept), a_file("shop.png")))
