"""Brands and personas."""

from __future__ import annotations

from core.domain import Brand, Persona
from db import tables
from db.repositories.table import ArchivableRepository


class Brands(ArchivableRepository[Brand]):
    table, kind, word = tables.brands, Brand, "brand"
    searched = ("name", "voice")


class Personas(ArchivableRepository[Persona]):
    table, kind, word = tables.personas, Persona, "persona"
    searched = ("name", "description", "wants", "stops", "how_to_speak")
