"""A moment as people write it: "tomorrow 9:00", "in two hours", "下周一上午九点", "12-01 18:30"."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGEST = 60  # characters of a moment; longer texts are none
_EARLY = time(9)  # of a day named without an hour
_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_NUMBERS |= {"九": 9, "十": 10, "半": 0}
_NUMBERS |= {f"十{ten}": 10 + at for at, ten in enumerate("一二三四五六七八九", 1)}
_NUMBERS |= {"二十": 20, "二十一": 21, "二十二": 22, "二十三": 23}
_NUMBERS |= {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "half an": 0, "half a": 0}
_COUNT = r"(?P<count>\d{1,4}|half an?|an?|one|two|three|十[一二]?|[一二两三四五六七八九半])"
_SPANS = {"minute": 60, "min": 60, "分": 60, "hour": 3600, "小时": 3600, "钟头": 3600}
_SPANS |= {"day": 86_400, "天": 86_400, "日": 86_400}
_IN = re.compile(rf"(?:in )?{_COUNT} ?个?(?P<span>minute|min|hour|day)s?(?: from now)?")
_AFTER = re.compile(rf"{_COUNT}个?(?P<span>分|小时|钟头|天|日)(?:钟)?(?:之?后|以后)")
_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}
_DAYS |= {"今天": 0, "今日": 0, "今晚": 0, "明天": 1, "明日": 1, "明晚": 1, "明早": 1, "后天": 2}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = "一二三四五六日"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATES = (
    re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?![\d:])"),
    re.compile(rf"(?P<d>\d{{1,2}}) ?(?P<n>{'|'.join(_MONTHS)})[a-z]*(?: (?P<y>\d{{4}}))?"),
    re.compile(rf"(?P<n>{'|'.join(_MONTHS)})[a-z]* (?P<d>\d{{1,2}})(?!:)(?:,? (?P<y>\d{{4}}))?"),
)
_EVENING = ("下午", "晚上", "晚", "pm", "p.m.", "tonight", "evening", "afternoon")
_PART = "凌晨|早上|早|上午|中午|下午|晚上|晚|in the morning|in the afternoon|in the evening"
CLOCK = re.compile(
    rf"(?P<part>{_PART})? ?(?:at )?"
    r"(?P<h>\d{1,2}|二十[一二三]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r"(?:[:：.](?P<min>\d{2})|[点时h](?:(?P<half>半)|(?P<min2>\d{1,2})分?)?(?:整|钟)?)?"
    r" ?(?P<after>am|a\.m\.|pm|p\.m\.|o'clock|in the morning|in the afternoon|in the evening)?"
)
"""A time of day in a text of small letters, which `time_of` reads."""
_NOON = re.compile("noon|midday|中午|正午")


def moment(text: str, *, now: int, timezone: str) -> int | None:
    """The moment that a text means, unix seconds; None if it means none.

    Words without a date mean the next such time after `now`; a day without an hour means 9:00.
    """
    said = " ".join(text.strip().lower().split())
    if not said or len(said) > LONGEST:
        return None
    if found := _IN.fullmatch(said) or _AFTER.fullmatch(said):
        return now + round(_number(found["count"], half=0.5) * _SPANS[found["span"]])
    here = datetime.fromtimestamp(now, ZoneInfo(timezone))
    try:
        day, rest = _day(said, here.date())
        clock = _clock(rest, evening=any(word in said for word in _EVENING))
        if clock is None or (day is None and clock is _EARLY):
            return None
        local = datetime.combine(day or here.date(), clock, here.tzinfo)
    except (ValueError, OverflowError):
        return None
    if day is None and local <= here:
        local += timedelta(days=1)
    return int(local.timestamp())


def _number(text: str, *, half: float = 0) -> float:
    return float(text) if text.isdigit() else float(_NUMBERS[text] or half)


def _day(said: str, today: date) -> tuple[date | None, str]:
    """The day that a text names, None if none; and the text without it."""
    for word in sorted(_DAYS, key=len, reverse=True):
        if word in said:
            return today + timedelta(days=_DAYS[word]), said.replace(word, " ", 1)
    for pattern in _DATES:
        if found := pattern.search(said):
            return _date(found, today), said[: found.start()] + " " + said[found.end() :]
    if found := re.search(rf"(下)?(?:个)?(?:周|星期|礼拜)([{_WEEK}天])", said):
        weekday = min(_WEEK.find(found[2]) % 7, 6) if found[2] != "天" else 6
        day = _next(today, weekday)
        if found[1]:  # "next week's": of the week that begins on the coming Monday
            day = today + timedelta(days=7 - today.weekday() + weekday)
        return day, said.replace(found[0], " ", 1)
    if found := re.search(rf"(?:on |next )?({'|'.join(_WEEKDAYS)})", said):
        return _next(today, _WEEKDAYS.index(found[1])), said.replace(found[0], " ", 1)
    return None, said


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _date(found: re.Match[str], today: date) -> date:
    """The date that was written; without a year the next one. Raises ValueError."""
    parts = found.groupdict()
    month = _MONTHS.index(parts["n"]) + 1 if parts.get("n") else int(parts["m"])
    day = int(parts["d"])
    if parts.get("y"):
        return date(int(parts["y"]), month, day)
    this = date(today.year, month, day)
    return this if this >= today else date(today.year + 1, month, day)


def _clock(rest: str, *, evening: bool) -> time | None:
    """The time of day in the rest of a text: 9:00 where it has none, None if it is no time."""
    rest = " ".join(rest.replace(",", " ").replace("，", " ").split()).removeprefix("at ")
    if not rest or rest in {"早", "in the morning", "morning", "上午"}:
        return _EARLY
    if _NOON.fullmatch(rest):
        return time(12)
    found = CLOCK.fullmatch(rest)
    return time_of(found, evening=evening) if found is not None else None


def time_of(found: re.Match[str], *, evening: bool = False) -> time:
    """The time that a match of `CLOCK` means; `evening`: other words say so. Raises ValueError."""
    hour = int(_number(found["h"]))
    minute = 30 if found["half"] else int(found["min"] or found["min2"] or 0)
    part = f"{found['part'] or ''} {found['after'] or ''}"
    late = evening or any(word in part for word in _EVENING)
    if found["part"] == "中午" and hour < 3:
        late = True
    if late and hour < 12:
        hour += 12
    if hour == 12 and ("am" in part or "a.m." in part or "凌晨" in part):
        hour = 0
    return time(hour, minute)
