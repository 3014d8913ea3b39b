"""What every engine is: prompt and settings in, texts out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from core.engines.bounds import UNBOUNDED, Bounds
from core.sampling import SamplingSettings


class PromptStyle(StrEnum):
    COMPLETION = "completion"
    CHAT = "chat"
    HOUSE = "house"  # the compact prompt of models trained on house examples


class Ended(StrEnum):
    """Why a draft ended."""

    STOP = "stop"  # the model ended it, or a stop text appeared
    SENTENCE = "sentence"  # a sentence is whole, and more would follow
    LENGTH = "length"  # the token budget was spent
    CUT_OFF = "cut_off"  # the listener asked to end it


@dataclass(frozen=True, slots=True)
class Message:
    role: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a model is asked. Completion and house models continue ``text``; chat models answer ``messages``.

    ``stop`` are texts that end a draft and are not part of it; ``bounds`` is what the draft has to keep to. A draft
    that is to be ``one_sentence`` ends before the next one.
    """

    style: PromptStyle
    text: str = ""
    messages: tuple[Message, ...] = ()
    stop: tuple[str, ...] = ()
    bounds: Bounds = UNBOUNDED
    one_sentence: bool = False


SPELLED = {"openvino": "OpenVINO", "torch": "PyTorch", "openai": "OpenAI client"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """Who writes, and what it can do."""

    model: str
    revision: str
    adapter: str
    style: PromptStyle
    device: str
    streaming: bool
    parameters: int  # count
    memory_bytes: int  # of its process once loaded, or of its weights where it has no process of its own
    versions: str  # library versions, for provenance
    note: str = ""  # why it is not the engine that was wanted, where it is not

    @property
    def runner(self) -> str:
        """What runs the model, as it is spelled, and its version."""
        library, _, version = self.versions.split(",")[0].partition(" ")
        return f"{SPELLED.get(library, library)} {version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """One finished draft as the engine gives it, stop text removed, not stripped of anything else."""

    text: str
    tokens: int
    ended: Ended
    seconds: float
    logprob: float  # mean natural log-probability a token under the unshaped model


OnText = Callable[[int, str], bool]
"""Called as text grows with (index of the seed, text so far); returning False ends that draft."""
OnAsked = Callable[[int, int, str], bool]
"""Called as text grows with (index of the ask, index of its seed, text so far); returning False ends that draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What ``Engine.draft`` is asked for, as one thing; a prompt for each seed."""

    prompts: tuple[Prompt, ...]
    settings: SamplingSettings
    seeds: tuple[int, ...]
    max_tokens: int
    said: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def listen_to_all(_index: int, _text: str) -> bool:
    """An ``OnText`` that ends nothing."""
    return True


class Engine(ABC):
    """Same asks in one batch, same machine: same texts. Without ``settings.variety`` a text depends on no other."""

    @property
    @abstractmethod
    def info(self) -> EngineInfo: ...

    @abstractmethod
    def render(self, prompt: Prompt) -> str:
        """The exact text that the model reads, special tokens included."""

    @abstractmethod
    def tokens(self, text: str) -> int:
        """How many tokens a text is."""

    @abstractmethod
    def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        """What ``draft`` gives for each ask, all in one batch. Raises GenerationError."""

    def draft(
        self,
        prompt: Prompt | Sequence[Prompt],
        settings: SamplingSettings,
        seeds: Sequence[int],
        *,
        max_tokens: int,
        said: Sequence[str] = (),
        beside: Sequence[str] = (),
        on_text: OnText = listen_to_all,
    ) -> list[DraftText]:
        """Draw one text for each seed, all in one batch; in the order of the seeds.

        ``prompt`` is one for all, or one for each, which ask for the same in other words: stops and bounds are alike.
        ``max_tokens`` is the channel's token budget; ``settings.max_length``, where set, takes its place. ``said``
        is how each text begins, where a part of it is written: drafts go on from there and do not repeat it, and
        what was said counts for the bounds and for ``settings.min_length``. A beam search goes on from the first
        alone. ``beside`` are whole texts of the same set, which ``settings.variety`` keeps these unlike. Raises
        GenerationError.
        """
        ask = Ask(
            prompts=(prompt,) * len(seeds) if isinstance(prompt, Prompt) else tuple(prompt),
            settings=settings,
            seeds=tuple(seeds),
            max_tokens=max_tokens,
            said=tuple(said),
            beside=tuple(beside),
        )
        return self.draft_together([ask], lambda _ask, row, text: on_text(row, text))[0]

    @contextmanager
    def charged_to(self, run_id: str) -> Iterator[Engine]:  # noqa: ARG002 - only what costs money tells runs apart
        """The engine for as long as it writes for one run, so that what that takes is known to be of it."""
        yield self

    @property
    @abstractmethod
    def is_gone(self) -> bool:
        """Whether it cannot be used any more: closed, or its process has ended."""

    @abstractmethod
    def close(self) -> None:
        """Free the memory. The engine cannot be used afterwards."""
