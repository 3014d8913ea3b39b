"""Write one variant again: draw until one passes, then let it take the old one's place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.channels.catalogue import Catalogue
from core.connections.local_only import LocalOnly
from core.domain import Cell, Draft, Run
from core.errors import HousestyleError
from core.generation.numbering import Numbering
from core.generation.progress import waves_of
from core.generation.stored_wave import MayGoOn, TakeEngine, Wave, WaveWriter, always
from core.jobs import StepRunner
from core.live import LiveBoard, LiveText
from db.database import Database

WAVE = 4
WAVES = 8

DONE, MORE, FAILED = "done", "more", "failed"


class Regeneration:
    """Does jobs named ``variant id:number``; drafts of the job have that number or a higher one."""

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
        self._numbering = Numbering()

    def write(self, argument: str, step: StepRunner) -> None:
        """Draw waves until a draft passes; the best of that wave replaces the variant."""
        old, first = self._asked(argument)
        self._live.replacing(old.run_id, old.id, going_on=True)
        try:
            for wave in range(WAVES):
                if step(f"draw {wave}", lambda wave=wave: self._draw(old, first, wave)) != MORE:  # type: ignore[misc]
                    return
            self._live.note(
                old.run_id, f"None of {WAVES * WAVE} new drafts passed the checks; the text stays as it was."
            )
        finally:
            self._live.replacing(old.run_id, old.id, going_on=False)

    def give_up(self, argument: str, why: str) -> None:
        old, _ = self._asked(argument)
        self._live.note(old.run_id, f"That text could not be written again and stays as it was. {why}")

    def _draw(self, old: Draft, first: int, wave: int) -> str:
        """Draw one wave unless it is stored already: a step may be done twice."""
        with self._database.read() as work:
            run, drafts = work.runs.get(old.run_id), work.drafts.list(old.run_id, old.cell)
        if is_replaced(old, drafts):
            return DONE
        if len([draft for draft in drafts if draft.replaces == old.id and draft.number >= first]) > wave * WAVE:
            return MORE
        cell = run.cells[old.cell]
        least = max(first, waves_of(run, cell, self._channels).budget)
        numbers = self._numbering.take(run, cell, drafts, least=least, count=WAVE)
        try:
            self._may_go_on(run)
            return self._store(old, self._drawn(run, cell, old, numbers, drafts))
        except HousestyleError as error:
            self._live.note(run.id, str(error))
            return FAILED
        finally:
            self._live.withdraw(run.id, old.cell, numbers)

    def _drawn(self, run: Run, cell: Cell, old: Draft, numbers: range, siblings: Sequence[Draft]) -> tuple[Draft, ...]:
        def watch(number: int, text: str) -> bool:
            self._live.publish(run.id, LiveText(cell.index, number, text.strip(), replaces=old.id))
            return not self._is_closing()

        (drafts,) = self._waves.write(run, [Wave(cell, numbers, siblings, watch)])
        return tuple(replace(draft, replaces=old.id) for draft in drafts)

    def _store(self, old: Draft, new: Sequence[Draft]) -> str:
        with self._database.work() as work:
            work.alone()
            work.drafts.add_all(new)
            added = {draft.id for draft in new}
            stored = work.drafts.list(old.run_id, old.cell)
            candidates = [draft for draft in stored if draft.id in added and draft.passed]
            best = max(candidates, key=lambda draft: draft.score, default=None)
            if best is not None and not is_replaced(old, stored):
                work.drafts.set_ranks({best.id: old.rank})
            work.commit()
        return DONE if best else MORE

    def _asked(self, argument: str) -> tuple[Draft, int]:
        variant_id, first = argument.split(":")
        with self._database.read() as work:
            return work.drafts.get(variant_id), int(first)


def is_replaced(old: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether one of its cell's drafts has taken the old one's place."""
    return any(draft.replaces == old.id and draft.rank for draft in drafts)
