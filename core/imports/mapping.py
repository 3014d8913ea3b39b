"""Which column is which field: a guess by the headings that are used elsewhere, and a person's correction of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.fuzz import ratio

from core.domain import ImportKind
from core.errors import InvalidInput
from core.imports.fields import Field, fields_of

Chosen = Mapping[str, tuple[str, ...]]
"""The columns of each field by its name; a field that is not in the file has none."""

ALIKE = 85
"""Of 100: lets "Discription" pass for "Description", and keeps "Offers" from "Others"."""


def guess(kind: ImportKind, columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Columns whose heading is a field's own name or a known other one; of the fields left, the likest heading.

    No column is guessed to be two fields.

    >>> guess(ImportKind.PERSONAS, ["Segment", "Discription"])["description"]
    ('Discription',)
    """
    fields = fields_of(kind)
    found: dict[str, tuple[str, ...]] = {}
    for field in fields:
        found[field.name] = _known(field, _free(columns, found))
    for field in fields:
        if not found[field.name]:
            found[field.name] = _likest(field, _free(columns, found))
    return found


def corrected(kind: ImportKind, columns: Sequence[str], chosen: Chosen, given: Sequence[str]) -> Chosen:
    """The mapping with corrections as a command line gives them, ``field=Heading``; several for a field add up, and
    an empty heading says that the field is not in the file. Raises InvalidInput."""
    fields = {field.name: field for field in fields_of(kind)}
    changed: dict[str, tuple[str, ...]] = {}
    for one in given:
        name, sign, heading = one.partition("=")
        if not sign or name not in fields:
            raise InvalidInput("--column", f"“{one}” is no field and heading.", f"Fields: {', '.join(fields)}.")
        if heading and heading not in columns:
            raise InvalidInput("--column", f"The file has no column “{heading}”.", f"It has {', '.join(columns)}.")
        changed[name] = (*changed.get(name, ()), *((heading,) if heading else ()))
        if len(changed[name]) > 1 and not fields[name].many:
            raise InvalidInput("--column", f"“{name}” takes one column.", "Name it once.")
    return {**chosen, **changed}


def _free(columns: Sequence[str], found: Chosen) -> list[str]:
    taken = {column for own in found.values() for column in own}
    return [column for column in columns if column not in taken]


def _known(field: Field, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns that go by one of the field's headings; all of them where it takes many, else the likeliest."""
    by_heading = [
        column for heading in field.headings for column in columns if _pattern(heading).fullmatch(_bare(column))
    ]
    if field.many:
        return tuple(column for column in columns if column in by_heading)
    return tuple(by_heading[:1])


def _likest(field: Field, columns: Sequence[str]) -> tuple[str, ...]:
    near = max(_near(field, columns), default=None)
    return () if near is None else (columns[-near[1]],)


def _near(field: Field, columns: Sequence[str]) -> Iterator[tuple[float, int]]:
    """How like a heading of the field each column is, and its place, counted down so that of equals the first wins."""
    for place, column in enumerate(columns):
        alike = max(ratio(_bare(column), heading) for heading in field.headings)
        if alike >= ALIKE:
            yield alike, -place


def _bare(column: str) -> str:
    """A heading in lower case, its words apart by one space, whatever stood between them.

    >>> _bare("Product_Highlight"), _bare(" How to-speak ")
    ('product highlight', 'how to speak')
    """
    return " ".join(re.sub(r"[_\-.:*]+", " ", column).casefold().split())


@cache
def _pattern(heading: str) -> re.Pattern[str]:
    return re.compile(re.escape(_bare(heading)).replace(r"\#", r"\d{1,3}"))
