"""Pure parsers of what people write: links, contacts, unit fields, pinyin."""
