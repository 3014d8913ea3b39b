"""Ask a server what it can do."""

from __future__ import annotations

from core.domain import Capabilities, Connection
from core.engines.openai.capabilities import found_out


def probe(connection: Connection, key: str, model: str) -> Capabilities:
    """Raises RemoteError where it cannot be reached or refuses the key."""
    able, _ = found_out(connection, key, model)
    return able
