"""Everything that reads what somebody wrote, as functions of a text."""

from contextlib import suppress

from bot.core.logs import Redactor
from conversation.form import Given, GivenFile, Origin
from conversation.forms.search import host_typed
from conversation.parsing import contact, own_contact
from conversation.parsing.links import all_links
from conversation.parsing.own_origin import Sender, without_sender
from conversation.parsing.unit_fields.days import parse_days
from conversation.parsing.unit_fields.hosts import parse_hosts
from conversation.parsing.unit_fields.mail import parse_mail
from conversation.parsing.unit_fields.names import parse_code, parse_line
from conversation.parsing.unit_fields.phones import parse_phone
from conversation.parsing.unit_fields.website import parse_website
from conversation.parsing.written import weight
from domain import codes, likeness
from domain.core.errors import BadAnswer
from domain.core.scripts import script_of, scripts_of
from domain.links import defanged
from domain.search import search_words
from handlers.moderation.search_words import vocabulary
from handlers.ui.localizer import Localizer
from handlers.ui.markup import clean
from handlers.ui.sanitize import harmless, visible
from tests.support.chat import catalog
from tests.support.shipped import PROFILE

OWN = (
    ("phone", "+8613800138000"),
    ("email", "zhang.san@example.cn"),
    ("name", "张三"),
    ("name", "Zhang San Feng"),
    ("code", "ABCD-EFGH-JKMN"),
    ("account", "微信 abc12345"),
    ("words", "打 13800138000 或 李先生 a@b.cn 微信 abcd1234"),
)
SENDER = Sender(id=7, first_name="Zhang", last_name="San", username="zhangsan")
LOCALIZER = Localizer(catalog(), PROFILE, "en")
WORDS = vocabulary(LOCALIZER)


def _answered(parse):
    def read(text):
        with suppress(BadAnswer):
            parse(text)

    return read


def _without_sender(text):
    origin = Origin(kind="channel", id=1, title=text, signature=text)
    file = GivenFile(kind="document", file_id="a", unique_id="b", name=text)
    without_sender(Given(text=text, origin=origin, files=(file,)), SENDER)


def _codes(text):
    codes.codes_in(text)
    codes.code_alone(text)
    codes.possible_code(text)
    codes.shown_tail(text)


def _unit(text):
    for parse in (
        parse_code,
        parse_line,
        parse_phone,
        parse_mail,
        parse_website,
        parse_days,
    ):
        _answered(parse)(text)


READERS = {
    "links": all_links,
    "the characters that a database keeps": clean,
    "the sender's own origin": _without_sender,
    "the reporter's own contact": lambda text: own_contact.pieces(text, OWN),
    "contact": _answered(contact.ways_to_reach),
    "contacts to be removed": contact.every_way,
    "name": _answered(contact.parse_name),
    "weight": weight,
    "script": script_of,
    "scripts": scripts_of,
    "codes": _codes,
    "case number": _answered(codes.parse_number),
    "defanged link": lambda text: defanged(f"http://{text}"),
    "danger": LOCALIZER.names_danger,
    "safe to show": harmless,
    "visible": visible,
    "likeness": likeness.words,
    "log": Redactor(("s3cret-password",)).clean,
    "secrets in a log": Redactor(("s3cret-password",)).without_secrets,
    "search": lambda text: search_words.parse(text, WORDS),
    "a host in a search": host_typed,
    "hosts of a unit": _answered(parse_hosts),
    "hosts in a table": _answered(lambda text: parse_hosts(text, None)),
    "other fields of a unit": _unit,
}
