"""A table that leaves for another program: cells raw, in the encoding that the program reads."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from enum import StrEnum


class Encoding(StrEnum):
    """How a table is written; Google Ads Editor writes the last itself."""

    UTF_8 = "utf-8"
    UTF_8_BOM = "utf-8-bom"
    UTF_16_TSV = "utf-16-tsv"


CODECS = {Encoding.UTF_8: "utf-8", Encoding.UTF_8_BOM: "utf-8-sig", Encoding.UTF_16_TSV: "utf-16"}
SUFFIXES = {Encoding.UTF_8: "csv", Encoding.UTF_8_BOM: "csv", Encoding.UTF_16_TSV: "tsv"}
MIMES = {Encoding.UTF_8: "text/csv", Encoding.UTF_8_BOM: "text/csv", Encoding.UTF_16_TSV: "text/tab-separated-values"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header, and rows as wide as it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def encoded(sheet: Sheet, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """The table as a file, CRLF at the end of each line; UTF-16 begins with its mark."""
    out = io.StringIO(newline="")
    delimiter = "\t" if encoding is Encoding.UTF_16_TSV else ","
    writer = csv.writer(out, lineterminator="\r\n", delimiter=delimiter)
    writer.writerow(sheet.header)
    writer.writerows(sheet.rows)
    return out.getvalue().encode(CODECS[encoding])
