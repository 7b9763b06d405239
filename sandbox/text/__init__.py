"""Texts as Telegram reads them: HTML, links, entities, lengths."""
