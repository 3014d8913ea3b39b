"""What is asked of a server: prompt, settings and seed in the protocol's words.

The protocol has no word for top-k, min-p, typical-p, the penalties on repetition, variety, beams and the shortest
length: they are left out, but for top-k 1, which is temperature 0. Bounds are left to the checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.domain import Capabilities
from core.engines.base import Message, Prompt, PromptStyle
from core.engines.openai import form
from core.sampling import SamplingSettings

MOST_STOPS = 4
"""Stop texts that a request may hold (OpenAI's reference, 2026-11); we cut at all of them ourselves too."""
GO_ON = "Write the rest of that text, going on exactly where it stops. Repeat nothing of it."
MOST_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """``fields`` are the body as the client takes it; ``is_chat`` chooses the endpoint; ``count`` texts are wanted."""

    is_chat: bool
    streaming: bool
    count: int
    fields: dict[str, Any]

    def without(self, name: str) -> Request:
        """The same for a server that does not take a field. Newer chat models want the longest length by another
        name."""
        kept = {key: value for key, value in self.fields.items() if key != name}
        if name == "max_tokens" and self.is_chat:
            kept["max_completion_tokens"] = self.fields[name]
        return replace(self, fields=kept)

    @property
    def is_formed(self) -> bool:
        """Whether texts are asked for in a form, which a server may turn out not to know."""
        return "response_format" in self.fields

    @property
    def text(self) -> str:
        """All that the model reads."""
        if not self.is_chat:
            return str(self.fields["prompt"])
        return "\n\n".join(f"{message['role']}: {message['content']}" for message in self.fields["messages"])


def request_for(
    prompt: Prompt,
    said: str,
    settings: SamplingSettings,
    seeds: Sequence[int],
    most: int,
    model: str,
    able: Capabilities,
) -> Request:
    """A request for a text a seed. It carries the first seed alone, the protocol knows no more; ``most`` counts
    tokens."""
    is_chat = prompt.style is PromptStyle.CHAT
    is_formed = is_chat and able.structured
    fields: dict[str, Any] = {"model": model, "max_tokens": most + (form.TOKENS if is_formed else 0)}
    if is_chat:
        fields["messages"] = [_spelled(message) for message in (*prompt.messages, *_begun(said))]
    else:
        fields["prompt"] = prompt.text + said
    fields |= {"temperature": 0} if settings.top_k == 1 else _sampling(settings)
    if is_formed:  # its own line breaks are none of the text's, so that stops are left to us
        fields["response_format"] = form.FORM
    elif stops := (*prompt.stop, *settings.stop)[:MOST_STOPS]:
        fields["stop"] = list(stops)
    if able.seeds:
        fields["seed"] = seeds[0] % MOST_SEED
    if len(seeds) > 1:
        fields["n"] = len(seeds)
    if able.logprobs:
        fields["logprobs"] = True if is_chat else 1
    if able.streaming and able.usage:
        fields["stream_options"] = {"include_usage": True}
    return Request(is_chat=is_chat, streaming=able.streaming, count=len(seeds), fields=fields)


def _sampling(settings: SamplingSettings) -> dict[str, float]:
    return {"temperature": settings.temperature, "top_p": settings.top_p}


def _begun(said: str) -> tuple[Message, ...]:
    """A chat model cannot be held to a beginning; it is shown what stands and asked for the rest."""
    return (Message("assistant", said), Message("user", GO_ON)) if said else ()


def _spelled(message: Message) -> dict[str, str]:
    return {"role": message.role, "content": message.content}
