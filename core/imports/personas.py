"""Personas from a file: one a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.domain import Persona
from core.exports.cells import unescape
from core.imports.plan import ImportRequest, Names, Plan, name_key, plan_named
from core.imports.records import Values
from core.library.personas import PersonaService
from core.library.shelf import new_id


def plan_personas(request: ImportRequest, service: PersonaService, stored: Iterable[Persona]) -> Plan:
    """``stored`` are the personas in sight: a name is there once."""

    def make(values: Values) -> Persona:
        texts: dict[str, Any] = {name: unescape(str(value)) for name, value in values.items()}
        return service.checked(Persona(id=new_id(), **texts))

    return plan_named(request, Names("persona", make, frozenset(name_key(persona.name) for persona in stored)))
