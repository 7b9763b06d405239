"""Encryption of values and files with the key ring."""
