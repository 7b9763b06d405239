"""Imports all modules that register commands, and exports the complete `app`."""

from bot.cli import keeping, office, proving, running
from bot.cli.command_groups import app

__all__ = ["app", "keeping", "office", "proving", "running"]
