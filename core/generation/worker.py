"""The durable side of a run: cell by cell, wave by wave, each step safe to do twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from core.channels.catalogue import Catalogue
from core.domain import Cell, Draft, Run, RunStatus
from core.engines.base import Engine
from core.errors import HousestyleError
from core.generation.plan import waves_for
from core.generation.writer import Writer
from core.jobs import StepRunner
from core.live import LiveBoard, LiveText
from core.ranking import choose
from db.database import Database

TakeEngine = Callable[[str, Callable[[str], None]], Engine]
"""(model id, where to tell the progress of loading) -> the loaded engine."""

MORE, ENOUGH, OVER = "more", "enough", "over"


class Worker:
    """Writes whole runs."""

    def __init__(self, database: Database, take_engine: TakeEngine, channels: Catalogue, live: LiveBoard) -> None:
        self._database = database
        self._take_engine = take_engine
        self._channels = channels
        self._live = live
        self._stopped: set[str] = set()
        self._lock = threading.Lock()

    def write_run(self, run_id: str, step: StepRunner) -> None:
        """Do the whole run; a step done before a kill is not done again."""
        run = self._run(run_id)
        step("begin", lambda: self._begin(run_id))
        for cell in run.cells:
            if self._write_cell(run, cell, step) == OVER:
                return
        step("finish", lambda: self._finish(run_id))

    def give_up(self, run_id: str) -> None:
        """The run has taken the process down too often."""
        self._fail(
            run_id, "This run was interrupted too often and was given up. Start it again with fewer sets of variants."
        )

    def stop(self, run_id: str) -> None:
        """Stop at once, and show the best of what has passed by now."""
        with self._lock:
            self._stopped.add(run_id)
        if self._end(run_id, RunStatus.CANCELLED):
            for cell in self._run(run_id).cells:
                self._choose(run_id, cell.index)

    def _write_cell(self, run: Run, cell: Cell, step: StepRunner) -> str:
        outcome = MORE
        for wave in range(waves_for(run.n).most):
            outcome = step(f"draw {cell.index}/{wave}", lambda wave=wave: self._draw(run, cell, wave))  # type: ignore[misc]
            if outcome != MORE:
                break
        if outcome != OVER:
            step(f"choose {cell.index}", lambda: self._choose(run.id, cell.index))
        return outcome

    def _draw(self, run: Run, cell: Cell, wave: int) -> str:
        """Draw one wave unless enough have passed. What goes wrong is written on the run, not raised:
        a raised error would have to survive DBOS's own storage."""
        if self._is_over(run.id):
            return OVER
        numbers = waves_for(run.n).numbers(wave)
        drafts = self._drafts(run.id, cell.index)
        if sum(draft.passed for draft in drafts) >= run.n:
            return ENOUGH
        if any(draft.number in numbers for draft in drafts):
            return MORE
        try:
            drawn = self._draw_wave(run, cell, numbers, drafts)
        except HousestyleError as error:
            self._fail(run.id, str(error))
            return OVER
        finally:
            self._live.withdraw(run.id, cell.index, numbers)
        return MORE if drawn else OVER

    def _draw_wave(self, run: Run, cell: Cell, numbers: range, siblings: tuple[Draft, ...]) -> bool:
        engine = self._take_engine(run.model, lambda line: self._live.note(run.id, line))
        self._live.note(run.id, "")

        def watch(number: int, text: str) -> bool:
            self._live.publish(run.id, LiveText(cell=cell.index, number=number, text=text.strip()))
            return run.id not in self._stopped

        drafts = Writer(engine, self._channels).wave(
            cell, run_id=run.id, run_seed=run.seed, numbers=numbers, siblings=siblings, watch=watch
        )
        with self._database.work() as work:
            work.drafts.add_all(drafts)
            work.commit()
        return bool(drafts)

    def _choose(self, run_id: str, cell: int) -> str:
        """Rank what passed. Doing it again gives the same ranks."""
        n = self._run(run_id).n
        drafts = self._drafts(run_id, cell)
        if not any(draft.rank for draft in drafts):
            best = choose([draft for draft in drafts if draft.passed], n)
            with self._database.work() as work:
                work.drafts.set_ranks({draft.id: place for place, draft in enumerate(best, start=1)})
                work.commit()
        return "chosen"

    def _begin(self, run_id: str) -> str:
        with self._database.work() as work:
            if not work.runs.get(run_id).status.is_over:
                work.runs.set_status(run_id, RunStatus.RUNNING)
                work.commit()
        return "begun"

    def _finish(self, run_id: str) -> str:
        self._end(run_id, RunStatus.DONE)
        return "finished"

    def _fail(self, run_id: str, error: str) -> None:
        self._end(run_id, RunStatus.FAILED, error)

    def _end(self, run_id: str, status: RunStatus, error: str = "") -> bool:
        """End a run once; returns False when it was over already."""
        with self._database.work() as work:
            if work.runs.get(run_id).status.is_over:
                return False
            work.runs.set_status(run_id, status, error=error, finished_at=datetime.now(UTC))
            work.commit()
        self._live.forget(run_id)
        return True

    def _is_over(self, run_id: str) -> bool:
        return self._run(run_id).status.is_over

    def _run(self, run_id: str) -> Run:
        with self._database.read() as work:
            return work.runs.get(run_id)

    def _drafts(self, run_id: str, cell: int) -> tuple[Draft, ...]:
        with self._database.read() as work:
            return tuple(draft for draft in work.drafts.list(run_id, cell) if draft.replaces is None)
