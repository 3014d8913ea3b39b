"""Personas as CSV; ``core.imports.personas_csv`` reads it back."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain import Persona
from core.exports.csv_file import write_csv

COLUMNS = ("name", "description", "wants", "stops", "how_to_speak", "example")


def personas_to_csv(personas: Sequence[Persona]) -> bytes:
    """A line a persona; without any, the header alone, to be filled in."""
    return write_csv(COLUMNS, ([getattr(persona, column) for column in COLUMNS] for persona in personas))
