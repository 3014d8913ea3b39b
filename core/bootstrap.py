"""Composition: the one place that wires settings, database, engines, jobs and services together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from filelock import FileLock, Timeout

from core.ads.service import AdService
from core.channels.catalogue import Catalogue, load_catalogue
from core.connections.local_only import LocalOnly
from core.connections.remote import RemoteModels
from core.connections.service import ConnectionService
from core.engines.base import Engine
from core.errors import AlreadyRunning
from core.exports.service import ExportService
from core.generation.regeneration import Regeneration
from core.generation.service import GenerationService
from core.generation.stored_wave import TakeEngine
from core.generation.worker import Worker
from core.imports.service import ImportService
from core.jobs import Jobs
from core.library.brands import BrandService
from core.library.campaigns import CampaignService
from core.library.channels import ChannelService
from core.library.personas import PersonaService
from core.library.profiles import ProfileService
from core.library.recipes import RecipeService
from core.library.samples import SampleService
from core.live import LiveBoard
from core.models.shelf import ModelShelf
from core.previews.service import PreviewService
from core.ratings.service import RatingService
from core.review import ReviewService
from core.secrets import guard_logs
from core.settings import Settings
from core.spending.service import SpendingService
from db.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Everything a page or a command needs."""

    settings: Settings
    database: Database
    brands: BrandService
    personas: PersonaService
    campaigns: CampaignService
    profiles: ProfileService
    recipes: RecipeService
    samples: SampleService
    channels: Catalogue
    own_channels: ChannelService
    connections: ConnectionService
    models: ModelShelf
    generation: GenerationService
    ads: AdService
    ratings: RatingService
    review: ReviewService
    exports: ExportService
    previews: PreviewService
    imports: ImportService
    spending: SpendingService
    jobs: Jobs
    lock: FileLock

    def launch(self, *, warm: bool = False) -> None:
        """Serve this data folder: take it for this process alone and start its jobs, and with ``warm`` begin to load
        the default model meanwhile.

        Raises AlreadyRunning when another process serves it, StorageError; then nothing of it was started.
        """
        try:
            self.lock.acquire(timeout=0)
        except Timeout as error:
            raise AlreadyRunning(
                f"Housestyle already runs on the data folder {self.settings.var_dir}.",
                "Use that one, stop it, or set HOUSESTYLE_VAR_DIR to another folder.",
            ) from error
        with ExitStack() as undo:
            undo.callback(self.lock.release)
            if warm:
                self.models.warm()
            undo.callback(self.jobs.close)
            self.jobs.launch()
            self.generation.go_on()
            undo.pop_all()

    def close(self) -> None:
        """Stop the jobs and let go of database, models and data folder."""
        with ExitStack() as steps:
            steps.callback(self.lock.release)
            steps.callback(self.database.close)
            steps.callback(self.models.close)
            steps.callback(self.jobs.close)


def build(settings: Settings, *, take_engine: TakeEngine | None = None) -> Application:
    """Open (and where needed migrate) the data folder and wire the services. Starts no job, loads no model.

    ``take_engine`` replaces the model shelf as the source of engines, for tests.
    Raises StorageError.
    """
    guard_logs()
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    with ExitStack() as undo:
        database = Database(settings.resolved_database_url)
        undo.callback(database.close)
        database.migrate(settings.var_dir / "backups")
        application = _wired(settings, database, take_engine)
        application.own_channels.load()
        undo.pop_all()
    return application


def _wired(settings: Settings, database: Database, take_engine: TakeEngine | None) -> Application:
    channels = Catalogue(load_catalogue().all())  # of this application alone, as the team's own are put into it
    connections, spending = ConnectionService(database, settings), SpendingService(database)
    models = ModelShelf(settings, spare_cores=1, remote=RemoteModels(connections, spending))
    live = LiveBoard()
    jobs = Jobs(settings.jobs_database_url, settings.var_dir)
    take = take_engine or _from_shelf(models)
    local_only = LocalOnly(database, connections.is_remote)
    worker = Worker(database, take, channels, live, jobs.is_closing, local_only, spending.require_room)
    personas = PersonaService(database)
    regeneration = Regeneration(database, take, channels, live, jobs.is_closing, local_only, spending.require_room)
    campaigns = CampaignService(database, channels)
    generation = GenerationService(database, channels, jobs, live, worker, regeneration, local_only)
    return Application(
        settings=settings,
        database=database,
        brands=BrandService(database),
        personas=personas,
        campaigns=campaigns,
        profiles=ProfileService(database),
        recipes=RecipeService(database),
        samples=SampleService(database),
        channels=channels,
        own_channels=ChannelService(database, channels),
        connections=connections,
        models=models,
        generation=generation,
        ads=AdService(database, channels, campaigns, generation),
        ratings=RatingService(database, channels),
        review=ReviewService(database),
        exports=ExportService(database, channels),
        previews=PreviewService(database),
        imports=ImportService(database, personas, campaigns, channels),
        spending=spending,
        jobs=jobs,
        lock=FileLock(settings.var_dir / "studio.lock"),
    )


def _from_shelf(models: ModelShelf) -> TakeEngine:
    def take(model_id: str, tell: Callable[[str], None]) -> Engine:
        return models.get(model_id, tell)

    return take


_shared: Application | None = None
_shared_lock = threading.Lock()


def shared() -> Application:
    """The process's one Application, built and launched at the first call."""
    global _shared  # noqa: PLW0603 - one process serves one data folder
    with _shared_lock:
        if _shared is None:
            with ExitStack() as undo:
                application = build(Settings())
                undo.callback(application.close)
                application.launch(warm=True)
                undo.pop_all()
            _shared = application
        return _shared


def reset_shared() -> None:
    """Close the process's Application, so that the next call builds one from the settings of then."""
    global _shared  # noqa: PLW0603
    with _shared_lock:
        if _shared is not None:
            _shared.close()
            _shared = None
