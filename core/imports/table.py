"""A file that comes in as a table: CSV in the encodings that spreadsheets and ad platforms write, or a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import ImportRejected
from core.imports.csv_rows import Row
from core.imports.csv_table import NumberedRow, numbered_rows, ragged, utf_8_or_16
from core.imports.limits import MOST_CELLS, MOST_COLUMNS, rejected, require_size, shown
from core.imports.workbook import Faults, is_workbook, workbook_rows

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
"""How a file of Excel 97 to 2003 begins."""


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` are unique names for the header's cells, and each row, numbered as in the file, is as long.

    ``faults`` say by row and place of the column, from 0, which cells hold no value that can be read.
    """

    header_row: int
    columns: tuple[str, ...]
    rows: tuple[NumberedRow, ...]
    faults: Faults = field(default_factory=dict)


def read_table(content: bytes) -> Table:
    """Raises ImportRejected naming row and column of all that is broken."""
    require_size(content)
    if content.startswith(OLD_WORKBOOK):
        raise rejected(1, "1", "This is a workbook of an old Excel; save it as .xlsx or as “CSV UTF-8”.")
    if is_workbook(content):
        return _table(*workbook_rows(content))
    return _table(numbered_rows(utf_8_or_16(content), most_cells=MOST_COLUMNS), {})


def _table(found: list[NumberedRow], faults: Mapping[tuple[int, int], str]) -> Table:
    if not found:
        raise rejected(1, "1", "The file is empty.")
    (first, header), *rows = found
    if not rows:
        raise rejected(first + 1, "1", "There is no row below the header.")
    if len(header) * len(rows) > MOST_CELLS:
        raise rejected(first, "", f"The file has more than {MOST_CELLS:,} cells; split it.")
    columns = _names(header)
    broken = tuple(ragged(number, row, columns) for number, row in rows if len(row) != len(columns))
    if broken:
        raise ImportRejected(broken)
    return Table(header_row=first, columns=columns, rows=tuple(rows), faults=dict(faults))


def _names(header: Row) -> tuple[str, ...]:
    """What each column is called; one without a name, or with that of another, has its place in it."""
    names = [shown(cell) for cell in header]
    return tuple(
        name if name and names.count(name) == 1 else f"{name} (column {place})".strip()
        for place, name in enumerate(names, start=1)
    )
