"""The pinyin of Chinese names, whole and by initials."""

from functools import lru_cache

MOST_KEPT = 4096  # names in the cache


@lru_cache(maxsize=MOST_KEPT)
def pinyin(name: str) -> tuple[str, ...]:
    """`changsha…` and `cs…` for 长沙…; other characters stay as they are."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - slow to import, seldom wanted

    return ("".join(lazy_pinyin(name)), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)))
