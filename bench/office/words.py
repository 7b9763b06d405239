"""What staff choose and write on each kind of case, in the language of its reporter."""

from collections.abc import Mapping, Sequence

from bench.office.reports import Kind, Planned
from domain.case import Ground, Outcome

CATEGORIES: Mapping[str, str] = {
    "fraud": "Fraud",
    "gambling": "Gambling",
    "sexual": "Sexual content",
    "rumour": "Rumours",
    "other": "Other",
}
RESULTS: Mapping[str, str] = {
    Outcome.RESTRICTED: "Restricted",
    Outcome.ALREADY_GONE: "Already gone",
    Outcome.REMOVED: "Removed",
    Ground.OUT_OF_REMIT: "Not our responsibility",
    Ground.NO_RULE_BROKEN: "Breaks no rule",
}
RULES: Mapping[str, str] = {
    "fraud": "Article 38",
    "gambling": "Article 303",
    "sexual": "Article 52",
    "other": "Article 24",
}
FACTS: Mapping[str, str] = {
    "fraud": "Opened in a clean browser: asks for money or card data under a false name.",
    "gambling": "Opened in a clean browser: games for money, open to everybody.",
    "sexual": "Address passed to 12377 and to the police; it answers no more.",
    "other": "Police called at once; the stream has ended.",
}
FEEDBACK: Mapping[str, Mapping[str, str]] = {
    "zh-Hans": {
        Outcome.RESTRICTED: "经核查，该页面属实违规，已要求限制访问。感谢您的举报。",
        Outcome.ALREADY_GONE: "经核查，举报属实，该页面现已无法打开。感谢您的举报。",
        Outcome.REMOVED: "经核查，举报属实，网站已删除该页面。感谢您的举报。",
        Ground.OUT_OF_REMIT: "您反映的不是网络违法和不良信息，请拨打 12315 或联系当地有关部门。",
        Ground.NO_RULE_BROKEN: "经核查，文章为正常的批评意见，没有违反规定。",
    },
    "en": {
        Outcome.RESTRICTED: "We checked the page: it breaks the law, and access is restricted now. "
        "Thank you.",
        Outcome.ALREADY_GONE: "We checked it: you were right, and the page can no longer be "
        "opened. Thank you.",
        Outcome.REMOVED: "We checked it: you were right, and the site has removed the page. "
        "Thank you.",
        Ground.OUT_OF_REMIT: "This is not about unlawful content online. Please call 12315 or "
        "turn to the local office.",
        Ground.NO_RULE_BROKEN: "We checked it: the article is ordinary criticism and breaks no "
        "rule.",
    },
}
QUESTION: Mapping[str, str] = {
    "zh-Hans": "请提供网址、群号或应用名称，否则无法核查。",
    "en": "Which address, group or app is it? We cannot find it otherwise.",
}
ANSWER: Mapping[str, str] = {
    "zh-Hans": "网址是 https://answered-{number}.example.com/invest 。",
    "en": "It is https://answered-{number}.example.com/invest and nothing else.",
}
WHY_TRANSFERRED: Mapping[str, str] = {
    "zh-Hans": "涉及的单位在衡阳，由衡阳核查处理。",
    "en": "Whoever runs it is in Hengyang: the office there handles it.",
}
ADDRESSEE, UNIT = "Rednet", "Hengyang"


def given(planned: Planned, locales: Sequence[str], joins: str = "") -> Mapping[str, str]:
    """The answers to all questions that such a case may bring; `joins` is the case to join to.

    `locales` are the languages of its reporters: those of joined reports may have several.
    """
    result, locale = planned.ending.result, locales[0]
    said = "\n".join(FEEDBACK[each].get(result or "", "") for each in locales)
    reason = WHY_TRANSFERRED[locale] if planned.kind is Kind.TRANSFER else ""
    sure = "Yes, close it" if planned.kind is Kind.SILENT else "Send"
    known = {
        "category": CATEGORIES[planned.category],
        "outcome": RESULTS.get(result or "", ""),
        "ground": RESULTS.get(result or "", ""),
        "rule": RULES.get(planned.category, ""),
        "facts": FACTS.get(planned.category, ""),
        "feedback": said,
        "question": QUESTION[locale],
        "unit": UNIT,
        "reason": reason,
        "addressee": ADDRESSEE,
        "what": "Remove it",
        "targets": "All of them",
        "case": joins,
        "sure": "Yes, join" if joins else sure,
    }
    return {name: answer for name, answer in known.items() if answer}
