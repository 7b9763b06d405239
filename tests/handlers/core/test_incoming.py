"""Whatever Telegram's messages can carry is read, or named as not kept; nothing is passed over."""

import inspect
from datetime import UTC, datetime

import pytest
from telegram import Message, Update

from handlers.core import cards, incoming, media
from tests.support.chat import catalog
from tests.support.shipped import PROFILE

LIN = {"id": 42, "is_bot": False, "first_name": "Lin"}
CHANNEL = {"id": -1001234500001, "title": "Fortune", "type": "channel", "username": "fortune_demo"}
AT = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
POSTED = {"type": "channel", "chat": CHANNEL, "message_id": 57, "date": AT}
FILE = {"file_id": "f1", "file_unique_id": "u1", "file_size": 5}
PHOTO = [{**FILE, "width": 9, "height": 9}]
MOVING = {**FILE, "width": 9, "height": 9, "duration": 1}
STICKER = {**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False}
STICKER |= {"is_video": False}
OPTIONS = [
    {"text": "yes: pay.example.org", "voter_count": 0, "persistent_id": "1"},
    {"text": "no", "voter_count": 0, "persistent_id": "2"},
]
POLL = {"id": "1", "question": "Join us?", "options": OPTIONS, "total_voter_count": 0}
POLL |= {"is_closed": False, "is_anonymous": True, "type": "quiz", "explanation": "t.me/quiz_demo"}
POLL |= {"allows_multiple_answers": False, "allows_revoting": False, "members_only": False}
PLACE = {"longitude": 112.93, "latitude": 28.22}
GIVEN = {"chats": [CHANNEL], "winners_selection_date": AT, "winner_count": 3}
WON = {"chat": CHANNEL, "giveaway_message_id": 4, "winners_selection_date": AT, "winner_count": 1}

NOT_CONTENT = set(  # who, when, where and how; what is read beside the content
    """
    author_signature business_connection_id caption_entities channel_chat_created chat date
    direct_messages_topic edit_date effect_id entities external_reply forward_origin from_user
    guest_bot_caller_chat guest_bot_caller_user guest_query_id has_media_spoiler
    has_protected_content is_automatic_forward is_from_offline is_paid_post is_topic_message
    link_preview_options media_group_id message_id message_thread_id paid_star_count quote
    reply_markup reply_to_checklist_task_id reply_to_message reply_to_poll_option_id reply_to_story
    sender_boost_count sender_business_bot sender_chat sender_tag show_caption_above_media
    suggested_post_info via_bot
    """.split()  # noqa: SIM905
)


def read(**content):
    """What a message of Lin's gives."""
    chat = {"id": 42, "type": "private", "first_name": "Lin"}
    message = {"message_id": 1, "date": AT, "chat": chat, "from": LIN, **content}
    return incoming.given(Update.de_json({"update_id": 1, "message": message}, Bot()), PROFILE)


class Bot:
    """As much of a bot as reading takes."""

    id = 1000001
    defaults = None


def addresses(given):
    return [link.normalised for link in given.links]


TEXTS = {
    "text": ("hello", "hello", []),
    "contact": (
        {"phone_number": "8613900139000", "first_name": "骗子客服", "user_id": 888123},
        "📇 骗子客服 +8613900139000\ntg://user?id=888123",
        [],
    ),
    "poll": (
        POLL,
        "📊 Join us?\n• yes: pay.example.org\n• no\nt.me/quiz_demo",
        ["https://pay.example.org/", "https://t.me/quiz_demo"],
    ),
    "checklist": (
        {"title": "Earn", "tasks": [{"id": 1, "text": "open a.example.org"}]},
        "☑️ Earn\n• open a.example.org",
        ["https://a.example.org/"],
    ),
    "invoice": (
        {
            "title": "Unfreeze",
            "description": "fee",
            "start_parameter": "x",
            "currency": "USD",
            "total_amount": 4990,
        },
        "🧾 Unfreeze\nfee\n49.90 USD",
        [],
    ),
    "game": (
        {"title": "Slots", "description": "win at b.example.org", "photo": PHOTO},
        "🎮 Slots\nwin at b.example.org",
        ["https://b.example.org/"],
    ),
    "venue": (
        {"location": PLACE, "title": "Hall", "address": "Main Road 1"},
        "📍 Hall\nMain Road 1",
        [],
    ),
    "dice": ({"emoji": "🎲", "value": 4}, "🎲 4", []),
    "story": (
        {"chat": CHANNEL, "id": 12},
        "📖 Fortune",
        ["https://t.me/fortune_demo/s/12"],
    ),
    "giveaway": (
        {**GIVEN, "prize_description": "a phone"},
        "🎁 a phone\nFortune",
        ["https://t.me/fortune_demo"],
    ),
    "giveaway_winners": (
        {**WON, "winners": [LIN], "prize_description": "a phone"},
        "🎁 a phone\nFortune",
        ["https://t.me/fortune_demo"],
    ),
}
FILES = {
    "photo": PHOTO,
    "live_photo": {**MOVING, "photo": PHOTO},
    "animation": MOVING,
    "video": MOVING,
    "document": FILE,
    "voice": {**FILE, "duration": 1},
    "audio": {**FILE, "duration": 1},
    "video_note": {**FILE, "duration": 1, "length": 9},
    "sticker": STICKER,
    "paid_media": {"star_count": 5, "paid_media": [{"type": "photo", "photo": PHOTO}]},
}
UNKEPT = {
    "location": PLACE,
    "passport_data": {"data": [], "credentials": {"data": "", "hash": "", "secret": ""}},
}


@pytest.mark.parametrize("kind", TEXTS)
def test_what_can_be_read_is_text_with_its_links(kind):
    content, text, links = TEXTS[kind]
    given = read(**{kind: content})
    assert given.text == text
    assert addresses(given) == links
    assert given.unkept == ()


@pytest.mark.parametrize("kind", FILES)
def test_what_is_a_file_is_announced_as_one(kind):
    given = read(**{kind: FILES[kind]}, caption="look at c.example.org")
    [file] = given.files
    assert file.file_id == "f1"
    assert addresses(given) == ["https://c.example.org/"]


@pytest.mark.parametrize("kind", UNKEPT)
def test_what_is_never_kept_is_named_in_every_language(kind):
    given = read(**{kind: UNKEPT[kind]})
    assert given.unkept == (kind,)
    assert not given.text
    for locale in catalog().locales:
        assert catalog().say(locale, f"not-kept-{kind}")


def test_no_coordinates_are_read_of_a_place():
    for content in ({"location": PLACE}, {"venue": TEXTS["venue"][0], "location": PLACE}):
        assert "112.9" not in repr(read(**content))
        assert "28.2" not in repr(read(**content))


def test_paid_media_that_is_only_a_preview_is_named():
    preview = {"type": "preview", "width": 9, "height": 9, "duration": 2}
    paid = {"star_count": 5, "paid_media": [preview, {"type": "photo", "photo": PHOTO}]}
    given = read(paid_media=paid)
    assert given.unkept == ("paid_media",)
    assert len(given.files) == 1


def test_content_that_nobody_has_heard_of_is_named():
    assert read(hologram={"title": "?"}).unkept == ("unknown",)


def test_every_kind_of_content_of_the_library_is_in_a_list_of_ours():
    """When the library learns a new one, somebody decides whether it is read or named."""
    known = set(inspect.signature(Message.__init__).parameters) - {"self", "api_kwargs"}
    ours = media.TEXTS | media.FILES | media.UNKEPT | media.SERVICE | cards.KINDS
    assert known - NOT_CONTENT - ours == set()
    assert set(TEXTS) | set(FILES) | set(UNKEPT) == ours - media.SERVICE - {"caption"}


def test_ones_own_contact_is_the_phone_and_no_content():
    given = read(contact={"phone_number": "8613800138000", "first_name": "Lin", "user_id": 42})
    assert (given.phone, given.text, given.is_card) == ("+8613800138000", "", False)


def test_a_contact_says_what_its_card_says():
    vcard = "BEGIN:VCARD\nFN:Wang\nTEL;MOBILE:+86 139 0013 9000\nitem1.URL:https://d.example.org/x"
    vcard += "\nEND:VCARD"
    given = read(contact={"phone_number": "8613900139000", "first_name": "Wang", "vcard": vcard})
    assert given.text == "📇 Wang +8613900139000\nhttps://d.example.org/x"
    assert addresses(given) == ["https://d.example.org/x"]


def test_ones_own_story_names_nobody():
    given = read(story={"chat": {"id": 42, "type": "private", "first_name": "Lin"}, "id": 3})
    assert given.left_out
    assert "Lin" not in repr(given)


# Hidden addresses.

BEHIND = {
    "tg://resolve?domain=evil_demo_bot&start=1": "https://t.me/evil_demo_bot?start=1",
    "tg://join?invite=AbCd_1": "https://t.me/+AbCd_1",
    "tg://msg_url?url=https%3A%2F%2Fe.example.org%2Fx&text=a": "https://e.example.org/x",
    "https://t.me/evil_demo_bot/7": "https://t.me/evil_demo_bot/7",
    "https://f.example.org/x": "https://f.example.org/x",
}


@pytest.mark.parametrize("url", BEHIND)
@pytest.mark.parametrize("place", ["text", "caption", "quote", "button", "login", "app", "preview"])
def test_a_hidden_address_is_a_link_wherever_it_is(place, url):
    mark = [{"type": "text_link", "offset": 0, "length": 2, "url": url}]
    button = {
        "button": {"url": url},
        "login": {"login_url": {"url": url}},
        "app": {"web_app": {"url": url}},
    }
    match place:
        case "text":
            given = read(text="看这里", entities=mark)
        case "caption":
            given = read(photo=PHOTO, caption="看这里", caption_entities=mark)
        case "quote":
            quote = {"text": "看这里", "entities": mark, "position": 0}
            said = read(text="look", quote=quote, external_reply={"origin": POSTED})
            assert said.text == "look"
            given = said.quote
        case "preview":
            given = read(text="看这里", link_preview_options={"url": url})
        case _:
            keys = [[{"text": "看", **button[place]}]]
            given = read(text="领取", reply_markup={"inline_keyboard": keys})
    assert addresses(given) == [BEHIND[url]]


def test_a_person_behind_a_word_is_kept_as_words():
    mark = {"type": "text_link", "offset": 0, "length": 2, "url": "tg://user?id=777001"}
    assert read(text="找他", entities=[mark]).text == "找他\ntg://user?id=777001"
    named = {"id": 777001, "is_bot": False, "first_name": "Wang"}
    mark = {"type": "text_mention", "offset": 0, "length": 2, "user": named}
    assert read(text="找他", entities=[mark]).text == "找他\ntg://user?id=777001"
    mark["user"] = LIN
    assert read(text="找我", entities=[mark]).text == "找我"


def test_what_a_button_copies_is_read():
    keys = [[{"text": "复制", "copy_text": {"text": "TXyz1 g.example.org"}}]]
    given = read(text="收款", reply_markup={"inline_keyboard": keys})
    assert given.text == "收款\n🔘 复制 TXyz1 g.example.org"
    assert addresses(given) == ["https://g.example.org/"]


def test_many_links_of_a_text_leave_room_for_what_is_behind_its_button():
    text = " ".join(f"https://a{number}.example.org/" for number in range(30))
    keys = [[{"text": "go", "url": "https://button.example.com/"}]]
    given = read(text=text, reply_markup={"inline_keyboard": keys})
    assert "https://button.example.com/" in addresses(given)[:20]


def test_lines_of_ours_make_no_text_too_long():
    keys = [[{"text": "take it", "url": "https://button.example.com/"}]]
    given = read(text="x" * 3998, reply_markup={"inline_keyboard": keys}, forward_origin=POSTED)
    assert len(given.text) <= 4000
    assert addresses(given) == ["https://button.example.com/"]


def test_a_caption_of_content_that_nobody_has_heard_of_is_kept_and_the_rest_named():
    given = read(hologram={"title": "?"}, caption="look")
    assert (given.text, given.unkept) == ("look", ("unknown",))


def test_entities_of_a_list_stay_where_they_are():
    mark = {"type": "text_link", "offset": 3, "length": 2, "url": "https://h.example.org/"}
    tasks = [{"id": 1, "text": "😀 点这", "text_entities": [mark]}]
    given = read(checklist={"title": "t.me/first_demo", "tasks": tasks})
    assert addresses(given) == ["https://h.example.org/", "https://t.me/first_demo"]


# Quotes and replies.


def test_a_quoted_post_is_the_quote_and_the_text_ones_own():
    quote = {"text": "投资一万，月返三万 i.example.org", "position": 0}
    given = read(text="诈骗", quote=quote, external_reply={"origin": POSTED, "chat": CHANNEL})
    assert given.text == "诈骗"
    assert given.links == ()
    assert given.quote.text == "投资一万，月返三万 i.example.org"
    assert addresses(given.quote) == ["https://i.example.org/"]
    assert (given.quote.origin.username, given.quote.origin.message_id) == ("fortune_demo", 57)


def test_a_post_of_somebody_in_a_public_group_is_found_by_its_address():
    wang = {"type": "user", "sender_user": {"id": 7, "is_bot": False, "first_name": "Wang"}}
    group = {**CHANNEL, "type": "supergroup"}
    answered = {"origin": {**wang, "date": AT}, "chat": group, "message_id": 57}
    given = read(text="诈骗", external_reply=answered)
    assert addresses(given.quote) == ["https://t.me/fortune_demo/57"]


def test_a_quoted_card_and_a_quoted_file_are_read():
    answered = {"origin": POSTED, "poll": POLL, "photo": PHOTO}
    given = read(text="诈骗", external_reply=answered)
    assert given.quote.text.startswith("📊 Join us?")
    assert len(given.quote.files) == 1


def test_a_quote_of_ones_own_post_does_not_name_its_sender():
    answered = {"origin": {"type": "user", "sender_user": LIN, "date": AT}}
    given = read(
        text="here", quote={"text": "j.example.org", "position": 0}, external_reply=answered
    )
    assert given.quote.origin is None
    assert given.left_out


def test_an_answer_to_the_bots_own_message_says_which_and_nothing_of_its_text():
    chat = {"id": 42, "type": "private"}
    question = {"message_id": 9, "date": AT, "chat": chat, "text": "k.example.org"}
    bot = {"id": Bot.id, "is_bot": True, "first_name": "Jubao"}
    given = read(
        text="yes",
        reply_to_message={**question, "from": bot},
        quote={"text": "k.example.org", "position": 0},
    )
    assert (given.replies_to, given.text, given.links, given.quote) == (9, "yes", (), None)
    mine = read(text="yes", reply_to_message={**question, "from": LIN})
    assert (mine.replies_to, mine.links, mine.quote) == (None, (), None)
