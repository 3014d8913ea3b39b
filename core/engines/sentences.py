"""Where a sentence ends and another follows."""

from __future__ import annotations

import regex

END = r"[.!?…]['\"’”)]?"
SENTENCE_END = regex.compile(rf"{END}$")
SENTENCE_BREAK = regex.compile(rf"(?<={END})\s+|\n+")
FIRST_SENTENCE = regex.compile(rf"\s*\S.*?{END}(?=\s)", regex.DOTALL)


def sentences(text: str) -> list[str]:
    """All sentences, without the space around them.

    >>> sentences("It is 2.5 cm. Try it.\\n\\nNow")
    ['It is 2.5 cm.', 'Try it.', 'Now']
    """
    return [part for part in SENTENCE_BREAK.split(text.strip()) if part]


def first_sentence(text: str) -> str | None:
    """The first sentence, with the space before it; None where no other follows.

    >>> first_sentence(" It is 2.5 cm. Try it."), first_sentence(" Try it.")
    (' It is 2.5 cm.', None)
    """
    found = FIRST_SENTENCE.match(text)
    return found.group() if found else None
