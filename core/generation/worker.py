"""The durable side of a run: waves of its cells, as many as a batch has room for, each step safe to do twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from core.channels.catalogue import Catalogue
from core.connections.local_only import LocalOnly
from core.domain import Cell, Draft, Run, RunStatus
from core.errors import HousestyleError
from core.generation.plan import fitting
from core.generation.progress import first_round, is_chosen, progress_of, waves_of
from core.generation.stored_wave import MayGoOn, TakeEngine, Wave, WaveWriter, always
from core.jobs import StepRunner
from core.live import LiveBoard, LiveText
from core.ranking import choose
from core.secrets import redacted
from db.database import Database
from db.unit_of_work import UnitOfWork

MORE, ENOUGH, OVER = "more", "enough", "over"


class Worker:
    """Writes whole runs. Where ``is_closing`` says so it gives a wave up, to be drawn again another time; a run that
    ``may_go_on`` refuses ends before its next wave."""

    def __init__(
        self,
        database: Database,
        take_engine: TakeEngine,
        channels: Catalogue,
        live: LiveBoard,
        is_closing: Callable[[], bool],
        local_only: LocalOnly,
        may_go_on: MayGoOn = always,
    ) -> None:
        self._database = database
        self._waves = WaveWriter(database, take_engine, channels, live, local_only)
        self._channels = channels
        self._live = live
        self._is_closing = is_closing
        self._may_go_on = may_go_on
        self._stopped: set[str] = set()

    def write_run(self, run_id: str, step: StepRunner) -> None:
        """Do the whole run; a step done before a kill is not done again."""
        run = self._take_up(run_id)
        step("begin", lambda: self._begin(run_id))
        outcome, wave = MORE, 0
        while outcome == MORE:
            outcome = step(f"draw {wave}", lambda: self._draw(run))
            wave += 1
        if outcome == OVER:
            return
        step("finish", lambda: self._finish(run_id))

    def give_up(self, run_id: str, why: str) -> None:
        """End a run that cannot go on; what has passed by now is shown."""
        self._end(run_id, RunStatus.FAILED, f"This run could not be finished. {why} Start it again.")

    def stop(self, run_id: str) -> None:
        """Stop at once, and show the best of what has passed by now. Raises NotFound."""
        self._end(run_id, RunStatus.CANCELLED)
        self._stopped.add(run_id)

    def _draw(self, run: Run) -> str:
        """Draw what one batch has room for, and rank the cells that are over by it. What is stored decides what comes
        next, so that a step done twice does nothing twice. What goes wrong is written on the run, not raised: a raised
        error would have to survive DBOS's own storage."""
        with self._database.read() as work:
            if work.runs.get(run.id).status.is_over:
                return OVER
            drafts = work.drafts.list(run.id)
        waves = self._in_one_batch(run, self._in_line(run, drafts))
        try:
            if waves:
                self._may_go_on(run)
            return self._store(run, waves, self._waves.write(run, waves) if waves else [])
        except HousestyleError as error:
            self._end(run.id, RunStatus.FAILED, str(error))
            return OVER
        finally:
            for wave in waves:
                self._live.withdraw(run.id, wave.cell.index, wave.numbers)

    def _in_line(self, run: Run, drafts: Sequence[Draft]) -> list[Wave]:
        """The next wave of each cell that needs one, those that are under way first, so that they come to their end."""
        found: list[Wave] = []
        for cell in run.cells:
            own = first_round(drafts, cell.index)
            numbers = waves_of(run, cell, self._channels).next([draft.passed for draft in own])
            if numbers and not is_chosen(own):
                found.append(Wave(cell, numbers, own, partial(self._watch, run, cell)))
        return sorted(found, key=lambda wave: not wave.siblings)

    def _in_one_batch(self, run: Run, line: Sequence[Wave]) -> list[Wave]:
        """Of one model, that of the first in line."""
        line = [wave for wave in line if run.writer(wave.cell) == run.writer(line[0].cell)]
        rows = [len(wave.numbers) * waves_of(run, wave.cell, self._channels).rows for wave in line]
        return [line[place] for place in fitting(rows)]

    def _watch(self, run: Run, cell: Cell, number: int, text: str) -> bool:
        if run.id in self._stopped or self._is_closing():
            return False
        self._live.publish(run.id, LiveText(cell=cell.index, number=number, text=text.strip()))
        return True

    def _store(self, run: Run, waves: Sequence[Wave], drawn: Sequence[tuple[Draft, ...]]) -> str:
        """Store what was drawn, and rank the cells of these waves that nothing more will be drawn for."""
        with self._database.work() as work:
            work.alone()
            if not all(drawn) or work.runs.get(run.id).status.is_over:
                return OVER
            for drafts in drawn:
                work.drafts.add_all(drafts)
            waiting = {wave.cell.index for wave in self._in_line(run, work.drafts.list(run.id))}
            for wave in waves:
                if wave.cell.index not in waiting:
                    _rank(work, run, wave.cell)
            work.commit()
        return MORE if waiting else ENOUGH

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
            work.runs.set_status(run_id, status, error=redacted(error), finished_at=datetime.now(UTC))
            work.commit()
        self._live.forget(run_id)


def _rank(work: UnitOfWork, run: Run, cell: Cell) -> None:
    """Rank the best of what passed, before what people have chosen to show by then. Doing it again changes nothing."""
    drafts = first_round(work.drafts.list(run.id, cell.index), cell.index)
    if is_chosen(drafts):
        return
    best = choose([draft for draft in drafts if draft.passed], run.wanted(cell))
    shown = sorted((draft for draft in drafts if draft.rank), key=lambda draft: draft.rank or 0)
    work.drafts.set_ranks({draft.id: place for place, draft in enumerate((*best, *shown), start=1)})
