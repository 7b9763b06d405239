"""Logging: structlog and the standard library in one chain that redacts personal data."""

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Any, TextIO

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.core.tracebacks import format_error

LIBRARIES = ("httpx", "httpcore", "aiohttp", "telegram", "sqlalchemy", "alembic", "asyncio")
LEAST_SECRET = 6  # characters; replacing a shorter password would destroy ordinary words
LONGEST = 2000  # characters of one value; the rest is cut off
LONGEST_READ = 10_000  # characters of one value that are searched for secrets
LONGEST_SECRET = 200
MOST_VALUES = 50  # of one list or mapping; the rest is left out

WITHHELD = "<withheld>"
SECRET = "<secret>"  # noqa: S105 - replaces a secret
MASK = "<…>"

# Fields whose values are never logged: message texts and personal data.
PERSONAL = frozenset(
    {
        *("text", "caption", "words", "title", "question", "answers", "body", "message", "data"),
        *("contact", "phone", "email", "mail", "name", "first_name", "last_name", "username"),
        *("account", "accounts", "chat", "chat_id", "user", "user_id", "who", "recipient"),
        *("link", "links", "url", "url_raw", "code", "update", "params"),
        *("token", "secret", "password", "keys"),
    }
)

# Anchored and possessive, so that matching takes linear time.
_TOKENS = re.compile(r"(?<!\d)\d++(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_KEYS = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=")
_PERSONAL = (
    re.compile(r"(?<!\w)\w++://\S+"),
    # A quotation without an end goes on to the end of the text: it is not looked for again.
    re.compile(
        r"""(?:(?<!\w)|(?<=\bb))(["'])(?:\\.|(?!\1)[^\\]|\1(?=\w))*+(?:\1|\\?\Z)""", re.DOTALL
    ),
    re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}\b"),  # a query code
    re.compile(r"(?<![\w.])\+?\d(?:[ -]?\d){6,}(?!\w)"),  # a phone number, an account
)


@dataclass(frozen=True, slots=True)
class Redactor:
    """A structlog processor that removes personal data and secrets.

    Tokens and keys are recognised by their form; `secrets` are removed in any form.
    """

    secrets: tuple[str, ...] = ()

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        """Clean every field; a traceback keeps its code locations, its messages are cleaned."""
        error = _error(event.pop("exc_info", None))
        cleaned: dict[str, Any] = {key: self._field(key, event[key]) for key in event}
        if error is not None:
            cleaned["exception"] = self.without_secrets(format_error(error, self.clean))
        return cleaned

    def clean(self, text: str) -> str:
        """The text without secrets, quoted text, links, mail addresses, codes and long numbers."""
        if len(text) > LONGEST_READ:  # a secret may have been cut in two at the end
            text = self.without_secrets(text[:LONGEST_READ])[:-LONGEST_SECRET]
        text = self.without_secrets(text)[:LONGEST]
        for pattern in _PERSONAL:
            text = pattern.sub(MASK, text)
        return text.encode(errors="backslashreplace").decode()  # a name of a file may be no text

    def without_secrets(self, text: str) -> str:
        """The text without tokens, keys and passwords."""
        for secret in self.secrets:
            text = text.replace(secret, SECRET)
        return _KEYS.sub(SECRET, _TOKENS.sub(SECRET, text))

    def _field(self, key: str, value: Any) -> Any:
        return WITHHELD if key.lower() in PERSONAL else self._value(value)

    def _value(self, value: Any) -> Any:
        match value:
            case None | bool() | int() | float():
                return value
            case str() | PurePath():
                return self.clean(str(value))
            case BaseException():
                return f"{type(value).__name__}: {self.clean(str(value))}"
            case Mapping():
                first = islice(value.items(), MOST_VALUES)
                return {self.clean(str(k)): self._field(str(k), v) for k, v in first}
            case list() | tuple() | set() | frozenset():
                return [self._value(each) for each in islice(value, MOST_VALUES)]
            case _:  # e.g. an update, or bytes: log only the type
                return f"<{type(value).__name__}>"


def set_up(
    *,
    level: str = "info",
    form: str = "console",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send every logger of this process to `stream` (default stderr) as console or json, redacted.

    `level` applies to the loggers below `jubao`; libraries log from WARNING on.
    """
    stream = stream or sys.stderr
    known = {each for each in secrets if len(each) >= LEAST_SECRET}
    chain: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        Redactor(tuple(sorted(known, key=len, reverse=True))),  # one may contain another
    ]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=chain,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                _renderer(form, stream),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("jubao").setLevel(level.upper())
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            *chain,  # before any other handler gets the line
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,  # lines are few, and tests set this up more than once
    )


def _renderer(form: str, stream: TextIO) -> Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(serializer=lambda line, **_: _json(line))
    return structlog.dev.ConsoleRenderer(
        colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def _json(line: dict[str, Any]) -> str:
    return orjson.dumps(line).decode()


def _error(exc_info: Any) -> BaseException | None:
    """The exception of a log line, from any form of `exc_info`; None if there is none."""
    if isinstance(exc_info, BaseException):
        return exc_info
    triple: tuple[Any, BaseException | None, Any] | None = None
    if exc_info:
        triple = exc_info if isinstance(exc_info, tuple) else sys.exc_info()
    return triple[1] if triple else None
