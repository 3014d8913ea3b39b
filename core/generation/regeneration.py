"""Write one variant again: draw until one passes, then let it take the old one's place."""

from __future__ import annotations

from dataclasses import replace

from core.channels.catalogue import Catalogue
from core.domain import Cell, Draft, Run
from core.errors import HousestyleError
from core.generation.worker import TakeEngine
from core.generation.writer import Writer
from core.jobs import StepRunner
from core.live import LiveBoard, LiveText
from db.database import Database

WAVE = 4
WAVES = 8


class Regeneration:
    """Does jobs named ``variant id:first free draft number``."""

    def __init__(self, database: Database, take_engine: TakeEngine, channels: Catalogue, live: LiveBoard) -> None:
        self._database = database
        self._take_engine = take_engine
        self._channels = channels
        self._live = live

    def write(self, argument: str, step: StepRunner) -> None:
        """Draw waves until a draft passes; the first that does replaces the variant."""
        variant_id, first = argument.split(":")
        old = self._draft(variant_id)
        self._live.replacing(old.run_id, variant_id, going_on=True)
        try:
            for wave in range(WAVES):
                start = int(first) + wave * WAVE
                numbers = range(start, start + WAVE)
                if step(f"draw {wave}", lambda numbers=numbers: self._draw(old, numbers)) != "more":  # type: ignore[misc]
                    return
            self._live.note(
                old.run_id, f"None of {WAVES * WAVE} new drafts passed the checks; the text stays as it was."
            )
        finally:
            self._live.replacing(old.run_id, variant_id, going_on=False)

    def give_up(self, argument: str) -> None:
        old = self._draft(argument.split(":", maxsplit=1)[0])
        self._live.note(old.run_id, "Writing that text again was interrupted too often; it stays as it was.")

    def _draw(self, old: Draft, numbers: range) -> str:
        run, drafts = self._context(old)
        if any(draft.replaces == old.id and draft.rank for draft in drafts):
            return "done"
        try:
            return self._draw_wave(run, run.cells[old.cell], old, numbers, drafts)
        except HousestyleError as error:
            self._live.note(run.id, str(error))
            return "failed"
        finally:
            self._live.withdraw(run.id, old.cell, numbers)

    def _draw_wave(self, run: Run, cell: Cell, old: Draft, numbers: range, drafts: tuple[Draft, ...]) -> str:
        engine = self._take_engine(run.model, lambda line: self._live.note(run.id, line))
        self._live.note(run.id, "")

        def watch(number: int, text: str) -> bool:
            self._live.publish(run.id, LiveText(cell.index, number, text.strip(), replaces=old.id))
            return True

        new = Writer(engine, self._channels).wave(
            cell, run_id=run.id, run_seed=run.seed, numbers=numbers, siblings=drafts, watch=watch
        )
        stored = tuple(replace(draft, replaces=old.id) for draft in new)
        best = max((draft for draft in stored if draft.passed), key=lambda draft: draft.score, default=None)
        with self._database.work() as work:
            work.drafts.add_all(stored)
            if best:
                work.drafts.set_ranks({best.id: old.rank})
            work.commit()
        return "done" if best else "more"

    def _context(self, old: Draft) -> tuple[Run, tuple[Draft, ...]]:
        with self._database.read() as work:
            return work.runs.get(old.run_id), work.drafts.list(old.run_id, old.cell)

    def _draft(self, variant_id: str) -> Draft:
        with self._database.read() as work:
            return work.drafts.get(variant_id)
