"""An engine that plays a script: for tests, demos and drills. Deterministic, instant or as slow as wanted."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

from core.engines.base import Ask, DraftText, Ended, Engine, EngineInfo, OnAsked, OnText, Prompt, PromptStyle
from core.engines.sentences import first_sentence

Script = Callable[[Prompt, int], str]
"""(prompt, seed) -> the whole text of one draft."""


class ScriptedEngine(Engine):
    """Plays ``script``, a word a step, all drafts of an ask together, ``word_seconds`` between steps.

    ``history`` is every ask so far."""

    def __init__(
        self, model: str = "scripted", script: Script | None = None, word_seconds: float = 0.0, revision: str = "1"
    ) -> None:
        self.history: list[Ask] = []
        self._script = script or from_the_brief
        self._word_seconds = word_seconds
        self._lock = threading.Lock()
        self._info = EngineInfo(
            model=model,
            revision=revision,
            adapter="",
            style=PromptStyle.CHAT,
            device="cpu",
            streaming=True,
            parameters=0,
            memory_bytes=0,
            versions="scripted 1",
        )

    @property
    def info(self) -> EngineInfo:
        return self._info

    def render(self, prompt: Prompt) -> str:
        return prompt.text or "\n\n".join(f"{message.role}: {message.content}" for message in prompt.messages)

    def tokens(self, text: str) -> int:
        return len(text.split())

    def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        """See ``Engine.draft_together``. ``max_tokens`` counts words; the script is the same whatever stands beside
        it."""
        with self._lock:
            self.history.extend(asks)
            return [self._draft(ask, partial(on_text, place)) for place, ask in enumerate(asks)]

    def _draft(self, ask: Ask, on_text: OnText) -> list[DraftText]:
        started = time.perf_counter()
        said = ask.said or ("",) * len(ask.seeds)
        texts = [
            _part(self._script(prompt, seed), prompt, own)
            for prompt, seed, own in zip(ask.prompts, ask.seeds, said, strict=True)
        ]
        words = [text.split(" ") for text, _ in texts]
        ended = self._play(words, ask.settings.max_length or ask.max_tokens, on_text)
        seconds = (time.perf_counter() - started) / max(1, len(ask.seeds))
        return [
            DraftText(
                text=" ".join(own[:count]),
                tokens=count,
                ended=whole if why is Ended.STOP else why,
                seconds=seconds,
                logprob=-1.0,
            )
            for (_, whole), own, (count, why) in zip(texts, words, ended, strict=True)
        ]

    @property
    def is_gone(self) -> bool:
        return False

    def close(self) -> None:
        """Nothing to free."""

    def _play(self, words: list[list[str]], most: int, on_text: OnText) -> list[tuple[int, Ended]]:
        result: dict[int, tuple[int, Ended]] = {}
        for step in range(1, most + 1):
            for row, own in enumerate(words):
                if row in result:
                    continue
                if not on_text(row, " ".join(own[:step])):
                    result[row] = (min(step, len(own)), Ended.CUT_OFF)
                elif step >= len(own):
                    result[row] = (len(own), Ended.STOP)
            if len(result) == len(words):
                break
            time.sleep(self._word_seconds)
        return [result.get(row, (most, Ended.LENGTH)) for row in range(len(words))]


def _part(script: str, prompt: Prompt, said: str) -> tuple[str, Ended]:
    """What of the script is asked for: all, or the next sentence that has not been said, and what it ends with."""
    rest = script
    while prompt.one_sentence and (sentence := first_sentence(rest)) is not None:
        if sentence.strip() not in said:
            return f"{' ' * bool(said)}{sentence.strip()}", Ended.SENTENCE
        rest = rest[len(sentence) :]
    return (f" {rest.strip()}" if said else rest), Ended.STOP


def from_the_brief(prompt: Prompt, seed: int) -> str:
    """A plain, honest text made of the brief's own lines: what a demo without a model shows."""
    lines = dict(
        line.split(": ", 1) for line in (prompt.text or prompt.messages[-1].content).splitlines() if ": " in line
    )
    dice = random.Random(seed)
    facts = [fact.strip() for fact in lines.get("Facts", "").split(";") if fact.strip()]
    brand, product = lines.get("Brand", "We"), lines.get("Product", "it")
    openings = (
        f"{brand}: {product}.",
        f"{product.capitalize()} by {brand}.",
        f"This is {brand}.",
        f"{brand} makes {product}.",
    )
    parts = [dice.choice(openings)]
    parts += [f"{fact[0].upper()}{fact[1:]}." for fact in dice.sample(facts, k=min(len(facts), dice.randint(0, 2)))]
    offer, cta = lines.get("Offer", ""), lines.get("Call to action", "")
    parts += [f"{offer}."] if offer and dice.random() < 0.5 else []
    parts += [f"{cta}."] if cta and dice.random() < 0.7 else []
    return " ".join(parts)
