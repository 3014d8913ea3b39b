"""Typed settings, read from ``HOUSESTYLE_*`` environment variables and ``.env`` when constructed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.connections.addresses import DEFAULT_HOSTS
from core.errors import InvalidInput

PREFIX = "HOUSESTYLE_"

EngineChoice = Literal["auto", "openvino", "transformers", "scripted"]
"""``auto`` is OpenVINO on a processor, where it can run the model, and PyTorch everywhere else."""


class Settings(BaseSettings):
    """Where things live and which model writes. ``.env.example`` lists every one.

    Raises InvalidInput naming the variable.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    var_dir: Annotated[Path, Field(description="Where data, models and exports live.")] = Path("var")
    database_url: Annotated[str, Field(description="SQLAlchemy URL; empty means SQLite in the var folder.")] = ""
    model: Annotated[str, Field(description="The default model's id.")] = "housestyle-starter"
    engine: Annotated[
        EngineChoice,
        Field(description="'auto', 'openvino', 'transformers', or 'scripted' for demos and tests."),
    ] = "auto"
    threads: Annotated[
        int,
        Field(ge=0, le=256, description="Processor threads for a model; 0 takes what is quickest."),
    ] = 0
    hub_offline: Annotated[bool, Field(description="Never ask the Hub, even where there is a network.")] = False

    remote_hosts: Annotated[
        str, Field(description="Where connections may go: host, host:port or *.domain, between commas.")
    ] = DEFAULT_HOSTS
    remote_authorities: Annotated[
        str, Field(description="A PEM file of certificates to trust besides the public ones; empty for none.")
    ] = ""

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            first = error.errors()[0]
            name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
            raise InvalidInput(name, f"{name} cannot be used: {first['msg']}.", "See .env.example.") from error

    @property
    def resolved_database_url(self) -> str:
        return self.database_url or f"sqlite:///{self._sqlite_file.resolve()}"

    @property
    def has_database(self) -> bool:
        """Whether there is one already; one that is named by its URL is taken to be there."""
        return bool(self.database_url) or self._sqlite_file.is_file()

    @property
    def _sqlite_file(self) -> Path:
        return self.var_dir / "housestyle.sqlite"

    @property
    def jobs_database_url(self) -> str:
        """DBOS keeps its own tables in a database of the same family."""
        if self.database_url.startswith("postgresql"):
            return self.database_url
        return f"sqlite:///{(self.var_dir / 'jobs.sqlite').resolve()}"
