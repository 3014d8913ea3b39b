"""The rows of a table as values of fields, each with the column that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.errors import RowProblem
from core.imports.fields import Field
from core.imports.mapping import Chosen
from core.imports.table import Table

Values = Mapping[str, str | tuple[str, ...]]
"""By field: a text, or the texts of a field that holds several."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row. ``broken`` says which of its cells hold no value that can be read."""

    row: int
    values: Values
    broken: tuple[RowProblem, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.broken and not any(self.values.values())


def records(table: Table, fields: Sequence[Field], chosen: Chosen) -> Iterator[Record]:
    """Every row of the table, which has all columns that are ``chosen``."""
    place_of = {column: place for place, column in enumerate(table.columns)}
    places = {field.name: [place_of[own] for own in chosen.get(field.name, ())] for field in fields}
    used = sorted({place for own in places.values() for place in own})
    for number, row in table.rows:
        yield Record(
            row=number,
            values={field.name: _value(field, [row[place] for place in places[field.name]]) for field in fields},
            broken=_broken(table, number, used) if table.faults else (),
        )


def unmapped(table: Table, fields: Sequence[Field], chosen: Chosen) -> tuple[RowProblem, ...]:
    """The required fields that no column is chosen for."""
    return tuple(
        RowProblem(table.header_row, field.label, "No column is chosen for it.")
        for field in fields
        if field.required and not chosen.get(field.name)
    )


def parts(cell: str, apart: str) -> tuple[str, ...]:
    """The values in one cell, parted by line breaks and by each sign of ``apart``.

    >>> parts("keeps warm; charges overnight|", ";|")
    ('keeps warm', 'charges overnight')
    """
    found = re.split(rf"[\r\n{re.escape(apart)}]", cell)
    return tuple(part.strip() for part in found if part.strip())


def _value(field: Field, cells: Sequence[str]) -> str | tuple[str, ...]:
    if field.apart:
        return tuple(part for cell in cells for part in parts(cell, field.apart))
    if field.many:
        return tuple(cell.strip() for cell in cells)
    return cells[0].strip() if cells else ""


def _broken(table: Table, number: int, used: Sequence[int]) -> tuple[RowProblem, ...]:
    found = ((place, table.faults.get((number, place))) for place in used)
    return tuple(RowProblem(number, table.columns[place], what) for place, what in found if what)
