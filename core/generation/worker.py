"""The durable side of a run: cell by cell, wave by wave, each step safe to do twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from core.channels.catalogue import Catalogue
from core.domain import Cell, Draft, Run, RunStatus
from core.errors import HousestyleError
from core.generation.progress import first_round, is_chosen, progress_of, waves_of
from core.generation.stored_wave import TakeEngine, write_wave
from core.jobs import StepRunner
from core.live import LiveBoard, LiveText
from core.ranking import choose
from db.database import Database
from db.unit_of_work import UnitOfWork

MORE, ENOUGH, OVER = "more", "enough", "over"


class Worker:
    """Writes whole runs. Where ``is_closing`` says so it gives a wave up, to be drawn again another time."""

    def __init__(
        self,
        database: Database,
        take_engine: TakeEngine,
        channels: Catalogue,
        live: LiveBoard,
        is_closing: Callable[[], bool],
    ) -> None:
        self._database = database
        self._take_engine = take_engine
        self._channels = channels
        self._live = live
        self._is_closing = is_closing
        self._stopped: set[str] = set()

    def write_run(self, run_id: str, step: StepRunner) -> None:
        """Do the whole run; a step done before a kill is not done again."""
        run = self._take_up(run_id)
        step("begin", lambda: self._begin(run_id))
        for cell in run.cells:
            if self._write_cell(run, cell, step) == OVER:
                return
        step("finish", lambda: self._finish(run_id))

    def give_up(self, run_id: str, why: str) -> None:
        """End a run that cannot go on; what has passed by now is shown."""
        self._end(run_id, RunStatus.FAILED, f"This run could not be finished. {why} Start it again.")

    def stop(self, run_id: str) -> None:
        """Stop at once, and show the best of what has passed by now. Raises NotFound."""
        self._end(run_id, RunStatus.CANCELLED)
        self._stopped.add(run_id)

    def _write_cell(self, run: Run, cell: Cell, step: StepRunner) -> str:
        outcome = MORE
        for wave in range(waves_of(run, cell, self._channels).most):
            outcome = step(f"draw {cell.index}/{wave}", lambda wave=wave: self._draw(run, cell, wave))  # type: ignore[misc]
            if outcome != MORE:
                break
        if outcome != OVER:
            step(f"choose {cell.index}", lambda: self._choose(run, cell))
        return outcome

    def _draw(self, run: Run, cell: Cell, wave: int) -> str:
        """Draw one wave unless enough have passed. What goes wrong is written on the run, not raised:
        a raised error would have to survive DBOS's own storage."""
        waves = waves_of(run, cell, self._channels)
        numbers = waves.numbers(wave)
        with self._database.read() as work:
            if work.runs.get(run.id).status.is_over:
                return OVER
            drafts = first_round(work.drafts.list(run.id, cell.index), cell.index)
        if any(draft.number in numbers for draft in drafts):
            return MORE
        if waves.are_enough(sum(draft.passed for draft in drafts), len(drafts)):
            return ENOUGH
        try:
            return self._draw_wave(run, cell, numbers, drafts)
        except HousestyleError as error:
            self._end(run.id, RunStatus.FAILED, str(error))
            return OVER
        finally:
            self._live.withdraw(run.id, cell.index, numbers)

    def _draw_wave(self, run: Run, cell: Cell, numbers: range, siblings: tuple[Draft, ...]) -> str:
        def watch(number: int, text: str) -> bool:
            if run.id in self._stopped or self._is_closing():
                return False
            self._live.publish(run.id, LiveText(cell=cell.index, number=number, text=text.strip()))
            return True

        drafts = write_wave(
            self._database, self._take_engine, self._channels, self._live, run, cell, numbers, siblings, watch
        )
        with self._database.work() as work:
            work.alone()
            if not drafts or work.runs.get(run.id).status.is_over:
                return OVER
            work.drafts.add_all(drafts)
            work.commit()
        return MORE

    def _choose(self, run: Run, cell: Cell) -> str:
        with self._database.work() as work:
            work.alone()
            _rank(work, run, cell)
            work.commit()
        return "chosen"

    def _take_up(self, run_id: str) -> Run:
        with self._database.read() as work:
            run = work.runs.get(run_id)
            drafts = work.drafts.list(run_id)
        if not run.status.is_over:
            self._live.take_up(run_id, progress_of(run, drafts, self._channels))
        return run

    def _begin(self, run_id: str) -> str:
        with self._database.work() as work:
            work.alone()
            if not work.runs.get(run_id).status.is_over:
                work.runs.set_status(run_id, RunStatus.RUNNING)
                work.commit()
        return "begun"

    def _finish(self, run_id: str) -> str:
        self._end(run_id, RunStatus.DONE)
        return "finished"

    def _end(self, run_id: str, status: RunStatus, error: str = "") -> None:
        """End a run once, with the best of what has passed ranked. A run that is over stays as it ended."""
        with self._database.work() as work:
            work.alone()
            run = work.runs.get(run_id)
            if run.status.is_over:
                return
            for cell in run.cells if status is not RunStatus.DONE else ():
                _rank(work, run, cell)
            work.runs.set_status(run_id, status, error=error, finished_at=datetime.now(UTC))
            work.commit()
        self._live.forget(run_id)


def _rank(work: UnitOfWork, run: Run, cell: Cell) -> None:
    """Rank the best of what passed, before what people have chosen to show by then. Doing it again changes nothing."""
    drafts = first_round(work.drafts.list(run.id, cell.index), cell.index)
    if is_chosen(drafts):
        return
    best = choose([draft for draft in drafts if draft.passed], run.n)
    shown = sorted((draft for draft in drafts if draft.rank), key=lambda draft: draft.rank or 0)
    work.drafts.set_ranks({draft.id: place for place, draft in enumerate((*best, *shown), start=1)})
