import os
import re
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.cli.demo import demo_settings
from bot.cli.settings_pages import MASK, example, masked, table
from bot.config.settings import (
    PREFIX,
    SECRET,
    LogFormat,
    LogLevel,
    Mode,
    Settings,
    SettingsError,
    read_settings,
)
from bot.config.unknown_settings import unknown
from scripts.settings_table import ROOT, main, pages
from storage.crypto.encryption import KeyRing

TOKEN = "4242:AAcanary-canary_canary-canary_canary"
INTERFACE = """
    BOT_TOKEN API_BASE_URL TELEGRAM_PROXY DATABASE_URL EVIDENCE_URL
    S3_ENDPOINT S3_REGION S3_KEY_ID S3_SECRET JOURNAL_HEADS PROFILE SEAL_KEYS ADMIN_IDS MODE
    WEBHOOK_URL
    WEBHOOK_LISTEN WEBHOOK_SECRET METRICS_LISTEN LANGUAGES LOCALE TIMEZONE SMTP_URL MAIL_FROM
    ALARM_MAIL
    SEND_RATE BROADCAST_RATE REPORTS_PER_HOUR TRACKS_PER_HOUR ADDITIONS_PER_HOUR IDENTITIES_PER_DAY
    GATHER_SECONDS ONE_ADMIN FLOOD_PER_MINUTE FILE_MB_PER_HOUR ERASURE_LIST LEFTOVERS_KEPT_DAYS
    LOG_LEVEL LOG_FORMAT
"""


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch, tmp_path):
    """An empty folder, and none of our variables."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)


def faults(**variables):
    """What is said about these variables."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(PREFIX + name, value)
        with pytest.raises(SettingsError) as caught:
            read_settings()
    return str(caught.value).splitlines()


def test_without_any_variable_the_defaults_stand():
    settings = read_settings()
    assert settings.api_base_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite+aiosqlite:///data/jubao.db"
    assert settings.evidence_url == "file:data/evidence"
    assert settings.profile == ROOT / "profiles" / "hunan"
    assert (settings.mode, settings.webhook_listen) == (Mode.POLLING, "127.0.0.1:8080")
    assert (settings.locale, settings.timezone) == ("zh-Hans", "Asia/Shanghai")
    assert (settings.send_rate, settings.broadcast_rate, settings.reports_per_hour) == (30, 25, 10)
    assert (settings.log_level, settings.log_format) == (LogLevel.INFO, LogFormat.CONSOLE)
    assert settings.admins == frozenset()


def test_a_profile_of_ones_own_goes_before_the_shipped_one():
    Path("profiles/hunan").mkdir(parents=True)
    assert read_settings().profile == Path("profiles/hunan")
    assert read_settings(profile="profiles/nowhere").profile == Path("profiles/nowhere")


def test_the_variables_are_those_of_the_interface():
    assert [name.upper() for name in Settings.model_fields] == INTERFACE.split()


def test_the_environment_goes_before_the_dotenv_file_and_overrides_before_both(monkeypatch):
    Path(".env").write_text("JUBAO_LOCALE=en\nJUBAO_SEND_RATE=5\nJUBAO_MODE=polling\n")
    monkeypatch.setenv("JUBAO_SEND_RATE", "7")
    assert read_settings().locale == "en"
    assert read_settings().send_rate == 7
    assert read_settings(send_rate=9).send_rate == 9


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch):
    monkeypatch.setenv("JUBAO_ADMIN_IDS", "")
    monkeypatch.setenv("JUBAO_SEND_RATE", "")
    assert read_settings() == Settings(_env_file=None)


def test_admins_are_numbers_with_commas_between(monkeypatch):
    monkeypatch.setenv("JUBAO_ADMIN_IDS", " 41, 42,")
    assert read_settings().admins == {41, 42}


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        read_settings().send_rate = 1


def test_an_override_that_is_no_setting_is_a_mistake_of_the_caller():
    with pytest.raises(TypeError, match="bot_tokn"):
        read_settings(bot_tokn=TOKEN)


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("BOT_TOKEN", "canary", "@BotFather"),
        ("BOT_TOKEN", "1:canary-short", "@BotFather"),
        ("API_BASE_URL", "canary.example", "http://"),
        ("API_BASE_URL", "http://canary:99999", "host or port of this one"),
        ("API_BASE_URL", "http://[canary", "host or port of this one"),
        ("DATABASE_URL", "mysql://canary", "sqlite+aiosqlite:///"),
        ("DATABASE_URL", "sqlite+aiosqlite:///", "sqlite+aiosqlite:///FILE"),
        ("EVIDENCE_URL", "canary", "file:FOLDER"),
        ("EVIDENCE_URL", "file:", "file:FOLDER"),
        ("EVIDENCE_URL", "memory:///canary", "file:FOLDER or s3://"),  # gone with the process
        ("EVIDENCE_URL", "gs://canary/files", "file:FOLDER or s3://"),  # not asked for its mark
        ("EVIDENCE_URL", "http://canary/files", "file:FOLDER or s3://"),
        ("EVIDENCE_URL", "s3:canary", "s3://BUCKET"),
        ("EVIDENCE_URL", "s3://canary bird/x", "s3://BUCKET"),
        ("EVIDENCE_URL", "s3://:canary@/x", "s3://BUCKET"),
        ("EVIDENCE_URL", "file://canary/share", "file:FOLDER"),  # another machine's
        ("EVIDENCE_URL", "file://localhost/canary", "file:FOLDER"),
        ("EVIDENCE_URL", "file:~/canary", "file:FOLDER"),  # no shell puts a name in its place
        ("SEAL_KEYS", "k1:canary", "key 1 (k1): expected base64"),
        ("SEAL_KEYS", "canary", "key 1 (canary): expected 32 bytes"),
        ("ADMIN_IDS", "41,canary", "numbers with commas"),
        ("ADMIN_IDS", "-5", "numbers with commas"),
        ("ADMIN_IDS", "9" * 20, "numbers with commas"),
        ("MODE", "canary", "'polling' or 'webhook'"),
        ("WEBHOOK_URL", "http://canary.example", "https://"),
        ("WEBHOOK_URL", "https://canary.example:444/hook", "port 443, 80, 88, 8443"),
        ("WEBHOOK_URL", "https://can ary.example/hook", "has a space in it"),
        ("WEBHOOK_URL", "https://canary.example:99999/", "host or port of this one"),
        ("WEBHOOK_URL", "https://[::canary", "host or port of this one"),
        ("API_BASE_URL", "http://can ary.example", "has a space in it"),
        ("TELEGRAM_PROXY", "socks5://canary:1080", "at which it takes HTTP"),
        ("TELEGRAM_PROXY", "http://canary", "http://HOST:PORT"),
        ("TELEGRAM_PROXY", "http://canary:x", "http://HOST:PORT"),
        ("TELEGRAM_PROXY", "http://canary:8080/path", "http://HOST:PORT"),
        ("TELEGRAM_PROXY", "http://a%3Acanary:x@host:8080", "http://HOST:PORT"),
        ("TELEGRAM_PROXY", "http://a:canary密@host:8080", "in ASCII"),
        ("WEBHOOK_LISTEN", "canary", "host:port"),
        ("WEBHOOK_LISTEN", "canary:70000", "host:port"),
        ("WEBHOOK_SECRET", "canary", "32 to 256"),
        ("WEBHOOK_SECRET", "canary-" * 5 + "ö", "32 to 256"),
        ("METRICS_LISTEN", "canary:", "host:port"),
        ("LOCALE", "canary-", "zh-Hans"),
        ("LOCALE", "fr", "that have texts: en, "),
        ("LOCALE", "..", "zh-Hans"),
        ("TIMEZONE", "Asia/Canary", "Asia/Shanghai"),
        ("TIMEZONE", "../canary", "Asia/Shanghai"),
        ("SMTP_URL", "https://canary", "smtp://"),
        ("MAIL_FROM", "canary", "mail address"),
        ("SEND_RATE", "canary", "expected a number"),
        ("SEND_RATE", "0", "above 0"),
        ("BROADCAST_RATE", "-1", "above 0"),
        ("REPORTS_PER_HOUR", "canary", "whole number"),
        ("REPORTS_PER_HOUR", "1.5", "whole number"),
        ("TRACKS_PER_HOUR", "0", "at least 1"),
        ("ADDITIONS_PER_HOUR", "0", "at least 1"),
        ("IDENTITIES_PER_DAY", "0", "at least 1"),
        ("FLOOD_PER_MINUTE", "1", "at least 2"),
        ("FLOOD_PER_MINUTE", "9" * 20, "at most 1000000000"),
        ("REPORTS_PER_HOUR", "1000000001", "at most 1000000000"),
        ("LOG_LEVEL", "canary", "'debug', 'info', 'warning' or 'error'"),
        ("LOG_FORMAT", "canary", "'console' or 'json'"),
    ],
)
def test_a_fault_names_its_variable_and_what_is_expected(variable, value, expected):
    (line,) = faults(**{variable: value})
    assert line.startswith(f"{PREFIX}{variable}: ")
    assert expected in line


def test_a_bucket_is_one_however_its_kind_is_written():
    assert read_settings(evidence_url="S3://bucket/prefix").evidence_url == "s3://bucket/prefix"


def test_every_fault_has_a_line_and_the_value_of_a_secret_is_never_said():
    said = faults(
        BOT_TOKEN="4242:kanarienvogel",
        DATABASE_URL="mysql://kanarienvogel@host/name",
        SEAL_KEYS="k1:kanarienvogel",
        WEBHOOK_SECRET="kanarienvogel",
        SMTP_URL="ftp://kanarienvogel",
        SEND_RATE="fast",
    )
    assert len(said) == 6
    assert "kanarienvogel" not in "".join(said)


def test_a_settings_error_drags_no_cause_along_that_would_show_what_was_set(monkeypatch):
    monkeypatch.setenv("JUBAO_SMTP_URL", "ftp://kanarienvogel")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_settings_do_not_show_their_secrets():
    settings = read_settings(
        bot_token=TOKEN,
        seal_keys=KeyRing.new(),
        webhook_secret="kanarienvogel" * 3,
        smtp_url="smtp://me:kanarienvogel@mail.example:587",
        mail_from="jubao@mail.example",
        database_url="postgresql+asyncpg://jubao:kanarienvogel@host/jubao",
        telegram_proxy="http://office:zeisig-und-fink@proxy.example:3128",
    )
    for secret in settings.secrets:
        assert secret not in repr(settings)
        assert secret not in str(settings)
    assert len(settings.secrets) == 7
    assert {"kanarienvogel", "zeisig-und-fink"} <= set(settings.secrets)


@pytest.mark.parametrize(
    "url",
    [
        "http://bot.example/hook",
        "http://127.0.0.1.example/hook",
        "ftp://127.0.0.1/hook",
        "https:///hook",
        "https://bot.example/hook#part",
        "https://name@bot.example/hook",
    ],
)
def test_a_webhook_is_called_by_tls_or_on_this_machine_alone(url):
    assert read_settings(webhook_url="http://127.0.0.1:8080/hook").webhook_url.endswith("/hook")
    with pytest.raises(SettingsError, match=r"JUBAO_WEBHOOK_URL: expected an address"):
        read_settings(webhook_url=url)


@pytest.mark.parametrize("port", ["", ":443", ":80", ":88", ":8443"])
def test_the_ports_that_telegram_calls(port):
    url = f"https://bot.example{port}/hook"
    assert read_settings(webhook_url=url).webhook_url == url


def test_a_bot_api_server_of_ones_own_calls_any_port():
    url = "https://bot.example:444/hook"
    settings = read_settings(webhook_url=url, api_base_url="http://127.0.0.1:8081")
    assert settings.webhook_url == url


def test_a_language_is_known_however_it_is_written():
    assert read_settings(locale="ZH-hans").locale == "zh-Hans"


def test_a_secret_that_is_too_short_to_be_masked_is_refused():
    (line,) = faults(S3_KEY_ID="key-id", S3_SECRET="x")
    assert line == "JUBAO_S3_SECRET: expected 6 or more characters"


def test_webhook_mode_needs_an_address_and_a_secret():
    assert [line.partition(":")[0] for line in faults(MODE="webhook")] == [
        "JUBAO_WEBHOOK_URL",
        "JUBAO_WEBHOOK_SECRET",
    ]
    whole = read_settings(
        mode="webhook", webhook_url="https://bot.example/hook", webhook_secret="a" * 32
    )
    assert whole.mode is Mode.WEBHOOK


def test_alarms_by_mail_need_a_mail_server():
    (line,) = faults(ALARM_MAIL="duty@office.example")
    assert line == "JUBAO_ALARM_MAIL: expected JUBAO_SMTP_URL beside it, or no mail is sent"


@pytest.mark.parametrize("half", ["S3_KEY_ID", "S3_SECRET"])
def test_half_of_a_buckets_keys_is_a_fault(half):
    (line,) = faults(**{half: "CANARY"})
    assert line == "JUBAO_S3_SECRET: expected both this and JUBAO_S3_KEY_ID, or neither"


def test_a_mail_server_needs_a_sender():
    (line,) = faults(SMTP_URL="smtp://mail.example")
    assert line.startswith("JUBAO_MAIL_FROM: ")


@pytest.mark.parametrize("name", SECRET)
def test_each_secret_may_stand_in_a_file(name, monkeypatch):
    values = {
        "bot_token": TOKEN,
        "database_url": "postgresql+asyncpg://jubao:secret@host/jubao",
        "seal_keys": KeyRing.new(),
        "webhook_secret": "s" * 40,
        "telegram_proxy": "http://office:kanarienvogel@127.0.0.1:3128",
        "smtp_url": "smtp://mail.example",
        "s3_key_id": "AKIA",
        "s3_secret": "a secret of the bucket",
    }
    pairs = {"s3_key_id": "s3_secret", "s3_secret": "s3_key_id"}
    beside = {pairs[name]: "the other half"} if name in pairs else {}
    Path("secret").write_text(values[name] + "\n")
    monkeypatch.setenv(f"JUBAO_{name.upper()}_FILE", "secret")
    found = getattr(read_settings(mail_from="jubao@mail.example", **beside), name)
    assert getattr(found, "get_secret_value", lambda: found)() == values[name]


def test_a_file_named_in_the_dotenv_file_gives_way_to_the_environment(monkeypatch):
    other = TOKEN.replace("4242", "5353")
    Path("token").write_text(TOKEN)
    Path(".env").write_text("JUBAO_BOT_TOKEN_FILE=token\n")
    assert read_settings().bot_token.get_secret_value() == TOKEN
    monkeypatch.setenv("JUBAO_BOT_TOKEN", other)
    assert read_settings().bot_token.get_secret_value() == other


def test_a_secret_and_its_file_together_are_a_fault():
    Path("token").write_text(TOKEN)
    (line,) = faults(BOT_TOKEN=TOKEN, BOT_TOKEN_FILE="token")
    assert line == "JUBAO_BOT_TOKEN: expected either this or JUBAO_BOT_TOKEN_FILE, not both"


def test_a_misspelt_variable_is_found_wherever_it_stands(monkeypatch):
    monkeypatch.setenv("JUBAO_BOT_TOKN", TOKEN)
    monkeypatch.setenv("JUBAO_SEAL_KEYS_FILE", "keys")
    Path(".env").write_text("JUBAO_LOCAL=en\nOTHER=1\n")
    assert unknown() == ("JUBAO_BOT_TOKN", "JUBAO_LOCAL")


def test_a_variable_that_is_set_twice_is_named_with_its_lines_and_no_value():
    Path(".env").write_text(
        f"# ours\nJUBAO_BOT_TOKEN={TOKEN}\nOTHER=1\nOTHER=2\n\n\nexport jubao_bot_token=x\n"
        "JUBAO_MODE=polling\nJUBAO_LOCALE='en'\n\n# JUBAO_MODE=webhook\n"
        "JUBAO_LOCALE=en\nJUBAO_LOCALE=\n"
    )
    with pytest.raises(SettingsError) as wrong:
        read_settings()
    assert str(wrong.value).splitlines() == [
        ".env: JUBAO_BOT_TOKEN is set 2 times, lines 2, 7: keep one",
        ".env: JUBAO_LOCALE is set 3 times, lines 9, 12, 13: keep one",
    ]
    Path(".env").write_text(f"JUBAO_BOT_TOKEN={TOKEN}\n# JUBAO_BOT_TOKEN=\nJUBAO_LOCALE=en\n")
    assert read_settings().locale == "en"


@pytest.mark.parametrize(
    "written",
    [
        f"\u200bJUBAO_BOT_TOKEN={TOKEN}",
        f"JUBAO_\u200bBOT_TOKEN={TOKEN}",
        f"ＪＵＢＡＯ_BOT_TOKEN={TOKEN}",
        f"$env:JUBAO_BOT_TOKEN={TOKEN}",
        f"export \ufeffjubao_bot_token={TOKEN}",
    ],
)
def test_a_name_that_only_looks_like_a_variable_is_named_with_its_line(written):
    Path(".env").write_text(f"# ours\n\n{written}\nJUBAO_LOCALE=en\n", encoding="utf-8")
    with pytest.raises(
        SettingsError, match=r"\.env: expected JUBAO_BOT_TOKEN=…, line 3: "
    ) as wrong:
        read_settings()
    assert TOKEN not in str(wrong.value)


def test_a_variable_of_another_program_may_have_the_name_in_it():
    Path(".env").write_text("MY_JUBAO_MODE=x\nJUBAO_LOCALE=en\n")
    assert read_settings().locale == "en"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"JUBAO_LOCALE=en\nset JUBAO_MODE=polling\n", "line 2: leave out set"),
        (b"JUBAO_LOCALE=en\nJUBAO_MODE=pol\0ling\n", "has a zero byte, line 2: take it out"),
        ("JUBAO_LOCALE=en\n".encode("utf-16-le"), "is not UTF-8 text, but UTF-16"),
        (b"JUBAO_LOCALE='en\nJUBAO_MODE=polling\n", "is a quote left open?"),
    ],
)
def test_what_other_programs_write_into_the_file_is_said(written, said):
    Path(".env").write_bytes(written)
    with pytest.raises(SettingsError) as wrong:
        read_settings()
    assert said in str(wrong.value)


def test_what_is_shown_masks_every_secret():
    settings = read_settings(
        bot_token=TOKEN, database_url="postgresql+asyncpg://jubao:kanarienvogel@host/jubao"
    )
    shown = dict(masked(settings))
    assert shown["JUBAO_BOT_TOKEN"] == MASK
    assert shown["JUBAO_SEAL_KEYS"] == ""
    assert shown["JUBAO_DATABASE_URL"] == f"postgresql+asyncpg://jubao:{MASK}@host/jubao"
    assert list(shown) == [PREFIX + name for name in INTERFACE.split()]


def test_every_setting_is_described_in_the_table():
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.+) \|$", table(), re.MULTILINE)
    assert [name for name, _, _ in rows] == [PREFIX + name for name in INTERFACE.split()]
    assert all(len(meaning) > 10 for _, _, meaning in rows)


def test_the_example_file_lists_every_variable_and_changes_none_of_the_defaults():
    assert set(re.findall(r"^#?(JUBAO_\w+)=", example(), re.MULTILINE)) == {
        PREFIX + name for name in INTERFACE.split()
    }
    Path("as-it-is").write_text(example())
    assert set(dotenv_values("as-it-is").values()) == {""}  # the lines to fill in
    Path("all").write_text(re.sub(r"^#(JUBAO)", r"\1", example(), flags=re.MULTILINE))
    assert Settings(_env_file="all") == Settings(_env_file=None)


def test_the_page_of_the_settings_and_the_example_file_are_up_to_date():
    assert main(check=True) == 0
    assert [path.name for path, _ in pages(ROOT)] == ["settings.md", ".env.example"]


def test_the_demo_writes_to_no_office_whatever_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("JUBAO_SMTP_URL", "smtp://mail.example.org")
    monkeypatch.setenv("JUBAO_MAIL_FROM", "office@example.org")
    monkeypatch.setenv("JUBAO_ALARM_MAIL", "duty@example.org")
    monkeypatch.setenv("JUBAO_MODE", "webhook")
    monkeypatch.setenv("JUBAO_WEBHOOK_URL", "https://bot.example/hook")
    monkeypatch.setenv("JUBAO_WEBHOOK_SECRET", "a" * 32)
    monkeypatch.setenv("JUBAO_METRICS_LISTEN", "127.0.0.1:9108")
    assert read_settings().mails
    demo = demo_settings("http://127.0.0.1:9", tmp_path)
    assert not demo.mails
    assert (demo.mode, demo.alarm_mail, demo.metrics_listen) == (Mode.POLLING, "", "")


@pytest.mark.parametrize("end", ["\r", " ", "\n", "\t "])
def test_the_end_of_a_line_is_no_part_of_a_value(monkeypatch, end):
    """Docker passes the lines of a file from Windows on as they are."""
    for name, value in {
        "DATABASE_URL": "sqlite:///data/a.db",
        "EVIDENCE_URL": "file:data/b",
        "LOCALE": "en",
        "ADMIN_IDS": "41",
        "BOT_TOKEN": TOKEN,
    }.items():
        monkeypatch.setenv(PREFIX + name, value + end)
    settings = read_settings()
    assert settings.database_url == "sqlite+aiosqlite:///data/a.db"
    assert (settings.evidence_url, settings.locale) == ("file:data/b", "en")
    assert settings.bot_token.get_secret_value() == TOKEN


def test_what_is_no_truth_value_is_named():
    assert faults(ONE_ADMIN="maybe") == ["JUBAO_ONE_ADMIN: expected true or false"]


@pytest.mark.parametrize(
    "written",
    [
        "JUBAO_S3_SECRET=ab${HOME}cd",
        "JUBAO_S3_SECRET='ab${HOME}cd'",
        'export jubao_s3_secret="ab${HOME:-x}cd"',
        "JUBAO_S3_SECRET=ab${cd",
        "JUBAO_S3_SECRET_FILE=${HOME}/secret",
    ],
)
def test_a_value_that_could_mean_another_variable_is_named_with_its_line(written):
    Path(".env").write_text(f"OTHER=${{HOME}}/x\nJUBAO_S3_KEY_ID=id\n\n{written}\n")
    with pytest.raises(SettingsError) as refused:
        read_settings()
    (line,) = str(refused.value).splitlines()
    assert re.match(r"\.env: JUBAO_S3_SECRET(_FILE)?, line 4: \$\{…\} could mean another", line)
    assert "cd" not in line
    assert "HOME" not in line


@pytest.mark.parametrize("value", ["p$HOME/x", "$$$$$$", "a$b{c}", "100%{x}", "word-k$"])
def test_every_other_value_of_the_dotenv_is_read_as_it_stands(value):
    Path(".env").write_text(f"OTHER=${{HOME}}\nJUBAO_S3_KEY_ID=id\nJUBAO_S3_SECRET='{value}'\n")
    assert read_settings().s3_secret.get_secret_value() == value
