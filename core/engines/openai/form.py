"""Answers held to a form: one text in a JSON object, so that a chat model says nothing around it.

OpenAI calls it structured outputs (its guide of that name, 2026-11); vLLM, llama.cpp, Ollama and LM Studio take the
same field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from jiter import from_json

KEY = "text"
FORM: dict[str, Any] = {
    "type": "json_schema",
    "json_schema": {
        "name": "copy",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {KEY: {"type": "string"}},
            "required": [KEY],
            "additionalProperties": False,
        },
    },
}
TOKENS = 16
"""What the form itself takes at most, spaced out as some servers do."""
BEGINNING = re.compile(rf'\s*\{{\s*"{KEY}"\s*:\s*"')


def text_in(raw: str) -> str:
    """The text as far as it has come; what was sent itself where the server does not keep to the form.

    >>> text_in('{"text": "Warm all'), text_in('{"text": "Warm."}'), text_in('{"te'), text_in("Warm.")
    ('Warm all', 'Warm.', '', 'Warm.')
    """
    if not BEGINNING.match(raw):
        return "" if _may_begin(raw) else raw
    try:
        return str(from_json(raw.encode(), partial_mode="trailing-strings")[KEY])
    except ValueError:
        return raw


def is_kept(raw: str) -> bool:
    """Whether an answer has the form, as far as it goes."""
    return BEGINNING.match(raw) is not None and text_in(raw) != raw


def of_text(raw: str, chances: Sequence[tuple[str, float]]) -> list[float]:
    """The log-probabilities of the text's own tokens: the form's are next to certain, and would make any text likely.

    ``chances`` are the tokens, in order, that ``raw`` is made of.

    >>> of_text('{"text": "Warm."}', [('{"', -0.0), ("text", -0.0), ('": "', -0.1), ("Warm", -2.0), (".", -1.0),
    ...         ('"}', -0.0)])
    [-2.0, -1.0]
    """
    begun = BEGINNING.match(raw)
    if begun is None:
        return [chance for _, chance in chances]
    ends = raw.rfind('"') if raw.rstrip().endswith("}") else len(raw)
    own: list[float] = []
    place = 0
    for token, chance in chances:
        if begun.end() <= place < ends:
            own.append(chance)
        place += len(token)
    return own


def _may_begin(raw: str) -> bool:
    """Whether the form may only not have come far enough yet."""
    bare = "".join(raw.split())
    return f'{{"{KEY}":"'.startswith(bare)
