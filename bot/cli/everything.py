"""The whole command line: each module has brought its commands along."""

from bot.cli import keeping, office, running
from bot.cli.command_groups import app

__all__ = ["app", "keeping", "office", "running"]
