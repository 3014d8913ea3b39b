"""Durable jobs on DBOS: a job outlives the process that runs it.

A job is a kind and an argument. Its handler does the work in named steps; after a kill the job goes
on at the step it was in, and earlier steps are not done again. Steps are at-least-once, so each
step's effect must be idempotent. DBOS keeps one instance a process, hence the module-level workflow
and the one ``Jobs`` that it serves.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos import error as dbos_errors
from sqlalchemy.exc import DBAPIError

from core.errors import AlreadyRunning, GenerationError
from core.job_starts import JobStarts, write_whole
from core.secrets import redacted
from db.errors import in_our_words

T = TypeVar("T")

MOST_STARTS = 3
"""A job that has taken its process down this often in the same step is given up as failed."""
SECONDS_TO_STOP = 20.0
"""How long closing waits for jobs to come to a good place; loading a model cannot be interrupted."""

INTERRUPTED = "It was interrupted too often and was given up."


class StepRunner(Protocol):
    def __call__(self, name: str, work: Callable[[], T]) -> T: ...


Handler = Callable[[str, StepRunner], None]
GivenUp = Callable[[str, str], None]
"""Called with (argument, why in words)."""


class Stopping(BaseException):
    """The process is going down. No Exception, so that DBOS records no outcome: the job goes on at the next launch."""


_serving: Jobs | None = None
_serving_lock = threading.Lock()


@DBOS.workflow(name="housestyle_job", max_recovery_attempts=None)
def _job(kind: str, argument: str) -> None:
    jobs = _serving
    if jobs is None:
        raise Stopping
    jobs.run(kind, argument)


class Jobs:
    """Starts jobs and, once launched, resumes those that a dead process left behind."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self._url = database_url
        self._folder = folder
        self._handlers: dict[str, tuple[Handler, GivenUp]] = {}
        self._state = threading.Condition()
        self._running = 0
        self._closing = False
        self._recovered = threading.Lock()

    def handle(self, kind: str, handler: Handler, given_up: GivenUp) -> None:
        """Register who does jobs of ``kind``, and who is told when one is given up for good."""
        self._handlers[kind] = (handler, given_up)

    def launch(self) -> None:
        """Start the workers; unfinished jobs go on by themselves. Raises AlreadyRunning, StorageError."""
        global _serving  # noqa: PLW0603 - DBOS has one instance a process
        with _serving_lock:
            if _serving is not None:
                raise AlreadyRunning("This process already serves a data folder.", "Close that one first.")
            self._closing = False
            self._starts = JobStarts(self._folder / "job-starts.json")
            logging.getLogger("dbos").setLevel(logging.ERROR)
            _serving = self
            try:
                DBOS(config=self._config())
                DBOS.launch()
            except BaseException as error:
                DBOS.destroy(workflow_completion_timeout_sec=0)
                _serving = None
                if isinstance(error, DBAPIError):
                    raise in_our_words(error.orig or error) from error
                raise

    def start(self, kind: str, argument: str, *, job_id: str) -> None:
        """Start at once, in the background. The same ``job_id`` never starts twice.

        Raises GenerationError where jobs were not launched, StorageError.
        """
        self._require_launched()
        try:
            with SetWorkflowID(job_id):
                DBOS.start_workflow(_job, kind, argument)
        except DBAPIError as error:
            raise in_our_words(error.orig or error) from error

    def is_known(self, job_id: str) -> bool:
        """Whether it was ever started. Raises GenerationError where jobs were not launched."""
        return self._status(job_id) is not None

    def is_over(self, job_id: str) -> bool:
        """Whether it was started and will do nothing more. Raises GenerationError where jobs were not launched."""
        return self._status(job_id) not in (None, "PENDING", "ENQUEUED", "DELAYED")

    def is_closing(self) -> bool:
        """Whether handlers should give up what they are doing: it will be done again at the next launch."""
        return self._closing

    def close(self) -> None:
        """Stop, leaving unfinished jobs to the next launch. Does nothing where jobs were not launched."""
        global _serving  # noqa: PLW0603
        with _serving_lock:
            if _serving is not self:
                return
            with self._state:
                self._closing = True
                self._state.wait_for(lambda: self._running == 0, timeout=SECONDS_TO_STOP)
            DBOS.destroy(workflow_completion_timeout_sec=0)
            _serving = None

    def run(self, kind: str, argument: str) -> None:
        """Do one job, inside its workflow."""
        job_id = str(DBOS.workflow_id)
        handler, given_up = self._handlers[kind]
        with self._counted():
            if self._starts.of(job_id) >= MOST_STARTS:
                given_up(argument, INTERRUPTED)
                self._starts.forget(job_id)
                return
            # Jobs that may have killed the last process go on one by one, so that the next death tells which it was.
            with self._recovered if self._starts.of(job_id) else nullcontext():
                self._stop_if_closing()
                self._starts.started(job_id)
                self._do(job_id, handler, given_up, argument)

    def _do(self, job_id: str, handler: Handler, given_up: GivenUp, argument: str) -> None:
        try:
            handler(argument, partial(self._step, job_id))
        except (Stopping, dbos_errors.DBOSWorkflowConflictIDError):  # the job lives on: later, or in another process
            raise
        except BaseException as error:
            given_up(argument, f"It came upon a fault of the program ({type(error).__name__}: {error}).")
            if redacted(repr(error)) != repr(error):  # DBOS stores what is raised
                raise GenerationError(redacted(f"{type(error).__name__}: {error}")) from None
            raise
        finally:
            self._starts.forget(job_id)

    def _step(self, job_id: str, name: str, work: Callable[[], T]) -> T:
        def once() -> T:
            self._stop_if_closing()
            result = work()
            self._stop_if_closing()  # what was given up half way is not done
            self._starts.got_further(job_id)
            return result

        return DBOS.run_step({"name": name}, once)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._state:
            self._running += 1
        try:
            self._stop_if_closing()
            yield
        finally:
            with self._state:
                self._running -= 1
                self._state.notify_all()

    def _stop_if_closing(self) -> None:
        if self._closing:
            raise Stopping

    def _status(self, job_id: str) -> str | None:
        self._require_launched()
        found = DBOS.list_workflows(workflow_ids=[job_id], load_input=False, load_output=False)
        return found[0].status if found else None

    def _require_launched(self) -> None:
        if _serving is not self:
            raise GenerationError("No jobs are done here.", "Start Housestyle's studio and write there.")

    def _config(self) -> DBOSConfig:
        return {
            "name": "housestyle",
            "system_database_url": self._url,
            # Fixed, so that a newer release goes on with the jobs of the older one.
            "application_version": "1",
            "executor_id": self._worker_id(),
            "log_level": "ERROR",
            "run_migrations": True,
        }

    def _worker_id(self) -> str:
        """This data folder's own name: with several on one database, each goes on with its own jobs only."""
        file = self._folder / "worker-id"
        if not file.exists():
            write_whole(file, uuid.uuid4().hex)
        return file.read_text(encoding="utf-8")
