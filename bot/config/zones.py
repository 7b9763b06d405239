"""The two time zones: that of the profile, and that of JUBAO_TIMEZONE."""

from datetime import datetime
from zoneinfo import ZoneInfo


def difference(printed: str, governing: str) -> str:
    """What to say if the setting's zone is not the profile's; empty if their clocks agree."""
    if printed == governing or _same(ZoneInfo(printed), ZoneInfo(governing)):
        return ""
    return (
        f"JUBAO_TIMEZONE is {printed} and holds for times that commands print; deadlines, "
        f"messages, figures and exports follow {governing}, which is `timezone` in the profile's "
        "clocks.toml: change that one and `jubao profile import PATH`"
    )


def _same(one: ZoneInfo, other: ZoneInfo) -> bool:
    """Whether their clocks agree in winter and in summer, as those of Shanghai and Chongqing."""
    days = (datetime(2026, month, 1, tzinfo=one) for month in (1, 7))
    return all(day.utcoffset() == day.astimezone(other).utcoffset() for day in days)
