"""What another program fills in: ``{first_name}``, ``{{ merge.tag }}``, ``{KeyWord:Default}``.

A model writes with the samples, as a reader will see the text; what is stored has the tokens in their places, and
every length and check is of the text as it will be read. Source for ``{KeyWord:}``, counted at its default: Google
Ads Help, About keyword insertion for your ad text, read 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

import regex

from core.domain import Brief, Placeholder
from core.errors import InvalidInput

TOKEN = regex.compile(
    r"\{\{[^{}\n]{1,80}\}\}|\{(?P<keyword>keyword):(?P<default>[^{}\n]{1,80})\}|\{[\p{L}_][\w.]{0,39}\}",
    regex.IGNORECASE,
)
LONGEST_SAMPLE, MOST = 80, 20
FIELD = "placeholders"


def parse(lines: Iterable[str]) -> tuple[Placeholder, ...]:
    """One a line: ``{first_name} = Maya``; ``{KeyWord:Walking boots}`` brings its sample with it.

    Raises InvalidInput.

    >>> parse(["{first_name} = Maya", "{KeyWord:Boots}"])[1].sample
    'Boots'
    """
    found = [_placeholder(line.strip()) for line in lines if line.strip()]
    if len(found) > MOST:
        raise InvalidInput(FIELD, f"There are {len(found)} placeholders; at most {MOST} fit.", f"Keep {MOST}.")
    _require_different([one.token for one in found], "is there twice")
    _require_different([one.sample for one in found], "is the sample of two placeholders")
    return tuple(found)


def lines_of(placeholders: Sequence[Placeholder]) -> list[str]:
    """What ``parse`` reads."""
    return [one.token if default_of(one.token) else f"{one.token} = {one.sample}" for one in placeholders]


def default_of(token: str) -> str:
    """What stands in a keyword insertion; empty for every other token.

    >>> default_of("{KeyWord:Walking boots}"), default_of("{first_name}")
    ('Walking boots', '')
    """
    match = TOKEN.fullmatch(token)
    return (match["default"] or "").strip() if match else ""


def tokens_in(text: str) -> list[str]:
    """Every token in the text, declared or not."""
    return [match.group() for match in TOKEN.finditer(text)]


def undeclared(text: str, placeholders: Sequence[Placeholder]) -> list[str]:
    """Tokens of the text that nobody declared."""
    known = {one.token for one in placeholders}
    return [token for token in dict.fromkeys(tokens_in(text)) if token not in known]


def filled(text: str, placeholders: Sequence[Placeholder]) -> str:
    """The text as a reader may see it: each declared token as its sample, a keyword insertion as its default."""
    samples = {one.token: one.sample for one in placeholders}
    return TOKEN.sub(lambda match: samples.get(match.group()) or match["default"] or match.group(), text)


def filled_brief(brief: Brief) -> Brief:
    """The brief as a reader may see it."""
    return brief if not brief.placeholders else replace(brief, **_texts(brief))


def restored(text: str, brief: Brief) -> str:
    """The text with tokens again in the place of their samples, of those that the brief speaks of."""
    said = " \n ".join(_statements(brief))
    used = sorted((one for one in brief.placeholders if one.token in said), key=lambda one: -len(one.sample))
    if not used:
        return text
    samples = "|".join(rf"(?P<s{place}>{_pattern(one)})" for place, one in enumerate(used))
    pattern = regex.compile(rf"{TOKEN.pattern}|(?<!\w)(?:{samples})(?!\w)", regex.IGNORECASE)
    return pattern.sub(lambda match: _token(match, used), text)


def _placeholder(line: str) -> Placeholder:
    found = TOKEN.match(line)
    token = found.group() if found else ""
    rest = line[len(token) :].lstrip()
    if not token or (rest and not rest.startswith("=")):
        raise InvalidInput(
            FIELD, f"“{line[:60]}” is no placeholder.", "Write {first_name}, {{ merge.tag }} or {KeyWord:Default}."
        )
    sample = rest[1:].strip() or default_of(token)
    if not sample:
        raise InvalidInput(FIELD, f"{token} has no sample.", f"Say what it may become: {token} = Maya.")
    if len(sample) > LONGEST_SAMPLE or TOKEN.search(sample):
        raise InvalidInput(FIELD, f"The sample of {token} cannot be used.", f"Keep it to {LONGEST_SAMPLE} plain signs.")
    return Placeholder(token=token, sample=sample)


def _require_different(values: Sequence[str], problem: str) -> None:
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise InvalidInput(FIELD, f"“{twice}” {problem}.", "Give each its own.")


def _pattern(placeholder: Placeholder) -> str:
    """Its sample; that of a keyword insertion in any case, as the platform chooses the case itself."""
    escaped = regex.escape(placeholder.sample)
    return escaped if default_of(placeholder.token) else f"(?-i:{escaped})"


def _token(match: regex.Match[str], used: Sequence[Placeholder]) -> str:
    chosen = (one.token for place, one in enumerate(used) if match[f"s{place}"] is not None)
    return next(chosen, match.group())


def _statements(brief: Brief) -> tuple[str, ...]:
    return (brief.brand, brief.product, *brief.facts, brief.offer, brief.cta, *brief.required)


def _texts(brief: Brief) -> dict[str, Any]:
    """Every text of the brief, filled."""
    values = {field.name: getattr(brief, field.name) for field in fields(brief)}
    return {
        name: filled(value, brief.placeholders)
        if isinstance(value, str)
        else tuple(filled(item, brief.placeholders) for item in value)
        for name, value in values.items()
        if isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(item, str) for item in value))
    }
