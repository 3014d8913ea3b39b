"""Ask a server what it can do, and which models it has."""

from __future__ import annotations

from core.domain import Capabilities, Connection
from core.engines.openai.capabilities import found_out, listed
from core.engines.openai.route import Route


def probe(connection: Connection, key: str, model: str, route: Route) -> Capabilities:
    """Raises RemoteError where it cannot be reached or refuses the key."""
    return found_out(connection, key, model, route)


def models_of(connection: Connection, key: str, route: Route) -> tuple[str, ...]:
    """The names of the models that a server lists, adapters among them. Raises RemoteError."""
    return listed(connection, key, route)
