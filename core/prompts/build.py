"""Put the prompt together."""

from __future__ import annotations

from core.angles import narrowed
from core.channels.catalogue import Channel
from core.checks.orders import without_orders
from core.domain import Brief
from core.engines.base import Message, Prompt, PromptStyle
from core.prompts.bounds import bounds_for
from core.prompts.examples import Example, examples_for
from core.prompts.house import house_text
from core.prompts.lines import brief_lines

SYSTEM = (
    "You write short, plain marketing copy. Use only the facts given. Name the brand. "
    "Answer with the text itself and nothing else."
)
COPY = "Copy:"
MOST_EXAMPLES = 4


def build(brief: Brief, channel: Channel, style: PromptStyle) -> Prompt:
    """The prompt for one brief: worked examples, then the brief itself.

    A completion model continues the last line; a chat model answers the last message; a house model knows the
    examples and is shown none. Orders in a brief are not shown, and of a brief with an angle only what it is about.
    """
    brief = narrowed(without_orders(brief))
    bounds = bounds_for(brief, channel)
    if style is PromptStyle.HOUSE:
        stop = ("\n",) if channel.lines == "one" else ()
        return Prompt(style=style, text=house_text(brief, channel), stop=stop, bounds=bounds)
    shown = [example for example in examples_for(channel.taught_as.id) if example.brief.brand != brief.brand][
        :MOST_EXAMPLES
    ]
    stop = ("\n\n",) if channel.lines == "many" else ("\n",)
    if style is PromptStyle.COMPLETION:
        return Prompt(style=style, text=_completion(brief, channel, shown), stop=("\n",), bounds=bounds)
    return Prompt(style=style, messages=_messages(brief, channel, shown), stop=stop, bounds=bounds)


def _completion(brief: Brief, channel: Channel, shown: list[Example]) -> str:
    blocks = [f"{brief_lines(example.brief, channel)}\n{COPY} {example.text}" for example in shown]
    return "\n\n".join([*blocks, f"{brief_lines(brief, channel)}\n{COPY}"])


def _messages(brief: Brief, channel: Channel, shown: list[Example]) -> tuple[Message, ...]:
    messages = [Message("system", SYSTEM)]
    for example in shown:
        messages.append(Message("user", brief_lines(example.brief, channel)))
        messages.append(Message("assistant", example.text))
    return (*messages, Message("user", brief_lines(brief, channel)))
