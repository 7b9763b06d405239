"""Commands that check categories and profiles."""

from cyclopts.types import ExistingDirectory

from bot.cli.command_groups import category, profile
from bot.cli.lazy import do


@category.command
def check(code: str | None = None) -> None:
    """List what the categories in use lack, as the bot has them; exit code 1 while they do.

    Parameters
    ----------
    code
        One category or sub-category; all its values are shown as well.
    """
    do("bot.cli.categories.category_check", "check", code)


@profile.command(name="check")
def check_profile(path: ExistingDirectory, category: str | None = None) -> None:
    """List what the files of a profile lack, and change nothing; exit code 1 while they do.

    Parameters
    ----------
    path
        The folder, as for `import`.
    category
        A category of it, all values of which are shown as well.
    """
    do("bot.cli.categories.category_check", "check_profile", path, category)
