"""Shared by all handlers: context, reading updates, routing, replies, errors of the Bot API."""
