"""One cell's work: prompt, a wave of drafts, checks. Knows nothing of databases, jobs or pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from core.channels.catalogue import Catalogue, Channel
from core.checks import begins_well, passes, run_checks
from core.domain import Cell, Draft, Provenance
from core.engines.base import DraftText, Ended, Engine, OnText, Prompt, PromptStyle, listen_to_all
from core.engines.bounds import UNBOUNDED
from core.generation.by_sentence import BySentence
from core.generation.plan import draft_seed
from core.judge import makes_sense, sense, sense_of_next, worth
from core.placeholders import filled, filled_brief, restored
from core.prompts import build
from core.prompts.opening import opening
from core.prompts.outline import outline
from core.sampling import SamplingSettings

Watch = Callable[[int, str], bool]
"""Called with (draft number, text so far); returning False gives the wave up."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Draws checked drafts with one engine, which reads and writes samples where placeholders stand. Without its aids,
    bounds, variety and sentence by sentence writing, it shows what the model does alone."""

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

        read = replace(cell, brief=filled_brief(cell.brief))

        def on_text(index: int, text: str) -> bool:
            nonlocal given_up
            given_up = given_up or not watch(numbers[index], restored(text, cell.brief))
            return not given_up and not _is_over_limit(channel, text.strip())

        beside = [filled(draft.text, cell.brief.placeholders) for draft in siblings if draft.passed]
        prompts = self._prompts(read, numbers)
        drawn = self._drawn(read, run_seed, numbers, prompts, on_text, beside)
        if given_up:
            return ()
        render = cache(self.engine.render)  # drafts share their prompts, and each is asked of another process
        drafts: list[Draft] = []
        for number, own, text in zip(numbers, prompts, drawn, strict=True):
            others = (*(draft.text for draft in (*siblings, *drafts) if draft.passed), *known)
            rendered = "\n\n".join(map(render, own))
            drafts.append(self._checked(cell, channel, run_id, run_seed, number, text, rendered, others))
        return tuple(drafts)

    def draw(self, cell: Cell, run_seed: int, numbers: Sequence[int]) -> list[DraftText]:
        """A text for each number, not checked yet. Raises GenerationError."""
        cell = replace(cell, brief=filled_brief(cell.brief))
        return self._drawn(cell, run_seed, numbers, self._prompts(cell, numbers), listen_to_all, ())

    def _drawn(
        self,
        cell: Cell,
        run_seed: int,
        numbers: Sequence[int],
        prompts: Sequence[tuple[Prompt, ...]],
        on_text: OnText,
        beside: Sequence[str],
    ) -> list[DraftText]:
        """Short texts come in one breath, long ones sentence by sentence; a beam search knows only the first."""
        channel, settings = self.channels.get(cell.brief.channel), cell.recipe.settings
        seeds = [draft_seed(run_seed, cell.index, number) for number in numbers]
        if not self.aided:
            settings = replace(settings, variety=0.0)
        if not self._is_by_sentence(cell, channel):
            return self._in_one_breath(cell, channel, settings, seeds, prompts, on_text, beside)

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

    def _in_one_breath(
        self,
        cell: Cell,
        channel: Channel,
        settings: SamplingSettings,
        seeds: Sequence[int],
        prompts: Sequence[tuple[Prompt, ...]],
        on_text: OnText,
        beside: Sequence[str],
    ) -> list[DraftText]:
        begun = opening(cell.brief, channel) if self.aided else ""
        if begun and self.engine.info.style is not PromptStyle.CHAT:
            begun = f" {begun}"
        drawn = self.engine.draft(
            [prompt for (prompt,) in prompts],
            settings,
            seeds,
            max_tokens=channel.tokens,
            said=[begun] * len(seeds) if begun else (),
            beside=beside,
            on_text=lambda row, text: on_text(row, begun + text),
        )
        return [replace(text, text=begun + text.text) for text in drawn]

    def _is_by_sentence(self, cell: Cell, channel: Channel) -> bool:
        return self.aided and channel.lines == "many" and cell.recipe.settings.beams <= 1

    def _prompts(self, cell: Cell, numbers: Sequence[int]) -> list[tuple[Prompt, ...]]:
        """What the model reads for each draft: once, or for each sentence in turn, and the last for all of its rest."""
        channel, style = self.channels.get(cell.brief.channel), self.engine.info.style
        whole = build(cell.brief, channel, style)
        if not self.aided:
            return [(replace(whole, bounds=UNBOUNDED),)] * len(numbers)
        if style is not PromptStyle.HOUSE or cell.brief.rewrite or not self._is_by_sentence(cell, channel):
            return [(whole,)] * len(numbers)
        ask = cache(lambda part: replace(build(part, channel, style), bounds=whole.bounds))
        return [tuple(map(ask, outline(cell.brief, number))) for number in numbers]

    def _checked(
        self,
        cell: Cell,
        channel: Channel,
        run_id: str,
        run_seed: int,
        number: int,
        drawn: DraftText,
        rendered: str,
        others: Sequence[str],
    ) -> Draft:
        read, brief = drawn.text.strip(), filled_brief(cell.brief)
        text = restored(read, cell.brief)
        others = [*others, cell.brief.rewrite] if cell.brief.rewrite else others
        checks = run_checks(text, cell.brief, channel, ended=drawn.ended, others=others)
        chance = sense(read, brief, channel, drawn.logprob, drawn.tokens)
        info = self.engine.info
        if self.aided and info.style is PromptStyle.HOUSE:
            checks = (*checks, makes_sense(chance, read, brief))
        return Draft(
            id=uuid.uuid4().hex,
            run_id=run_id,
            cell=cell.index,
            number=number,
            text=text,
            length=channel.length(read),
            limit=channel.limit,
            passed=all(check.ok for check in checks),
            checks=checks,
            score=worth(chance, read, brief),
            rank=None,
            tokens=drawn.tokens,
            seconds=drawn.seconds,
            provenance=Provenance(
                model=info.model,
                revision=info.revision,
                adapter=info.adapter,
                prompt=rendered,
                seed=draft_seed(run_seed, cell.index, number),
                settings=cell.recipe.settings,
                versions=info.versions,
            ),
            created_at=datetime.now(UTC),
        )


def _is_over_limit(channel: Channel, text: str) -> bool:
    """More than the channel's room: whatever follows, it cannot fit any more."""
    return channel.limit is not None and channel.length(text) > channel.limit
