"""What a server can do, in words."""

from __future__ import annotations

from core.domain import Capabilities


def said_of(found: Capabilities) -> tuple[str, ...]:
    """One sentence for each thing that was found out.

    >>> said_of(Capabilities(streaming=False))[1]
    'Texts appear when they are finished.'
    """
    kind = {
        (True, True): "It takes chats and plain completions.",
        (True, False): "It takes chats.",
        (False, True): "It takes plain completions.",
        (False, False): "It takes neither chats nor plain completions.",
    }[found.chat, found.completions]
    return (
        kind,
        "Texts are seen as they grow." if found.streaming else "Texts appear when they are finished.",
        "The same seed writes the same text." if found.seeds else "Seeds are not kept: a run cannot be written again.",
        f"One request brings up to {found.together} texts." if found.together > 1 else "Each text is a request.",
        "It says how likely each word is." if found.logprobs else "It does not say how likely each word is.",
        "Answers can be held to a form." if found.structured else "Answers cannot be held to a form.",
        "It counts what it took." if found.usage else "It does not count what it took; that is estimated here.",
    )
