"""In which script a text is written, Chinese characters or Latin letters; and who can read it."""

import re
from collections.abc import Iterable

LEAST_LATIN = 8  # letters: shorter texts are names and codes, which are the same in each language
_LETTERS_OF_A_WORD = 3  # one Chinese character says about as much
_NO_WORDS = re.compile(r"(?<!\S)\S*?(?:://|@|\w\.\w)\S*")  # addresses
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WRITTEN_IN = {"zh": "han", "en": "latin"}


def script_of(text: str) -> str | None:
    """`han` or `latin`, whichever says more of a text; None where neither says enough."""
    plain = _NO_WORDS.sub(" ", text)
    han = len(_HAN.findall(plain))
    latin = len(_LATIN.findall(plain))
    if han and han * _LETTERS_OF_A_WORD >= latin:
        return "han"
    return "latin" if latin >= LEAST_LATIN else None


def is_foreign_to(text: str, locales: Iterable[str]) -> bool:
    """Whether a text is in another script than one of these languages is written in.

    A language that is not known here is taken to read everything.
    """
    script = script_of(text)
    if script is None:
        return False
    wanted = {_WRITTEN_IN.get(locale.partition("-")[0]) for locale in locales} - {None}
    return bool(wanted - {script})
