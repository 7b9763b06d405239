"""Fields that take one of a few words, as offices write them in their tables."""

from collections.abc import Callable, Mapping

from bot.config.tables.columns import folded
from conversation.parsing.no_value import has_no_value

LEVELS = {
    "site": ("网站", "站点", "平台", "重点网站", "新闻网站", "网站平台", "website"),
    "city": (
        "市",
        "市级",
        "地市",
        "地市级",
        "市州",
        "市(州)",
        "市州级",
        "州",
        "地级市",
        "市级网信办",
    ),
    "province": ("省", "省级", "省直", "自治区", "直辖市"),
}
CHANNELS = {
    "mail": ("邮箱", "电子邮箱", "邮件", "电子邮件", "email", "e-mail"),
    "form": ("表单", "网页", "网页表单"),
    "phone": ("电话", "热线", "telephone"),
    "unknown": ("未知", "不详"),
}
YES_OR_NO = {
    "yes": ("是", "有", "y", "true", "1", "✓", "✔", "√", "☑"),
    "no": ("否", "n", "false", "0", "×", "✗", "✘", "☐"),
}


def by_words(
    words: Mapping[str, tuple[str, ...]], *, empty: str | None = None
) -> Callable[[str], str]:
    """A reader of a field of these words; the reader's ValueError lists them.

    `words` has the other forms of each word; `empty` is the value of a field that is left empty,
    or says so (`has_no_value`); None if it may not be.
    """
    known = {folded(form): word for word, forms in words.items() for form in (word, *forms)}
    shown = [repr(word) for word in words]
    examples = ", ".join(forms[0] for forms in words.values())
    expected = f"expected {', '.join(shown[:-1])} or {shown[-1]} (in Chinese {examples})"

    def read(typed: str) -> str:
        plain = folded(typed)
        if empty is not None and has_no_value(typed):
            return empty
        if plain not in known:
            raise ValueError(expected if empty is None else f"{expected}, or nothing")
        return known[plain]

    return read
