"""How Chinese names are said: pinyin whole and by first letters."""

from functools import lru_cache

MOST_KEPT = 4096  # names whose readings are remembered


@lru_cache(maxsize=MOST_KEPT)
def pinyin(name: str) -> tuple[str, ...]:
    """`changsha…` and `cs…` for 长沙…; what is not Chinese stays as it is."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - slow to import, seldom wanted

    return ("".join(lazy_pinyin(name)), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)))
