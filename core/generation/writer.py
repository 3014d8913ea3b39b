"""One cell's work: prompt, a wave of drafts, checks. Knows nothing of databases, jobs or pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from core.channels.catalogue import Catalogue, Channel
from core.checks import begins_well, passes, run_checks
from core.domain import Cell, Draft, Provenance
from core.engines.base import DraftText, Ended, Engine, OnText, Prompt, PromptStyle
from core.engines.bounds import UNBOUNDED
from core.generation.by_sentence import BySentence
from core.generation.plan import draft_seed
from core.judge import makes_sense, sense, sense_of_next, worth
from core.prompts import build
from core.prompts.outline import outline

Watch = Callable[[int, str], bool]
"""Called with (draft number, text so far); returning False gives the wave up."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Draws checked drafts with one engine. Without its aids, bounds, variety and sentence by sentence writing, it
    shows what the model does alone."""

    engine: Engine
    channels: Catalogue
    aided: bool = True

    def wave(
        self,
        cell: Cell,
        *,
        run_id: str,
        run_seed: int,
        numbers: range,
        siblings: Sequence[Draft],
        watch: Watch = lambda _number, _text: True,
        known: Sequence[str] = (),
    ) -> tuple[Draft, ...]:
        """Draw the drafts of ``numbers`` in one batch and check each, against ``siblings`` and ``known`` texts too.

        Returns an empty tuple when ``watch`` gave the wave up: a half-grown draft is not a draft.
        Raises GenerationError.
        """
        channel = self.channels.get(cell.brief.channel)
        given_up = False

        def on_text(index: int, text: str) -> bool:
            nonlocal given_up
            given_up = given_up or not watch(numbers[index], text)
            return not given_up and not _is_over_limit(channel, text.strip())

        beside = [draft.text for draft in siblings if draft.passed]
        drawn = self.draw(cell, run_seed, numbers, on_text, beside)
        if given_up:
            return ()
        drafts: list[Draft] = []
        for number, text in zip(numbers, drawn, strict=True):
            others = (*(draft.text for draft in (*siblings, *drafts) if draft.passed), *known)
            drafts.append(self._checked(cell, channel, run_id, run_seed, number, text, others))
        return tuple(drafts)

    def draw(
        self,
        cell: Cell,
        run_seed: int,
        numbers: Sequence[int],
        on_text: OnText = lambda _index, _text: True,
        beside: Sequence[str] = (),
    ) -> list[DraftText]:
        """A text for each number, not checked yet, unlike those ``beside`` them. Short ones come in one breath, long
        ones sentence by sentence; a beam search knows only the first. Raises GenerationError."""
        channel, settings = self.channels.get(cell.brief.channel), cell.recipe.settings
        seeds = [draft_seed(run_seed, cell.index, number) for number in numbers]
        prompts = [self._prompts(cell, channel, number) for number in numbers]
        if not self.aided:
            settings = replace(settings, variety=0.0)
        if not self._is_by_sentence(cell, channel):
            whole = [prompt for (prompt,) in prompts]
            return self.engine.draft(whole, settings, seeds, max_tokens=channel.tokens, beside=beside, on_text=on_text)

        def score(said: str, part: DraftText) -> float | None:
            text, ends = (said + part.text).strip(), part.ended is Ended.STOP
            stands = passes(text, cell.brief, channel) if ends else begins_well(text, cell.brief, channel)
            if not stands:
                return None
            return sense_of_next(said, part.text, cell.brief, part.logprob, part.tokens, ends=ends)

        return BySentence(
            engine=self.engine,
            settings=settings,
            max_tokens=settings.max_length or channel.tokens,
            score=score,
            on_text=on_text,
            beside=beside,
        ).write(seeds, prompts)

    def _is_by_sentence(self, cell: Cell, channel: Channel) -> bool:
        return self.aided and channel.lines == "many" and cell.recipe.settings.beams <= 1

    def _prompts(self, cell: Cell, channel: Channel, number: int) -> tuple[Prompt, ...]:
        """What the model reads for a draft: once, or for each sentence in turn, and the last for all of its rest."""
        style = self.engine.info.style
        whole = build(cell.brief, channel, style)
        if not self.aided:
            return (replace(whole, bounds=UNBOUNDED),)
        if style is not PromptStyle.HOUSE or cell.brief.rewrite or not self._is_by_sentence(cell, channel):
            return (whole,)
        parts = outline(cell.brief, number)
        return tuple(replace(build(part, channel, style), bounds=whole.bounds) for part in parts)

    def _checked(
        self,
        cell: Cell,
        channel: Channel,
        run_id: str,
        run_seed: int,
        number: int,
        drawn: DraftText,
        others: Sequence[str],
    ) -> Draft:
        text = drawn.text.strip()
        others = [*others, cell.brief.rewrite] if cell.brief.rewrite else others
        checks = run_checks(text, cell.brief, channel, ended=drawn.ended, others=others)
        chance = sense(text, cell.brief, channel, drawn.logprob, drawn.tokens)
        info = self.engine.info
        if self.aided and info.style is PromptStyle.HOUSE:
            checks = (*checks, makes_sense(chance, text, cell.brief))
        return Draft(
            id=uuid.uuid4().hex,
            run_id=run_id,
            cell=cell.index,
            number=number,
            text=text,
            length=channel.length(text),
            limit=channel.limit,
            passed=all(check.ok for check in checks),
            checks=checks,
            score=worth(chance, text, cell.brief),
            rank=None,
            tokens=drawn.tokens,
            seconds=drawn.seconds,
            provenance=Provenance(
                model=info.model,
                revision=info.revision,
                adapter=info.adapter,
                prompt="\n\n".join(map(self.engine.render, self._prompts(cell, channel, number))),
                seed=draft_seed(run_seed, cell.index, number),
                settings=cell.recipe.settings,
                versions=info.versions,
            ),
            created_at=datetime.now(UTC),
        )


def _is_over_limit(channel: Channel, text: str) -> bool:
    """More than the channel's room: whatever follows, it cannot fit any more."""
    return channel.limit is not None and channel.length(text) > channel.limit
