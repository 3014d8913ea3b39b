"""The engine itself: one prefill, then all drafts advance together."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

import torch

from core.engines.base import DraftText, Ended, EngineInfo, OnText, Prompt, PromptStyle
from core.engines.causal_lm import beams
from core.engines.causal_lm.choosing import Chooser
from core.engines.causal_lm.decoding import decoder, encode
from core.engines.causal_lm.growing_text import GrowingText
from core.engines.causal_lm.paths import Paths
from core.engines.causal_lm.penalties import forbid, penalties
from core.engines.causal_lm.pull import Pull
from core.engines.causal_lm.reading import Read, Reader, Tokens
from core.errors import GenerationError
from core.sampling import SamplingSettings


def _listen_to_all(_index: int, _text: str) -> bool:
    return True


class CausalLMEngine:
    """Any causal language model of ``transformers``, or one that is called alike, with its tokenizer."""

    def __init__(self, model: Any, tokenizer: Any, info: EngineInfo) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._info = info
        self._reader = Reader(self._model)
        self._lock = threading.Lock()  # one batch at a time: two would share the processor and the cache
        self._decode = decoder(tokenizer)
        self._ends = _end_tokens(model, tokenizer)

    @property
    def info(self) -> EngineInfo:
        return self._info

    def render(self, prompt: Prompt) -> str:
        """The exact text that the model reads."""
        if prompt.style is not PromptStyle.CHAT:
            return prompt.text
        messages = [{"role": message.role, "content": message.content} for message in prompt.messages]
        text: str = self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return text

    def tokens(self, text: str) -> int:
        """How many tokens a text is."""
        return len(encode(self._tokenizer, text))

    def draft(
        self,
        prompt: Prompt,
        settings: SamplingSettings,
        seeds: Sequence[int],
        *,
        max_tokens: int,
        said: Sequence[str] = (),
        beside: Sequence[str] = (),
        on_text: OnText = _listen_to_all,
    ) -> list[DraftText]:
        """See ``Engine.draft``. Raises GenerationError."""
        most = settings.max_length or max_tokens
        said = said or [""] * len(seeds)
        asked, rows = self._rows(prompt, said, most)
        started = time.perf_counter()
        texts = [self._growing(prompt, settings, own, row[len(asked) :]) for own, row in zip(said, rows, strict=True)]
        with self._lock, torch.inference_mode():
            if self._model is None:
                raise GenerationError("The model has been unloaded.", "Start the run again to load it.")
            if settings.beams > 1:
                ids = torch.tensor([rows[0]], device=self._model.device)
                beams.search(self._model, ids, settings, texts, most, on_text, self._ends)
            else:
                read = self._reader.read(asked, rows)
                chooser = self._chooser(prompt, settings, len(asked), beside)
                self._sample(read, len(asked), chooser, seeds, texts, most, on_text)
        seconds = time.perf_counter() - started
        return [
            DraftText(
                text=text.text,
                tokens=len(text.tokens),
                ended=text.ended or Ended.LENGTH,
                seconds=seconds / len(texts),
                logprob=text.mean_logprob,
            )
            for text in texts
        ]

    @property
    def is_gone(self) -> bool:
        return self._model is None

    def close(self) -> None:
        with self._lock:
            self._model = None
            self._reader = Reader(None)
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _growing(self, prompt: Prompt, settings: SamplingSettings, said: str, begun: Tokens) -> GrowingText:
        return GrowingText(
            decode=self._decode,
            stops=(*prompt.stop, *settings.stop),
            ends=self._ends,
            bounds=prompt.bounds,
            said=said,
            begun=begun,
            one_sentence=prompt.one_sentence,
        )

    def _rows(self, prompt: Prompt, said: Sequence[str], new_tokens: int) -> tuple[Tokens, list[Tokens]]:
        """Token ids of the prompt, and of the prompt with what each text has said."""
        text = self.render(prompt)
        asked = tuple(encode(self._tokenizer, text))
        if not asked:
            raise GenerationError("There is nothing for the model to continue.", "Give at least one word.")
        begun = {own: tuple(encode(self._tokenizer, text + own)) for own in said}
        need = max(map(len, begun.values())) + new_tokens
        context = getattr(self._model.config, "max_position_embeddings", None) if self._model else None
        if context and need > context:
            raise GenerationError(
                f"The brief and the text together need {need} tokens; this model reads {context}.",
                "Shorten the brief, lower the longest length, or choose another model.",
            )
        return asked, [begun[own] for own in said]

    def _chooser(self, prompt: Prompt, settings: SamplingSettings, asked: int, beside: Sequence[str]) -> Chooser:
        """``beside`` are read as they would follow the prompt of ``asked`` tokens."""
        text = self.render(prompt)
        written = (encode(self._tokenizer, text + own)[asked:] for own in beside) if settings.variety else ()
        return Chooser(
            settings=settings,
            paths=Paths(settings.variety, written),
            pull=Pull(prompt.bounds.needed, partial(self._tokenizer.encode, add_special_tokens=False)),
            ends=self._ends,
        )

    def _sample(
        self,
        read: Read,
        asked: int,
        chooser: Chooser,
        seeds: Sequence[int],
        texts: list[GrowingText],
        max_tokens: int,
        on_text: OnText,
    ) -> None:
        """Advance every draft by a token a step; a draft that has ended leaves the batch.

        ``read`` has a row a draft, ``asked`` tokens of which are the prompt.
        """
        dice = [torch.Generator().manual_seed(seed) for seed in seeds]
        settings, processors = chooser.settings, penalties(chooser.settings)
        alive = list(range(len(texts)))
        logits = read.logits
        for step in range(max_tokens):
            raw = logits
            if processors and step:
                written = torch.tensor([texts[row].tokens for row in alive], device=logits.device)
                logits = processors(written, logits.clone())
            short = [place for place, row in enumerate(read.rows) if len(row) - asked + step < settings.min_length]
            logits = forbid(logits, short, self._ends)
            chosen = chooser.choose(logits, [texts[row] for row in alive], [dice[row] for row in alive])
            chances = raw.gather(1, chosen[:, None]).squeeze(1) - raw.logsumexp(-1)
            kept = self._advance(alive, texts, chosen.tolist(), chances.tolist(), on_text)
            if not kept or step + 1 == max_tokens:
                return
            if len(kept) < len(alive):
                read = read.kept(kept)
                chosen = chosen[torch.tensor(kept, device=chosen.device)]
                alive = [alive[place] for place in kept]
            logits = self._reader.step(chosen, read, step)

    def _advance(
        self,
        alive: list[int],
        texts: list[GrowingText],
        tokens: list[int],
        chances: list[float],
        on_text: OnText,
    ) -> list[int]:
        """Give each draft its token and tell the listener; returns the places in the batch that go on."""
        kept = []
        for place, row in enumerate(alive):
            text = texts[row]
            text.add(tokens[place], chances[place])
            wanted = on_text(row, text.text)
            if text.ended is None and not wanted:
                text.ended = Ended.CUT_OFF
            if text.ended is None:
                kept.append(place)
        return kept


def _end_tokens(model: Any, tokenizer: Any) -> frozenset[int]:
    """Every token that ends a text: the tokenizer's, and those of the model's generation settings."""
    ends = {tokenizer.eos_token_id, tokenizer.sep_token_id}
    configured = getattr(model.generation_config, "eos_token_id", None)
    ends.update(configured if isinstance(configured, list) else [configured])
    return frozenset(token for token in ends if token is not None)
