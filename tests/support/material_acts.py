"""Things that somebody sends, each with a word of its own by which it is found again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram import File
from tests.support.chat import Talker, World

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
HEADS = {
    "photo": PNG,
    "document": b"%PDF-1.7 ",
    "video": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
    "voice": b"OggS\x00\x02" + bytes(22) + b"OpusHead",
    "audio": b"\xff\xfb\x90\x00" + bytes(40),
    "animation": b"GIF89a\x01\x00\x01\x00",
    "video_note": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
    "sticker": b"RIFF\x1a\x00\x00\x00WEBPVP8 ",
}
TOO_BIG = 30 * 1024 * 1024
LONG = 3500  # characters: one message, and more than a card shows


@dataclass
class Sent:
    """What one act has sent: `words` that must be found, and how many files."""

    words: tuple[str, ...] = ()
    files: int = 0
    said: int | None = None  # the message, where it is a text that can be edited
    plain: bool = False
    never: bool = False  # some of it is never kept: its sender must be told
    after: int = 0  # the newest message before it
    until: int | None = None  # the newest one once it was answered


@dataclass
class Sender:
    """Somebody who sends anything; `sent` is all that they have sent."""

    world: World
    who: Talker
    channel: int
    sent: list[Sent] = field(default_factory=list)
    number: int = 0

    def word(self) -> str:
        """A word that was never used before."""
        self.number += 1
        return f"zq{self.number}qz"

    def send(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Any content as the Bot API writes it."""
        account = self.who.account
        message: dict[str, Any] = self.world.telegram.send(account, account, dict(content))
        return message

    def upload(self, kind: str, *, count: int = 1, caption: str | None = None) -> None:
        """Files with bytes of their own."""
        parts = [
            File(f"{self.word()}.bin", "application/octet-stream", HEADS[kind] + self.unique())
            for _ in range(count)
        ]
        account = self.who.account
        self.world.telegram.upload(account, account, parts, kind=kind, caption=caption)

    def unique(self) -> bytes:
        return f" {self.word()}".encode() * 3


def text(sender: Sender) -> Sent:
    """Words of their own."""
    word = sender.word()
    message = sender.send({"text": f"{word} is what they told me"})
    return Sent((word,), said=message["message_id"], plain=True)


def long_text(sender: Sender) -> Sent:
    """A whole story; its last word counts as much as its first."""
    first, last = sender.word(), sender.word()
    message = sender.send({"text": f"{first} " + "and so on " * (LONG // 10) + last})
    return Sent((first, last), said=message["message_id"], plain=True)


def link(sender: Sender) -> Sent:
    """An address alone."""
    word = sender.word()
    account = sender.who.account
    sender.world.telegram.say(account, account, f"https://{word}.example.org/page")
    return Sent((word,))


def hidden_link(sender: Sender) -> Sent:
    """An address behind words."""
    word, shown = sender.word(), sender.word()
    url = f"https://{word}.example.org/hidden"
    mark = {"type": "text_link", "offset": 0, "length": len(shown), "url": url}
    sender.send({"text": f"{shown} is the bait", "entities": [mark]})
    return Sent((word, shown))


def several_links(sender: Sender) -> Sent:
    """More addresses in one text than a report has targets."""
    words = tuple(sender.word() for _ in range(25))
    account = sender.who.account
    lines = "\n".join(f"https://{word}.example.org/" for word in words)
    sender.world.telegram.say(account, account, lines)
    return Sent(words)


def file(kind: str) -> Callable[[Sender], Sent]:
    """One file without a word."""

    def act(sender: Sender) -> Sent:
        sender.upload(kind)
        return Sent(files=1)

    return act


def captioned(sender: Sender) -> Sent:
    """A picture with words below it."""
    word = sender.word()
    sender.upload("photo", caption=f"{word} stands below")
    return Sent((word,), files=1)


def album(sender: Sender) -> Sent:
    """Three pictures at once."""
    word = sender.word()
    sender.upload("photo", count=3, caption=f"{word} stands below all")
    return Sent((word,), files=3)


def too_big(sender: Sender) -> Sent:
    """A film that no bot can download; what stands below it is kept all the same."""
    word = sender.word()
    video = {"file_id": word, "file_unique_id": word, "file_size": TOO_BIG, "duration": 1}
    content = {"video": {**video, "width": 1, "height": 1}, "caption": f"{word} below a film"}
    sender.send(content)
    return Sent((word,), never=True)


def too_big_alone(sender: Sender) -> Sent:
    """The same without a word: nothing but its refusal."""
    word = sender.word()
    video = {"file_id": word, "file_unique_id": word, "file_size": TOO_BIG, "duration": 1}
    sender.send({"video": {**video, "width": 1, "height": 1}})
    return Sent(never=True)


def forwarded_post(sender: Sender) -> Sent:
    """A post of a channel."""
    word, account = sender.word(), sender.who.account
    post = sender.world.telegram.post(sender.channel, f"{word} https://{word}.example.net/")
    sender.world.telegram.forward(account, account, sender.channel, post["message_id"])
    return Sent((word,))


def forwarded_picture(sender: Sender) -> Sent:
    """A post of a channel with a picture."""
    word, account = sender.word(), sender.who.account
    photo = PNG + sender.unique()
    post = sender.world.telegram.post(sender.channel, f"{word} in a picture", photo=photo)
    sender.world.telegram.forward(account, account, sender.channel, post["message_id"])
    return Sent((word,), files=1)


def forwarded_user(sender: Sender) -> Sent:
    """A message of somebody who shows who they are."""
    word = sender.word()
    author = {"id": 777_001, "is_bot": False, "first_name": "Mallory"}
    origin = {"type": "user", "sender_user": author, "date": 1_760_000_000}
    sender.send({"text": f"{word} wrote a swindler", "forward_origin": origin})
    return Sent((word,))


def forwarded_hidden(sender: Sender) -> Sent:
    """A message of somebody who hides."""
    word = sender.word()
    origin = {"type": "hidden_user", "sender_user_name": "Nobody", "date": 1_760_000_000}
    sender.send({"text": f"{word} wrote somebody hidden", "forward_origin": origin})
    return Sent((word,))


def quote(sender: Sender) -> Sent:
    """Words about a post that is quoted."""
    own, theirs = sender.word(), sender.word()
    chat = {"id": sender.channel, "title": "Fortune", "type": "channel", "username": "fortune_demo"}
    origin = {"type": "channel", "chat": chat, "message_id": 57, "date": 1_760_000_000}
    sender.send(
        {
            "text": f"{own} about this post",
            "external_reply": {"origin": origin, "chat": chat, "message_id": 57},
            "quote": {"text": f"{theirs} ten for one", "position": 0, "is_manual": True},
        }
    )
    return Sent((own, theirs))


def contact(sender: Sender) -> Sent:
    """The card of somebody else."""
    word = sender.word()
    sender.send({"contact": {"phone_number": "+8613900139000", "first_name": word}})
    return Sent((word,))


def poll(sender: Sender) -> Sent:
    """A poll: a bet, a lottery."""
    asked, option = sender.word(), sender.word()
    sender.send(
        {
            "poll": {
                "id": asked,
                "question": f"{asked} who wins?",
                "options": [
                    {"text": option, "voter_count": 0, "persistent_id": "1"},
                    {"text": "nobody", "voter_count": 0, "persistent_id": "2"},
                ],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
                "allows_revoting": False,
                "members_only": False,
            }
        }
    )
    return Sent((asked, option))


def place(sender: Sender) -> Sent:
    """A place on the map: never kept, and its sender is told."""
    sender.send({"location": {"latitude": 28.2, "longitude": 112.9}})
    return Sent(never=True)


def edit(sender: Sender) -> Sent:
    """Their newest text once more, in other words."""
    mine = next((each for each in reversed(sender.sent) if each.said is not None), None)
    if mine is None:
        return text(sender)
    word, account = sender.word(), sender.who.account
    assert mine.said is not None
    sender.world.telegram.edit(account, account, mine.said, f"{word} is what they really told me")
    sender.sent.remove(mine)  # the new version takes the place of the old one
    return Sent((word,), said=mine.said)


MATERIAL: Mapping[str, Callable[[Sender], Sent]] = {
    each.__name__: each
    for each in (
        *(text, long_text, link, hidden_link, several_links, captioned, album, too_big),
        *(too_big_alone, forwarded_post, forwarded_picture, forwarded_user, forwarded_hidden),
        *(quote, contact, poll, place, edit),
    )
} | {kind: file(kind) for kind in HEADS}
"""Every kind of message, by its name."""
