"""The model shelf: one loaded copy of each model a process, for everybody."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

from core.connections.remote import RemoteModels
from core.engines.base import Engine, EngineInfo
from core.engines.process.engine import ProcessEngine
from core.engines.scripted import ScriptedEngine
from core.errors import HousestyleError
from core.models.files import is_cached, is_folder
from core.models.known import BUNDLED, KNOWN, STARTER, label_of
from core.secrets import redacted
from core.settings import Settings

HOST = "core.models.host"
Tell = Callable[[str], None]


def _tell_nobody(_line: str) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEntry:
    """A line of the picker. ``location`` is bundled, cached, hub, folder or remote."""

    id: str
    label: str
    note: str
    location: str
    is_default: bool
    is_loaded: bool


class ModelShelf:
    """Loads a model at its first use, once, while others who want it wait."""

    def __init__(self, settings: Settings, *, spare_cores: int = 0, remote: RemoteModels | None = None) -> None:
        """``spare_cores`` are left to others where PyTorch runs a model; see ``core.models.loading``. ``remote`` are
        the models of connections, which take no place on the shelf."""
        self._settings = settings
        self._remote = remote
        self._spare_cores = spare_cores
        self._engines: dict[str, Engine] = {}
        self._loading: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    @property
    def default(self) -> str:
        return self._settings.model

    def list(self) -> tuple[ModelEntry, ...]:
        """The models known by name, GPT-2's family first, then whatever else is the default or loaded, and last those
        of connections."""
        known = [self._entry(model.id, model.label, model.note) for model in KNOWN]
        ids = {model.id for model in KNOWN}
        remote = self._remote.list() if self._remote is not None else ()
        ids.update(model_id for model_id, _ in remote)
        others = [name for name in dict.fromkeys((self.default, *self._engines)) if name not in ids]
        return (
            *known,
            *(self._entry(name, name, "your own choice") for name in others),
            *(self._remote_entry(model_id, f"asked of {names}") for model_id, names in remote),
        )

    def get(self, model_id: str, tell: Tell = _tell_nobody) -> Engine:
        """The engine, loaded now if need be; ``tell`` hears what is going on.

        Raises ModelError; InvalidInput for a connection that may not be asked.
        """
        if self._remote is not None and self._remote.owns(model_id):
            return self._remote.engine(model_id)
        with self._lock:
            loading = self._loading.setdefault(model_id, threading.Lock())
        if loading.locked():
            tell(f"Loading {label_of(model_id)}")
        with loading:
            if model_id not in self._engines or self._engines[model_id].is_gone:
                self._engines[model_id] = self._load(model_id, tell)
            return self._engines[model_id]

    def warm(self) -> threading.Thread:
        """Load the default model in the background, so that the first run need not wait. Where it would have to be
        downloaded first nothing is done; what goes wrong is said on standard error, and to the first who wants it."""
        thread = threading.Thread(target=self._warm, name="warm-start", daemon=True)
        thread.start()
        return thread

    def unload(self, model_id: str) -> None:
        """Give the model's memory back. A run that is under way with it ends with a message."""
        engine = self._engines.pop(model_id, None)
        if engine is not None:
            engine.close()

    def loaded(self) -> tuple[EngineInfo, ...]:
        return tuple(engine.info for engine in self._engines.values())

    def close(self) -> None:
        for model_id in tuple(self._engines):
            self.unload(model_id)

    def _warm(self) -> None:
        entry = next(entry for entry in self.list() if entry.is_default)
        if entry.location == "hub":
            return
        try:
            self.get(entry.id)
        except HousestyleError as error:
            print(redacted(str(error)), file=sys.stderr)

    def _load(self, model_id: str, tell: Tell) -> Engine:
        if self._settings.engine == "scripted":
            return ScriptedEngine(model_id)
        connection = "offline" if self._settings.hub_offline else "online"
        var_dir, threads = str(self._settings.var_dir.resolve()), str(self._settings.threads)
        arguments = [model_id, var_dir, connection, self._settings.engine, threads, str(self._spare_cores)]
        return ProcessEngine(HOST, arguments, tell)

    def _remote_entry(self, model_id: str, note: str) -> ModelEntry:
        is_default = model_id == self.default
        return ModelEntry(
            id=model_id, label=model_id, note=note, location="remote", is_default=is_default, is_loaded=False
        )

    def _entry(self, model_id: str, label: str, note: str) -> ModelEntry:
        if model_id in (BUNDLED, STARTER):
            location = "bundled"
        elif is_folder(model_id):
            location = "folder"
        else:
            location = "cached" if is_cached(model_id) else "hub"
        return ModelEntry(
            id=model_id,
            label=label,
            note=note,
            location=location,
            is_default=model_id == self.default,
            is_loaded=model_id in self._engines,
        )
