"""Settings from the environment and `.env`, frozen; errors name the variable, never its value."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.config import settings_checks as check
from bot.config import settings_faults
from bot.config.choices import LogFormat, LogLevel, Mode
from bot.config.settings_files import FromFiles, dotenv_fault

PREFIX = "JUBAO_"
SECRET = (
    *("bot_token", "telegram_proxy", "database_url", "seal_keys", "webhook_secret"),
    *("smtp_url", "s3_key_id", "s3_secret"),
)
MOST = 10**9  # upper bound of counts: in effect no limit, and fits a 32-bit integer


class SettingsError(Exception):
    """Invalid settings; the message has one line per fault and never contains a value."""


class Settings(BaseSettings):
    """All variables `JUBAO_…`; those in SECRET can be read from a file named by `JUBAO_…_FILE`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    bot_token: Annotated[SecretStr, AfterValidator(check.token)] = Field(
        default=SecretStr(""), description="the bot's token from @BotFather; `run` needs it"
    )
    api_base_url: Annotated[str, AfterValidator(check.web_address)] = Field(
        default="https://api.telegram.org",
        description="Bot API server; `/bot<token>/<method>` and `/file/bot<token>/<path>` follow",
    )
    telegram_proxy: Annotated[SecretStr, AfterValidator(check.proxy)] = Field(
        default=SecretStr(""),
        description="HTTP proxy by which the Bot API is reached, `http://user:password@host:port`; "
        "proxies that the environment names are not used",
    )
    database_url: Annotated[str, AfterValidator(check.database)] = Field(
        default="sqlite+aiosqlite:///data/jubao.db",
        repr=False,
        description="the database; or `postgresql+asyncpg://user:password@host/name`",
    )
    evidence_url: Annotated[str, AfterValidator(check.evidence)] = Field(
        default="file:data/evidence",
        description="where encrypted files are stored; or `s3://bucket/prefix`",
    )
    s3_endpoint: Annotated[str, AfterValidator(check.web_address_or_none)] = Field(
        default="",
        description="address of an S3 server other than Amazon's, e.g. `https://s3.example:9000`; "
        "if this or one of the next three is empty, AWS's own `AWS_…` variables apply",
    )
    s3_region: str = Field(default="", description="region of the bucket")
    s3_key_id: SecretStr = Field(default=SecretStr(""), description="access key of the bucket")
    s3_secret: Annotated[SecretStr, AfterValidator(check.s3_secret)] = Field(
        default=SecretStr(""), description="secret key of the bucket"
    )
    journal_heads: str = Field(
        default="",
        description="file that notes the newest entry of the journal, to prove that none was cut "
        "off (`jubao audit verify`); by default beside the database",
    )
    profile: Annotated[Path, AfterValidator(check.folder)] = Field(
        default=Path("profiles/hunan"),
        description="folder with units, categories and deadlines; read at the first start only, "
        "later changes need `jubao profile import PATH`",
    )
    seal_keys: Annotated[SecretStr, AfterValidator(check.seal_keys)] = Field(
        default=SecretStr(""),
        description="encryption keys, `id:base64`, separated by commas; the first one encrypts; "
        "`jubao keys new` makes one; `run` refuses to start without",
    )
    admin_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(check.ids)] = Field(
        default=frozenset(),
        description="Telegram ids, separated by commas, that are admins while listed here",
    )
    mode: Annotated[Mode, BeforeValidator(check.lower)] = Field(
        default=Mode.POLLING, description="how updates are received: `polling` or `webhook`"
    )
    webhook_url: Annotated[str, AfterValidator(check.webhook_address)] = Field(
        default="",
        description="public `https://` address that Telegram calls in webhook mode; "
        "`jubao webhook set` registers it",
    )
    webhook_listen: Annotated[str, AfterValidator(check.listen)] = Field(
        default="127.0.0.1:8080",
        description="where the webhook listens, `host:port`, behind a TLS proxy",
    )
    webhook_secret: Annotated[SecretStr, AfterValidator(check.webhook_secret)] = Field(
        default=SecretStr(""),
        description="secret that Telegram sends with each update: 32 to 256 of `A-Z a-z 0-9 _ -`",
    )
    metrics_listen: Annotated[str, AfterValidator(check.listen)] = Field(
        default="",
        description="serve `/metrics`, `/healthz`, `/readyz` here, e.g. `127.0.0.1:9108`",
    )
    languages: Annotated[str, AfterValidator(check.languages)] = Field(
        default="",
        description="folder with further languages, such as `jubao locale new` makes; read at "
        "the start",
    )
    locale: Annotated[str, AfterValidator(check.locale)] = Field(
        default="zh-Hans", description="the language for people whose own is not available"
    )
    timezone: Annotated[str, AfterValidator(check.timezone)] = Field(
        default="Asia/Shanghai",
        description="time zone of times that commands print; deadlines, messages and figures use "
        "`timezone` in the profile's `clocks.toml`",
    )
    smtp_url: Annotated[SecretStr, AfterValidator(check.mail_server)] = Field(
        default=SecretStr(""),
        description="mail server, `smtp://user:password@host:587`; no mail is sent without",
    )
    mail_from: Annotated[str, AfterValidator(check.mail_address)] = Field(
        default="", description="the sender of mails to units"
    )
    alarm_mail: Annotated[str, AfterValidator(check.mail_address)] = Field(
        default="",
        description="mail address that gets the alarms that admins get in chat; "
        "needs the mail server",
    )
    send_rate: float = Field(default=30, gt=0, le=MOST, description="messages per second in total")
    broadcast_rate: float = Field(
        default=25, gt=0, le=MOST, description="messages per second of a broadcast"
    )
    reports_per_hour: int = Field(
        default=10, ge=1, le=MOST, description="reports one person may file in an hour"
    )
    tracks_per_hour: int = Field(
        default=20, ge=1, le=MOST, description="query codes one person may try in an hour"
    )
    additions_per_hour: int = Field(
        default=30, ge=1, le=MOST, description="additions to reports one person may send in an hour"
    )
    identities_per_day: int = Field(
        default=5, ge=1, le=MOST, description="reporters' contacts one person may request in a day"
    )
    gather_seconds: int = Field(
        default=5,
        ge=0,
        le=30,
        description="seconds that a notice to staff about a case waits for others, so that many at "
        "once are one message; never with a danger to life",
    )
    one_admin: bool = Field(
        default=False,
        description="`true`: an office with one admin; that admin changes public phone numbers, "
        "mail addresses and websites without a second one, and all leads get a message",
    )
    flood_per_minute: int = Field(
        default=60,
        ge=2,
        le=MOST,
        description="reports for one unit in a minute; more wait in quarantine until a flood ends",
    )
    file_mb_per_hour: int = Field(
        default=200, ge=20, le=MOST, description="megabytes of files one person may send in an hour"
    )
    erasure_list: str = Field(
        default="",
        description="file that lists, by keyed tokens, what was erased and revoked, for `jubao "
        "restore`; put it where backups are; by default beside the SQLite database or the evidence",
    )
    leftovers_kept_days: int = Field(
        default=7,
        ge=1,
        le=365,
        description="days until copies of the database from before an upgrade, and updates that "
        "failed three times, are erased",
    )
    log_level: Annotated[LogLevel, BeforeValidator(check.lower)] = Field(
        default=LogLevel.INFO, description="`debug`, `info`, `warning` or `error`"
    )
    log_format: Annotated[LogFormat, BeforeValidator(check.lower)] = Field(
        default=LogFormat.CONSOLE, description="`console` or `json`"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _tidy(cls, value: Any) -> Any:
        return check.tidy(value)

    @field_validator("webhook_url", "webhook_secret")
    @classmethod
    def _webhook_whole(cls, value: Any, info: ValidationInfo) -> Any:
        if info.data.get("mode") is Mode.WEBHOOK and not check.plain(value):
            raise ValueError("expected a value, because updates come by webhook")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _port_called(cls, value: str, info: ValidationInfo) -> str:
        return check.called_port(value, info.data.get("api_base_url", ""))

    @field_validator("s3_secret")
    @classmethod
    def _keys_in_pairs(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        if bool(check.plain(value)) is not bool(check.plain(info.data.get("s3_key_id", ""))):
            raise ValueError(f"expected both this and {PREFIX}S3_KEY_ID, or neither")
        return value

    @field_validator("mail_from")
    @classmethod
    def _sender_named(cls, value: str, info: ValidationInfo) -> str:
        if not value and check.plain(info.data.get("smtp_url", "")):
            raise ValueError(f"expected a mail address, because {PREFIX}SMTP_URL is set")
        return value

    @field_validator("alarm_mail")
    @classmethod
    def _alarms_sent(cls, value: str, info: ValidationInfo) -> str:
        if value and not check.plain(info.data.get("smtp_url", "")):
            raise ValueError(f"expected {PREFIX}SMTP_URL beside it, or no mail is sent")
        return value

    @property
    def admins(self) -> frozenset[int]:
        """Accounts that are admins by the settings."""
        return self.admin_ids

    @property
    def mails(self) -> bool:
        """Whether mail to units is configured."""
        return bool(check.plain(self.smtp_url) and self.mail_from)

    @property
    def seal_keys_text(self) -> str:
        """The encryption keys in plain text."""
        return self.seal_keys.get_secret_value()

    @property
    def secrets(self) -> tuple[str, ...]:
        """All secret values in plain text, for removing them from output."""
        keys = (part.partition(":")[2].strip() for part in self.seal_keys_text.split(","))
        addresses = map(check.plain, (self.smtp_url, self.telegram_proxy))
        more = check.passwords(self.database_url, addresses)
        token, secret = check.plain(self.bot_token), check.plain(self.webhook_secret)
        bucket = (check.plain(self.s3_key_id), check.plain(self.s3_secret))
        return tuple(filter(None, (token, token.partition(":")[2], secret, *keys, *more, *bucket)))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - a folder, not used
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order: arguments, the environment, `.env`; in both, `_FILE` variables are read too."""
        found: list[PydanticBaseSettingsSource] = [init_settings]
        for source in (env_settings, dotenv_settings):
            found += [FromFiles(settings_cls, source, SECRET), source]
        return tuple(found)


def read_settings(**overrides: Any) -> Settings:
    """Read the settings; `overrides` are fields by name and take precedence.

    Raises SettingsError: a line for each invalid variable, or for what is wrong with `.env`.
    """
    for name in overrides:
        if name not in Settings.model_fields and not name.startswith("_"):
            raise TypeError(f"there is no setting {name}")
    if fault := dotenv_fault(Path(".env"), PREFIX):
        raise SettingsError(fault)
    try:
        return Settings(**overrides)
    except ValidationError as wrong:
        lines = "\n".join(settings_faults.lines(wrong, PREFIX))
    raise SettingsError(lines)  # outside of `except`: the chained error would show the values
