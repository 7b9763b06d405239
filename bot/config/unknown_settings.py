"""Variables of the environment and `.env` that look like settings and are none."""

import os
from pathlib import Path

from pydantic_settings import DotEnvSettingsSource

from bot.config.settings import PREFIX, SECRET, Settings
from bot.config.settings_files import FILE


def unknown() -> tuple[str, ...]:
    """Variables `JUBAO_…` in the environment or `.env` that are no settings."""
    dotenv = DotEnvSettingsSource(Settings, Path(".env"))
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    known |= {f"{PREFIX}{name}{FILE}".upper() for name in SECRET}
    set_names = {name.upper() for name in (*os.environ, *dotenv.env_vars)}
    return tuple(sorted(name for name in set_names - known if name.startswith(PREFIX)))
