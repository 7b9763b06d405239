"""The profile that is shipped with the code, read once for all tests of a process."""

from bot.config.profile import read_profile
from tests.support.processes import ROOT

PROFILE = read_profile(ROOT / "profiles/hunan")
