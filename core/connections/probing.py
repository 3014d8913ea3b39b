"""Ask a server what it can do."""

from __future__ import annotations

from core.domain import Capabilities, Connection
from core.engines.openai.capabilities import found_out
from core.engines.openai.route import Route


def probe(connection: Connection, key: str, model: str, route: Route) -> Capabilities:
    """Raises RemoteError where it cannot be reached or refuses the key."""
    return found_out(connection, key, model, route)
