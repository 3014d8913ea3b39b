"""The engine itself: one prefill, then all drafts advance together."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Sequence
from typing import Any

import torch
from transformers import DynamicCache

from core.engines.base import DraftText, Ended, EngineInfo, OnText, Prompt, PromptStyle
from core.engines.causal_lm import beams
from core.engines.causal_lm.decode_attention import use_decode_attention
from core.engines.causal_lm.decoding import decoder, encode
from core.engines.causal_lm.growing_text import GrowingText
from core.engines.causal_lm.penalties import forbid, penalties
from core.engines.causal_lm.shaping import draw, draw_allowed, likeliest
from core.errors import GenerationError
from core.sampling import SamplingSettings


def _listen_to_all(_index: int, _text: str) -> bool:
    return True


class CausalLMEngine:
    """Any causal language model of ``transformers``, with its tokenizer."""

    def __init__(self, model: Any, tokenizer: Any, info: EngineInfo) -> None:
        self._model = model.eval()
        self._tokenizer = tokenizer
        self._info = info
        self._read: tuple[tuple[int, ...], torch.Tensor, DynamicCache] | None = None
        self._lock = threading.Lock()  # one batch at a time: two would share the processor and the cache
        self._decode = decoder(tokenizer)
        self._ends = _end_tokens(model, tokenizer)
        if getattr(model, "_supports_sdpa", False):
            use_decode_attention(model)

    @property
    def info(self) -> EngineInfo:
        return self._info

    def render(self, prompt: Prompt) -> str:
        """The exact text that the model reads."""
        if prompt.style is not PromptStyle.CHAT:
            return prompt.text + prompt.said
        messages = [{"role": message.role, "content": message.content} for message in prompt.messages]
        text: str = self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return text + prompt.said

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
        on_text: OnText = _listen_to_all,
    ) -> list[DraftText]:
        """See ``Engine.draft``. Raises GenerationError."""
        ids = self._prompt_ids(prompt, settings.max_length or max_tokens)
        started = time.perf_counter()
        texts = [self._growing(prompt, settings) for _ in seeds]
        with self._lock, torch.inference_mode():
            if self._model is None:
                raise GenerationError("The model has been unloaded.", "Start the run again to load it.")
            if settings.beams > 1:
                beams.search(self._model, ids, settings, texts, settings.max_length or max_tokens, on_text, self._ends)
            else:
                self._sample(ids, settings, seeds, texts, settings.max_length or max_tokens, on_text)
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
            self._read = None
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _growing(self, prompt: Prompt, settings: SamplingSettings) -> GrowingText:
        return GrowingText(
            decode=self._decode,
            stops=(*prompt.stop, *settings.stop),
            ends=self._ends,
            bounds=prompt.bounds,
            said=prompt.said,
            one_sentence=prompt.one_sentence,
        )

    def _prompt_ids(self, prompt: Prompt, new_tokens: int) -> torch.Tensor:
        ids = encode(self._tokenizer, self.render(prompt))
        if not ids:
            raise GenerationError("There is nothing for the model to continue.", "Give at least one word.")
        context = getattr(self._model.config, "max_position_embeddings", None) if self._model else None
        if context and len(ids) + new_tokens > context:
            raise GenerationError(
                f"The brief and the text together need {len(ids) + new_tokens} tokens; this model reads {context}.",
                "Shorten the brief, lower the longest length, or choose another model.",
            )
        return torch.tensor([ids], device=self._model.device if self._model else None)

    def _sample(
        self,
        ids: torch.Tensor,
        settings: SamplingSettings,
        seeds: Sequence[int],
        texts: list[GrowingText],
        max_tokens: int,
        on_text: OnText,
    ) -> None:
        """Advance every draft by a token a step; a draft that has ended leaves the batch."""
        generators = [torch.Generator().manual_seed(seed) for seed in seeds]
        processors = penalties(settings)
        alive = list(range(len(texts)))
        logits, cache = self._prefill(ids, len(texts))
        for step in range(max_tokens):
            raw = logits
            if processors and step:
                written = torch.tensor([texts[row].tokens for row in alive], device=logits.device)
                logits = processors(written, logits.clone())
            if step < settings.min_length:
                logits = forbid(logits.clone(), tuple(self._ends))
            chosen = self._choose(logits, settings, [texts[row] for row in alive], [generators[row] for row in alive])
            chances = raw.gather(1, chosen[:, None]).squeeze(1) - raw.logsumexp(-1)
            kept = self._advance(alive, texts, chosen.tolist(), chances.tolist(), on_text)
            if not kept or step + 1 == max_tokens:
                return
            if len(kept) < len(alive):
                index = torch.tensor(kept, device=chosen.device)
                cache.batch_select_indices(index)
                chosen = chosen[index]
                alive = [alive[place] for place in kept]
            output = self._model(chosen[:, None], past_key_values=cache, use_cache=True)
            logits = output.logits[:, -1].float()

    def _choose(
        self,
        logits: torch.Tensor,
        settings: SamplingSettings,
        texts: Sequence[GrowingText],
        generators: Sequence[torch.Generator],
    ) -> torch.Tensor:
        """One token id a row, (rows,), by chance among those that the text's bounds allow."""
        values, tokens = likeliest(logits, settings)
        chosen = draw(values, tokens, generators)
        for row, text in enumerate(texts):
            if text.is_full:
                chosen[row] = max(self._ends, key=lambda end: float(logits[row, end]))
            elif not text.allows(int(chosen[row])):
                chosen[row] = draw_allowed(values[row], tokens[row], text.allows, generators[row])
        return chosen

    def _prefill(self, ids: torch.Tensor, rows: int) -> tuple[torch.Tensor, DynamicCache]:
        """Read the prompt once and share it: (rows, vocabulary) logits and a cache of as many rows.

        The newest prompt is remembered: waves of one set, a set written again, and texts that go on from that prompt
        begin at once.
        """
        prompt = tuple(ids[0].tolist())
        if self._read is None or self._read[0] != prompt[: len(self._read[0])]:
            self._read = prompt, *self._read_on(ids, DynamicCache(config=self._model.config))
        known, logits, read = self._read
        cache = copy.deepcopy(read)
        if len(known) < len(prompt):
            logits, cache = self._read_on(ids[:, len(known) :], cache)
        cache.batch_repeat_interleave(rows)
        return logits.repeat(rows, 1), cache

    def _read_on(self, ids: torch.Tensor, cache: DynamicCache) -> tuple[torch.Tensor, DynamicCache]:
        """Read tokens (1, length) after those in the cache: the logits (1, vocabulary) of what may follow."""
        output = self._model(ids, past_key_values=cache, use_cache=True, logits_to_keep=1)
        return output.logits[:, -1].float(), output.past_key_values

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
