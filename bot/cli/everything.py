"""Imports all modules that register commands, and exports the complete `app`."""

from bot.cli import keeping, office, proving, running
from bot.cli.categories import category_commands
from bot.cli.command_groups import app
from bot.cli.languages import locale_commands

__all__ = ["app", "category_commands", "keeping", "locale_commands", "office", "proving", "running"]
