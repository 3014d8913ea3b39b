"""Times as the clock of the person at the screen shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def shown(moment: datetime) -> str:
    """Day and minute where the browser is; in UTC, and saying so, where it does not tell."""
    name = st.context.timezone
    try:
        zone = ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = None
    if zone is None:
        return f"{moment.astimezone(UTC):%d %b %Y, %H:%M} UTC"
    return f"{moment.astimezone(zone):%d %b %Y, %H:%M}"
