"""The whole command line: each module has brought its commands along."""

from bot.command_line import app, keeping, office, running

__all__ = ["app", "keeping", "office", "running"]
