"""The header of somebody else's table: its first row, and nothing else of the file."""

from __future__ import annotations

import codecs

from core.errors import InvalidInput
from core.imports.csv_rows import BrokenRow, read_rows, separator_of

MOST_BYTES = 10 * 2**20
READ_BYTES = 2**17
"""As much of the file as is looked at: a header of 512 long headings, in UTF-16."""
MOST_HEADINGS = 512
LONGEST_HEADING = 200
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SAVE_AS = "Save it as CSV UTF-8, or take it as the platform wrote it."


def read_header(content: bytes) -> tuple[str, ...]:
    """The headings in order, without white space at their ends; empty ones stay, as they are columns too.

    ``content`` is CSV or TSV in UTF-8, or in UTF-16 with its mark. Raises InvalidInput.
    """
    if len(content) > MOST_BYTES:
        raise _refused(f"The file is larger than {MOST_BYTES // 2**20} MB.", "Its first rows are enough.")
    text = _beginning(content)
    row = _first_row(text, is_whole=len(content) <= READ_BYTES)
    if not any(row):
        raise _refused("The file is empty.", "Take one with a header in its first row.")
    for place, heading in enumerate(row, start=1):
        if len(heading) > LONGEST_HEADING:
            raise _refused(f"Heading {place} has {len(heading):,} characters; is this a table?", SAVE_AS)
        if not heading.isprintable():
            raise _refused(f"Heading {place} has a line end or a character that is no text.", SAVE_AS)
    return row


def _beginning(content: bytes) -> str:
    """What the first bytes say; a character that they cut in two is left out."""
    mark, encoding = next(((mark, name) for mark, name in MARKS if content.startswith(mark)), (b"", "utf-8"))
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(content[len(mark) : READ_BYTES])
    except UnicodeDecodeError as error:
        raise _refused("The file is neither UTF-8 nor UTF-16 with its mark.", SAVE_AS) from error
    if "\x00" in text:
        raise _refused("The file holds NUL, which is no text; it may be UTF-16 without its mark.", SAVE_AS)
    return text.lstrip("\r\n")


def _first_row(text: str, *, is_whole: bool) -> tuple[str, ...]:
    separator = separator_of(text)
    try:
        row = next(read_rows(text, separator, most_cells=MOST_HEADINGS), ())
    except BrokenRow as error:
        raise _refused(error.what, SAVE_AS) from error
    if not is_whole and not any(end in text for end in "\r\n"):
        raise _refused(f"The first row is longer than {READ_BYTES // 2**10} KB; is this a table?", SAVE_AS)
    return tuple(heading.strip() for heading in row)


def _refused(what: str, mend: str) -> InvalidInput:
    return InvalidInput("template", what, mend)
