"""Personas as CSV; ``core.imports.personas_csv`` reads it back."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain import Persona
from core.exports.variants_csv import ENCODING, to_csv

COLUMNS = ("name", "description", "wants", "stops", "how_to_speak", "example")


def personas_to_csv(personas: Sequence[Persona]) -> bytes:
    """A line a persona; without any, the header alone, to be filled in."""
    if not personas:
        return (",".join(COLUMNS) + "\r\n").encode(ENCODING)
    return to_csv([{column: getattr(persona, column) for column in COLUMNS} for persona in personas])
