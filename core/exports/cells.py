"""Spreadsheet cells that are never run as formulas, and come back as they were.

A spreadsheet runs a cell that starts with ``= + - @ | %``, tab or a line end, even after spaces; the
full-width forms count where East Asian input is understood. Source: OWASP, CSV Injection, read 2026-11-24.
"""

from __future__ import annotations

import re

MARK = "'"
RUN_AS_FORMULA = re.compile(r"'*\s*[=+\-@|%＝＋－＠\t\r\n]")
"""Marks in front count, so that a text which has its own apostrophe there comes back with it."""


def escape(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it.

    >>> escape("+50% off"), escape("50% off")
    ("'+50% off", '50% off')
    """
    return MARK + text if RUN_AS_FORMULA.match(text) else text


def unescape(cell: str) -> str:
    """What ``escape`` was given, for every string.

    >>> unescape(escape("'=1")), unescape("'tis the season")
    ("'=1", "'tis the season")
    """
    return cell[1:] if cell.startswith(MARK) and RUN_AS_FORMULA.match(cell[1:]) else cell
