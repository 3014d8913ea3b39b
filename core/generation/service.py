"""The generation service: start, watch, stop, write one again."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from core.channels.catalogue import Catalogue
from core.connections.local_only import LocalOnly
from core.domain import Brief, Run, RunRequest, RunStatus, VariantFilter
from core.errors import HousestyleError, NotFound
from core.generation.plan import cells_of
from core.generation.regeneration import Regeneration, is_replaced
from core.generation.snapshot import snapshot
from core.generation.view import RunView
from core.generation.worker import Worker
from core.jobs import INTERRUPTED, Jobs
from core.live import LiveBoard
from db.database import Database

RUN, REGENERATE = "run", "regenerate"
RECENT = 200
"""Runs looked through at a launch: one that was stored and not started is among the newest."""


class GenerationService:
    """Pages and the command line talk to this; the work itself is done by jobs."""

    def __init__(
        self,
        database: Database,
        channels: Catalogue,
        jobs: Jobs,
        live: LiveBoard,
        worker: Worker,
        regeneration: Regeneration,
        local_only: LocalOnly,
    ) -> None:
        self._database = database
        self._channels = channels
        self._jobs = jobs
        self._live = live
        self._worker = worker
        self._local_only = local_only
        jobs.handle(RUN, worker.write_run, worker.give_up)
        jobs.handle(REGENERATE, regeneration.write, regeneration.give_up)

    def require_local_only(self, model_id: str, briefs: Iterable[Brief], campaign_id: str | None) -> None:
        """Raises InvalidInput where the model is remote and nothing of the brand leaves this machine."""
        self._local_only.require(model_id, briefs, campaign_id)

    def start(self, request: RunRequest, run_id: str = "") -> str:
        """Store and start a run; returns its id at once. With a ``run_id`` of its own it is started once, however often
        it is asked for. Raises InvalidInput, also for a remote model of a brand that is local only, StorageError."""
        for model in filter(None, (request.model, request.rival)):
            self.require_local_only(model, request.briefs, request.campaign_id)
        for brief in request.briefs:
            self._channels.get(brief.channel)
        run = Run(
            id=run_id or uuid.uuid4().hex,
            status=RunStatus.QUEUED,
            model=request.model,
            n=request.n,
            seed=request.seed,
            cells=cells_of(request),
            campaign_id=request.campaign_id,
            profile_id=request.profile_id,
            created_at=datetime.now(UTC),
        )
        with self._database.work() as work:
            work.alone()
            if run_id and work.runs.is_known(run_id):
                return run_id
            work.runs.add(run)
            work.commit()
        try:
            self._jobs.start(RUN, run.id, job_id=_job_of(run))
        except HousestyleError as error:
            self._worker.give_up(run.id, str(error))
            raise
        return run.id

    def rewrite(self, draft_id: str, profile_id: str | None) -> str:
        """Start a run that makes one draft better, as often as its own run asked for; returns its id.

        Raises NotFound, StorageError.
        """
        with self._database.read() as work:
            draft = work.drafts.get(draft_id)
            run = work.runs.get(draft.run_id)
        cell = run.cells[draft.cell]
        return self.start(
            RunRequest(
                briefs=(replace(cell.brief, rewrite=draft.text),),
                recipes=(cell.recipe,),
                model=run.writer(cell),
                n=run.wanted(cell),
                seed=secrets.randbits(31),
                campaign_id=run.campaign_id,
                profile_id=profile_id,
                persona_ids=() if cell.persona_id is None else (cell.persona_id,),
            )
        )

    def go_on(self) -> None:
        """After a launch: see to runs that no job will finish, because their process died in between."""
        for run in self.recent(limit=RECENT):
            if run.status.is_over:
                continue
            if not self._jobs.is_known(_job_of(run)):
                self._jobs.start(RUN, run.id, job_id=_job_of(run))
            elif self._jobs.is_over(_job_of(run)):
                self._worker.give_up(run.id, INTERRUPTED)

    def cancel(self, run_id: str) -> None:
        """Stop a run now. What has passed by then is shown; texts still growing are let go. Raises NotFound."""
        self._worker.stop(run_id)

    def recent(self, campaign_id: str | None = None, limit: int = 20) -> tuple[Run, ...]:
        """Runs, newest first."""
        with self._database.read() as work:
            return work.runs.list(campaign_id=campaign_id, limit=limit)

    def regenerate(self, variant_id: str) -> None:
        """Write one variant again, in the background; the new text takes its place once it has passed.

        A variant that was replaced already, or is just being, stays as it is. Raises NotFound, StorageError.
        """
        with self._database.read() as work:
            draft = work.drafts.get(variant_id)
            drafts = work.drafts.list(draft.run_id, draft.cell)
        if draft.rank is None:
            raise NotFound("variant", variant_id)
        if is_replaced(draft, drafts):
            return
        earlier = [other.number for other in drafts if other.replaces == variant_id]
        first = 1 + max(earlier, default=draft.number)
        if not self._live.replacing(draft.run_id, variant_id, going_on=True):
            return
        try:
            self._jobs.start(REGENERATE, f"{variant_id}:{first}", job_id=f"regenerate-{uuid.uuid4().hex}")
        except HousestyleError:
            self._live.replacing(draft.run_id, variant_id, going_on=False)
            raise

    def show_anyway(self, draft_id: str) -> None:
        """Show a draft that was not chosen: people have the last word. Its failed checks stay on the card.

        Raises NotFound.
        """
        with self._database.work() as work:
            work.alone()
            draft = work.drafts.get(draft_id)
            ranks = [other.rank or 0 for other in work.drafts.list(draft.run_id, draft.cell)]
            if draft.rank is None:
                work.drafts.set_ranks({draft.id: max(ranks) + 1})
                work.commit()

    def await_word(self, run_id: str, seconds: float) -> RunView:
        """As ``watch``, once a text has begun to grow or that many seconds are over. Raises NotFound."""
        self._live.await_word(run_id, seconds)
        return self.watch(run_id)

    def watch(self, run_id: str) -> RunView:
        """A snapshot of the run, finished or not. Raises NotFound."""
        with self._database.read() as work:
            run = work.runs.get(run_id)
            drafts = work.drafts.list(run_id)
            variants = work.variants.list(VariantFilter(run_id=run_id))
        return snapshot(run, drafts, variants, self._live, self._channels)


def _job_of(run: Run) -> str:
    return f"run-{run.id}"
