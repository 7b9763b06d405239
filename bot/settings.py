"""Settings: everything the environment may say, read once, frozen, faults named by variable."""

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """JUBAO_BOT_TOKEN, JUBAO_DATABASE_URL and so on."""

    model_config = SettingsConfigDict(env_prefix="JUBAO_", env_file=".env", frozen=True, extra="ignore")

    bot_token: SecretStr = SecretStr("")
    api_base_url: str = "https://api.telegram.org"
    database_url: str = "sqlite+aiosqlite:///data/jubao.db"
    evidence_url: str = "file:data/evidence"
    profile: Path = Path("profiles/hunan")
    seal_keys: SecretStr = SecretStr("")
    admin_ids: str = ""
    send_rate: float = Field(30, gt=0)
    reports_per_hour: int = 10
    log_level: str = "info"

    @property
    def seal_keys_text(self) -> str:
        return self.seal_keys.get_secret_value()

    @property
    def admins(self) -> frozenset[int]:
        return frozenset(int(part) for part in self.admin_ids.split(",") if part.strip())


def read_settings(**overrides: Any) -> Settings:
    return Settings(**overrides)
