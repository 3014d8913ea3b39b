"""Typed settings, read from ``HOUSESTYLE_*`` environment variables and ``.env`` when constructed."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where things live and which model writes. ``.env.example`` lists every one."""

    model_config = SettingsConfigDict(env_prefix="HOUSESTYLE_", env_file=".env", extra="ignore", frozen=True)

    var_dir: Path = Field(default=Path("var"), description="Where data, models and exports live.")
    database_url: str = Field(default="", description="SQLAlchemy URL; empty means SQLite in the var folder.")
    model: str = Field(default="smollm2-135m-instruct", description="The default model's id.")
    engine: str = Field(default="transformers", description="'transformers', or 'scripted' for demos and tests.")
    threads: int = Field(default=0, ge=0, le=256, description="Processor threads for a model; 0 lets torch decide.")
    hub_offline: bool = Field(default=False, description="Never ask the Hub, even where there is a network.")

    @property
    def resolved_database_url(self) -> str:
        return self.database_url or f"sqlite:///{(self.var_dir / 'housestyle.sqlite').resolve()}"

    @property
    def jobs_database_url(self) -> str:
        """DBOS keeps its own tables in a database of the same family."""
        if self.database_url.startswith("postgresql"):
            return self.database_url
        return f"sqlite:///{(self.var_dir / 'jobs.sqlite').resolve()}"
