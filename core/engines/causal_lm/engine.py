"""The engine itself: prompts are read, then all drafts advance together."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

import torch

from core.engines.base import Ask, DraftText, Engine, EngineInfo, OnAsked, OnText, Prompt, PromptStyle
from core.engines.causal_lm import beams
from core.engines.causal_lm.choosing import Chooser
from core.engines.causal_lm.decoding import decoder, encode
from core.engines.causal_lm.growing_text import GrowingText
from core.engines.causal_lm.paths import Paths
from core.engines.causal_lm.pull import Pull
from core.engines.causal_lm.reading import Reader, Tokens
from core.engines.causal_lm.sampling import TextSet, sample
from core.errors import GenerationError


class CausalLMEngine(Engine):
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

    def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        """See ``Engine.draft_together``. Raises GenerationError."""
        started = time.perf_counter()
        sets = [self._set(ask, partial(on_text, place)) for place, ask in enumerate(asks)]
        with self._lock, torch.inference_mode():
            if self._model is None:
                raise GenerationError("The model has been unloaded.", "Start the run again to load it.")
            for own in sets:
                if own.chooser.settings.beams > 1:
                    self._search(own)
            sampled = [own for own in sets if own.chooser.settings.beams <= 1]
            if sampled:
                asked, rows = zip(*(pair for own in sampled for pair in own.rows), strict=True)
                sample(self._reader, self._reader.read(asked, rows), sampled)
        seconds = (time.perf_counter() - started) / max(1, sum(len(own.texts) for own in sets))
        return [[text.finished(seconds) for text in own.texts] for own in sets]

    @property
    def is_gone(self) -> bool:
        return self._model is None

    def close(self) -> None:
        with self._lock:
            self._model = None
            self._reader = Reader(None)
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _set(self, ask: Ask, on_text: OnText) -> TextSet:
        most = ask.settings.max_length or ask.max_tokens
        said = ask.said or ("",) * len(ask.seeds)
        rows = self._rows(ask.prompts, said, most)
        return TextSet(
            rows=rows,
            texts=[self._growing(ask, own, row[len(asked) :]) for own, (asked, row) in zip(said, rows, strict=True)],
            dice=[torch.Generator().manual_seed(seed) for seed in ask.seeds],
            chooser=self._chooser(ask, len(rows[0][0])),
            most=most,
            on_text=on_text,
        )

    def _growing(self, ask: Ask, said: str, begun: Tokens) -> GrowingText:
        prompt = ask.prompts[0]
        return GrowingText(
            decode=self._decode,
            stops=(*prompt.stop, *ask.settings.stop),
            ends=self._ends,
            bounds=prompt.bounds,
            said=said,
            begun=begun,
            one_sentence=prompt.one_sentence,
        )

    def _rows(self, prompts: Sequence[Prompt], said: Sequence[str], new_tokens: int) -> list[tuple[Tokens, Tokens]]:
        """Token ids of each prompt, and of the prompt with what its text has said."""
        asked = {prompt: self.render(prompt) for prompt in prompts}
        begun = {
            (prompt, own): tuple(encode(self._tokenizer, asked[prompt] + own))
            for prompt, owns in zip(prompts, said, strict=True)
            for own in ("", owns)
        }
        if not all(begun.values()):
            raise GenerationError("There is nothing for the model to continue.", "Give at least one word.")
        need = max(map(len, begun.values())) + new_tokens
        context = getattr(self._model.config, "max_position_embeddings", None) if self._model else None
        if context and need > context:
            raise GenerationError(
                f"The brief and the text together need {need} tokens; this model reads {context}.",
                "Shorten the brief, lower the longest length, or choose another model.",
            )
        return [(begun[prompt, ""], begun[prompt, own]) for prompt, own in zip(prompts, said, strict=True)]

    def _chooser(self, ask: Ask, asked: int) -> Chooser:
        """What stands beside is read as it would follow the first prompt, of ``asked`` tokens."""
        prompt, settings = ask.prompts[0], ask.settings
        text = self.render(prompt)
        written = (encode(self._tokenizer, text + own)[asked:] for own in ask.beside) if settings.variety else ()
        return Chooser(
            settings=settings,
            paths=Paths(settings.variety, written),
            pull=Pull(prompt.bounds.needed, partial(self._tokenizer.encode, add_special_tokens=False)),
            ends=self._ends,
        )

    def _search(self, own: TextSet) -> None:
        """A beam search goes on from the first row alone."""
        ids = torch.tensor([own.rows[0][1]], device=self._model.device)
        beams.search(self._model, ids, own.chooser.settings, own.texts, own.most, own.on_text, self._ends)


def _end_tokens(model: Any, tokenizer: Any) -> frozenset[int]:
    """Every token that ends a text: the tokenizer's, and those of the model's generation settings."""
    ends = {tokenizer.eos_token_id, tokenizer.sep_token_id}
    configured = getattr(model.generation_config, "eos_token_id", None)
    ends.update(configured if isinstance(configured, list) else [configured])
    return frozenset(token for token in ends if token is not None)
