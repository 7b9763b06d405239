"""Commands for languages."""

from cyclopts.types import Directory, ExistingDirectory

from bot.cli.command_groups import locale
from bot.cli.lazy import do


@locale.command
def new(code: str, *, to: Directory | None = None) -> None:
    """Make a language: the English texts, each marked as to be translated; says what comes next.

    Parameters
    ----------
    code
        The code of the language, such as fr, pt-BR or zh-Hant.
    to
        The folder of JUBAO_LANGUAGES, in which the language gets a folder; made if it is missing.
        By default the one that is set; in a checkout without one, its own `locales`.
    """
    do("bot.cli.languages.language_files", "new", code, to)


@locale.command
def update(code: str, *, to: ExistingDirectory | None = None) -> None:
    """Add the texts that a language lacks, such as those of a new release.

    They are in English, each marked as not yet translated, as in a language that `new` made.

    Parameters
    ----------
    code
        The code of the language.
    to
        The folder in which the language has its folder, if it is not that of JUBAO_LANGUAGES.
    """
    do("bot.cli.languages.language_files", "update", code, to)


@locale.command
def check(
    code: str, *, to: ExistingDirectory | None = None, profile: ExistingDirectory | None = None
) -> None:
    """List what a language lacks, in its texts and in the profile; exit code 1 while it does.

    Parameters
    ----------
    code
        The code of the language.
    to
        The folder in which the language has its folder, if it is not that of JUBAO_LANGUAGES.
    profile
        The folder of the profile; by default that of JUBAO_PROFILE.
    """
    do("bot.cli.languages.language_check", "check", code, to, profile)


@locale.command(name="list")
def list_(*, to: ExistingDirectory | None = None) -> None:
    """List all languages, and how much of the texts each has.

    Parameters
    ----------
    to
        The folder with further languages, if it is not that of JUBAO_LANGUAGES.
    """
    do("bot.cli.languages.language_check", "list_all", to)
