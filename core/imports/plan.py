"""What an import would make, found out for the whole file at once, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.domain import Campaign, ImportKind, OwnText, Persona
from core.errors import InvalidInput, RowProblem
from core.imports.fields import Field, fields_of
from core.imports.mapping import Chosen
from core.imports.records import Record, Values, records, unmapped
from core.imports.table import Table

T = TypeVar("T", bound=Persona | Campaign)
STORED = 0
"""The row of what is stored already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """A table, what its columns are, and what a person chose.

    ``brand_id`` is of products and texts, ``persona_ids`` and ``channels`` are of every campaign that products become.
    ``leave_out_known`` passes over rows whose name is there already, ``shorten`` keeps the first sentences of a
    description that is too long, and ``as_examples`` makes texts ones to be written like.
    """

    kind: ImportKind
    file_name: str
    table: Table
    chosen: Chosen
    brand_id: str = ""
    persona_ids: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    leave_out_known: bool = False
    shorten: bool = False
    as_examples: bool = False


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row as it will be, by field; and what is wrong with it."""

    row: int
    values: Values
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All of a file: what would be made, in the file's order, every problem, and how much is passed over.

    ``known`` counts what is there already, ``empty`` the rows in which none of the chosen columns says anything.
    """

    rows: tuple[PlannedRow, ...]
    made: tuple[Persona | Campaign | OwnText, ...]
    problems: tuple[RowProblem, ...] = ()
    known: int = 0
    empty: int = 0


@dataclass(frozen=True, slots=True)
class Names(Generic[T]):
    """Things that are told apart by their names: how one is made of a row's values, and which names there are.

    ``make`` raises InvalidInput naming the field; ``word`` is what such a thing is called.
    """

    word: str
    make: Callable[[Values], T]
    stored: frozenset[str]


def plan_named(request: ImportRequest, names: Names[T]) -> Plan:
    """A thing a row, each with a name of its own."""
    fields = fields_of(request.kind)
    lacking = unmapped(request.table, fields, request.chosen)
    heading = {field.name: (*request.chosen.get(field.name, ()), field.label)[0] for field in fields}
    seen = dict.fromkeys(names.stored, STORED)
    rows: list[PlannedRow] = []
    made: list[T] = []
    known = empty = 0
    for record in () if lacking else records(request.table, fields, request.chosen):
        if record.is_empty:
            empty += 1
            continue
        thing, problems = _made(record, fields, heading, names.make)
        name = name_key(str(record.values["name"]) if thing is None else thing.name)
        first = seen.get(name) if name else None
        if first is not None and request.leave_out_known:
            known += 1
            continue
        seen.setdefault(name, record.row)
        if first is not None:
            problems = (RowProblem(record.row, heading["name"], _there(names.word, first)), *problems)
        rows.append(PlannedRow(record.row, _as_it_will_be(record, thing), problems))
        if thing is not None:
            made.append(thing)
    found = tuple(problem for row in rows for problem in row.problems)
    return Plan(rows=tuple(rows), made=tuple(made), problems=lacking + found, known=known, empty=empty)


def name_key(name: str) -> str:
    """Names that differ in case and white space alone are one."""
    return " ".join(name.split()).casefold()


def _there(word: str, first: int) -> str:
    if first == STORED:
        return f"There is a {word} of this name already."
    return f"Row {first} has this name already."


def _as_it_will_be(record: Record, thing: Persona | Campaign | None) -> Values:
    return record.values if thing is None else {name: getattr(thing, name) for name in record.values}


def _made(
    record: Record, fields: Sequence[Field], heading: Mapping[str, str], make: Callable[[Values], T]
) -> tuple[T | None, tuple[RowProblem, ...]]:
    """The thing, or all that is wrong with its row."""
    try:
        thing = make(record.values)
    except InvalidInput:
        return None, record.broken + _problems(record, fields, heading, make)
    return (None if record.broken else thing), record.broken


def _problems(
    record: Record, fields: Sequence[Field], heading: Mapping[str, str], make: Callable[[Values], T]
) -> tuple[RowProblem, ...]:
    """What is wrong with the values, one by one: each that is refused gives way to one that is not."""
    stand_ins = {field.name: () if field.is_list else "x" if field.required else "" for field in fields}
    values = dict(record.values)
    broken = {problem.column for problem in record.broken}
    problems: list[RowProblem] = []
    while True:
        try:
            make(values)
        except InvalidInput as error:
            column = heading.get(error.field, error.field)
            if column not in broken:
                problems.append(RowProblem(record.row, column, str(error)))
            if error.field not in stand_ins or values[error.field] == stand_ins[error.field]:
                return tuple(problems)
            values[error.field] = stand_ins[error.field]
        else:
            return tuple(problems)
