"""In which script a text is written, Chinese characters or Latin letters; and who can read it."""

import re
from collections.abc import Iterable, Mapping

LEAST_HAN = 4  # characters of a passage beside one in another script: fewer are a name
LEAST_LATIN = 8  # letters: shorter texts are names and codes, which are the same in each language
_LETTERS_OF_A_WORD = 3  # one Chinese character says about as much
_NO_WORDS = re.compile(r"(?<!\S)\S*?(?:://|@|\w\.\w)\S*")  # addresses
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_BETWEEN = re.compile(r"[\n。！？!?；;|｜]|\.(?=\s|$)|\s/\s")  # where passages end
_WRITTEN_IN = {"zh": "han", "en": "latin"}


def script_of(text: str) -> str | None:
    """`han` or `latin`, whichever says more of a text; None where neither says enough."""
    plain = _NO_WORDS.sub(" ", text)
    han = len(_HAN.findall(plain))
    latin = len(_LATIN.findall(plain))
    if han and han * _LETTERS_OF_A_WORD >= latin:
        return "han"
    return "latin" if latin >= LEAST_LATIN else None


def scripts_of(text: str) -> frozenset[str]:
    """The scripts in which a text can be read: both where it says the same in two languages.

    That needs a passage in each: a line, a sentence, or what stands between slashes. A name or a
    title in another script is none, nor a passage that says less than half as much as the other.
    """
    script = script_of(text)
    if script is None:
        return frozenset()
    size = {"han": 0, "latin": 0}
    for passage in _BETWEEN.split(_NO_WORDS.sub(" ", text)):
        found = script_of(passage)
        han, latin = len(_HAN.findall(passage)), len(_LATIN.findall(passage))
        if found == "han" and han >= LEAST_HAN:
            size[found] += han * _LETTERS_OF_A_WORD
        elif found == "latin" and _is_said(passage):
            size[found] += latin
    is_both = 2 * min(size.values()) >= max(size.values()) > 0
    return frozenset(size) if is_both else frozenset({script})


def _is_said(passage: str) -> bool:
    """Whether Latin letters are words, and not a name alone: names are written with capitals."""
    words = passage.split()
    return len(words) > 1 and any(_LATIN.match(each) and each[0].islower() for each in words)


def written_by_all(texts: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The scripts in which all readers of a language have written; they read them, too.

    `texts` are pairs of a reader's language and what that reader wrote.
    """
    found: dict[str, frozenset[str]] = {}
    for locale, text in texts:
        scripts = scripts_of(text)
        found[locale] = found.get(locale, scripts) & scripts
    return found


def unread(
    text: str, locales: Iterable[str], wrote_in: Mapping[str, frozenset[str]] | None = None
) -> tuple[str, ...]:
    """Those of these languages whose readers may not be able to read a text, for its script.

    A language that is not known here is taken to read everything. `wrote_in` is of
    `written_by_all`: who writes in a script reads it.
    """
    scripts = scripts_of(text)
    if not scripts:
        return ()
    written_in = {each: _WRITTEN_IN.get(each.partition("-")[0]) for each in locales}
    also = wrote_in or {}
    return tuple(
        each
        for each, script in written_in.items()
        if script and not scripts & {script, *also.get(each, ())}
    )
