"""A mail handed in to a real server on loopback: in the open, by TLS, with a login, or not."""

from dataclasses import replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from aiosmtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientRefused

from bot.delivery.mail_server import Lost, MailServer, NoTls
from bot.delivery.mailer import composed
from handlers.notices.mail_notices import MailPage
from tests.support.post import HANG_UP, PASSWORD, USER, certificate, post_office

SENDER = "office@reports.test"
MAIL = b"Subject: 2611-0042\r\n\r\n.a line that begins with a dot\r\n"
LOGIN = "office:pa%3Ass%2Fwo%20rd"


@pytest.fixture
async def office():
    async with post_office() as found:
        yield found


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "user", "password"),
    [
        ("smtp://mail.test", "mail.test", 25, False, "", ""),
        ("smtp://u:p@mail.test", "mail.test", 587, False, "u", "p"),
        ("smtp://mail.test:2525", "mail.test", 2525, False, "", ""),
        ("smtps://u%40x:p%2F@mail.test", "mail.test", 465, True, "u@x", "p/"),
        ("smtp://[::1]:25", "::1", 25, False, "", ""),
    ],
)
def test_the_address_says_where_and_as_whom(url, host, port, tls, user, password):
    found = MailServer.at(url, SENDER)
    assert (found.host, found.port, found.tls) == (host, port, tls)
    assert (found.user, found.password, found.sender) == (user, password, SENDER)


async def test_a_mail_arrives_as_it_was_written(office):
    await MailServer.at(office.url, SENDER).send("unit@city.test", MAIL)

    assert office.raw == [MAIL]
    assert office.recipients == ["unit@city.test"]


@pytest.mark.parametrize(
    ("answers", "error", "handed_over"),
    [
        ({"rcpt": ["550 no such user"]}, SMTPRecipientRefused, False),
        ({"rcpt": ["450 greylisted"]}, SMTPRecipientRefused, False),
        ({"data": ["451 later, please"]}, SMTPDataError, True),
    ],
)
async def test_a_mail_that_is_not_taken_says_why(office, answers, error, handed_over):
    office.rcpt, office.data = answers.get("rcpt", []), answers.get("data", [])

    with pytest.raises(Lost) as lost:
        await MailServer.at(office.url, SENDER).send("unit@city.test", MAIL)

    assert isinstance(lost.value.cause, error)
    assert lost.value.handed_over is handed_over
    assert office.taken == []


async def test_a_line_that_goes_dead_after_the_mail_leaves_it_open(office):
    office.data = [HANG_UP]

    with pytest.raises(Lost) as lost:
        await MailServer.at(office.url, SENDER).send("unit@city.test", MAIL)

    assert lost.value.handed_over
    assert office.said == [MAIL]


async def test_nobody_listening_is_known_to_be_nothing(office):
    server = MailServer.at("smtp://127.0.0.1:9", SENDER)

    with pytest.raises(Lost) as lost:
        await server.send("unit@city.test", MAIL)

    assert not lost.value.handed_over


async def test_tls_is_taken_where_it_is_offered(tmp_path):
    shows, trusts = certificate(tmp_path)
    async with post_office(context=shows) as office:
        server = replace(MailServer.at(office.url, SENDER), context=trusts)
        await server.send("unit@city.test", MAIL)
    assert office.encrypted == [True]


async def test_tls_from_the_first_byte(tmp_path):
    shows, trusts = certificate(tmp_path)
    async with post_office(context=shows, tls=True) as office:
        url = office.url.replace("smtp:", "smtps:")
        await replace(MailServer.at(url, SENDER), context=trusts).send("unit@city.test", MAIL)
    assert office.raw == [MAIL]


async def test_a_server_that_cannot_prove_its_name_gets_nothing(tmp_path):
    shows, _ = certificate(tmp_path)
    async with post_office(context=shows) as office:
        with pytest.raises(Lost) as lost:
            await MailServer.at(office.url, SENDER).send("unit@city.test", MAIL)
    assert not lost.value.handed_over
    assert office.said == []


async def test_a_login_is_made_and_a_wrong_one_told():
    async with post_office(login=True) as office:
        url = f"smtp://{LOGIN}@127.0.0.1:{office.port}"
        await MailServer.at(url, SENDER).send("unit@city.test", MAIL)
        with pytest.raises(Lost) as lost:
            await MailServer.at(url.replace("office", "thief"), SENDER).send("u@c.test", MAIL)
    assert set(office.logins) == {USER, "thief"}
    assert office.raw == [MAIL]
    assert isinstance(lost.value.cause, SMTPAuthenticationError)
    assert PASSWORD not in str(lost.value)


async def test_a_password_is_not_said_in_clear_to_another_machine():
    async with post_office(login=True) as office:
        server = MailServer.at(f"smtp://{LOGIN}@127.0.0.1:{office.port}", SENDER)
        elsewhere = replace(server, near=False)
        with pytest.raises(Lost) as lost:
            await elsewhere.send("unit@city.test", MAIL)
    assert isinstance(lost.value.cause, NoTls)
    assert office.logins == []


async def test_a_chinese_domain_goes_out_in_ascii_on_the_envelope_and_in_the_mail(office):
    """The server does not offer SMTPUTF8, and need not: a domain always has an ASCII form."""
    page = MailPage(
        subject="2611-0042", sender="Jubao", text="Text.", attached=(), reply_to="up@长沙.中国"
    )
    outgoing = SimpleNamespace(address="info@长沙.中国", at=0, mark="m", thread="t")
    mail = composed(page, outgoing, SENDER, ZoneInfo("Asia/Shanghai"))
    await MailServer.at(office.url, SENDER).send(outgoing.address, mail)

    assert office.recipients == ["info@xn--xuw958f.xn--fiqs8s"]
    (taken,) = office.taken
    assert taken["To"] == "info@xn--xuw958f.xn--fiqs8s"
    assert taken["Reply-To"] == "up@xn--xuw958f.xn--fiqs8s"
    assert taken["Subject"] == "2611-0042"
    with pytest.raises(Lost) as lost:
        await MailServer.at(office.url, SENDER).send(f"info@{'长' * 300}.cn", mail)
    assert isinstance(lost.value.cause, ValueError)
