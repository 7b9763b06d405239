"""Benchmarks: the speed of the bot compared with other frameworks."""
