"""Durable jobs on DBOS: a job outlives the process that runs it.

A job is a kind and an argument. Its handler does the work in named steps; after a kill the job goes
on at the step it was in, and earlier steps are not done again. Steps are at-least-once, so each
step's effect must be idempotent. DBOS keeps one instance a process, hence the module-level workflow.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID

T = TypeVar("T")

MOST_RECOVERIES = 3
"""A job that has taken its process down this often is given up as failed."""


class StepRunner(Protocol):
    def __call__(self, name: str, work: Callable[[], T]) -> T: ...


Handler = Callable[[str, StepRunner], None]
GivenUp = Callable[[str], None]

_handlers: dict[str, Handler] = {}


def _durable_step(name: str, work: Callable[[], T]) -> T:
    return DBOS.run_step({"name": name}, work)


@DBOS.workflow(name="housestyle_job", max_recovery_attempts=MOST_RECOVERIES)
def _job(kind: str, argument: str) -> None:
    _handlers[kind](argument, _durable_step)


class Jobs:
    """Starts jobs and, once launched, resumes those that a dead process left behind."""

    def __init__(self, database_url: str) -> None:
        self._config: DBOSConfig = {
            "name": "housestyle",
            "system_database_url": database_url,
            # Fixed, so that a newer release goes on with the jobs of the older one.
            "application_version": "1",
            "executor_id": "studio",
            "log_level": "ERROR",
            "run_migrations": True,
        }
        self._given_up: dict[str, GivenUp] = {}
        self._launched = False

    def handle(self, kind: str, handler: Handler, given_up: GivenUp) -> None:
        """Register who does jobs of ``kind``, and who is told when one is given up for good."""
        _handlers[kind] = handler
        self._given_up[kind] = given_up

    def launch(self) -> None:
        """Start the workers; unfinished jobs go on by themselves."""
        logging.getLogger("dbos").setLevel(logging.ERROR)
        DBOS(config=self._config)
        self._report_given_up_after(DBOS.launch)
        self._launched = True

    def start(self, kind: str, argument: str, *, job_id: str) -> None:
        """Start at once, in the background. The same ``job_id`` never starts twice."""
        with SetWorkflowID(job_id):
            DBOS.start_workflow(_job, kind, argument)

    def close(self) -> None:
        if self._launched:
            DBOS.destroy(workflow_completion_timeout_sec=0)
            self._launched = False

    def _report_given_up_after(self, launch: Callable[[], None]) -> None:
        launch()
        for workflow in DBOS.list_workflows(status="MAX_RECOVERY_ATTEMPTS_EXCEEDED", load_input=True):
            kind, argument = _arguments(workflow.input)
            if kind in self._given_up:
                self._given_up[kind](argument)


def _arguments(stored: Any) -> tuple[str, str]:
    kind, argument = stored["args"]
    return str(kind), str(argument)


def run_directly(name: str, work: Callable[[], T]) -> T:
    """A step runner without durability, for the command line and for tests."""
    del name
    return work()
