"""Files to bring in, and the requests that bring them in."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from core.channels.catalogue import load_catalogue
from core.domain import ImportKind
from core.imports.mapping import guess
from core.imports.plan import ImportRequest
from core.imports.service import ImportService
from core.imports.table import read_table
from core.library.campaigns import CampaignService
from core.library.personas import PersonaService
from db.database import Database

SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def a_csv(*rows: Sequence[str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def a_workbook(*rows: Sequence[Any]) -> bytes:
    """As Excel writes one: texts are shared, and a formula has its result."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return out.getvalue()


def with_part(workbook: bytes, name: str, content: str) -> bytes:
    """The workbook with another content of one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def a_sheet(rows: str) -> bytes:
    """A workbook whose sheet holds these rows, as XML."""
    return with_part(a_workbook(["name"]), SHEET, f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>")


def a_request(kind: ImportKind, content: bytes, **fields: Any) -> ImportRequest:
    """With the guessed mapping, unless told another."""
    table = read_table(content)
    values: dict[str, Any] = {"file_name": "a.csv", "chosen": guess(kind, table.columns), **fields}
    return ImportRequest(kind=kind, table=table, **values)


def a_service(database: Database) -> ImportService:
    channels = load_catalogue()
    return ImportService(database, PersonaService(database), CampaignService(database, channels), channels)
