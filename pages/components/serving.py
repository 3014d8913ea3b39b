"""What runs with the server itself: jobs from its start to its end, and our own fonts."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from core.bootstrap import reset_shared, shared
from core.errors import HousestyleError
from core.secrets import redacted

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
ROUTES = [Mount("/fonts", StaticFiles(directory=FONTS), name="fonts")]


@asynccontextmanager
async def serve(_: Any) -> AsyncIterator[None]:
    """Open the data folder before anybody connects, so that runs a dead process left behind go on by themselves."""
    try:
        await asyncio.to_thread(shared)
    except HousestyleError as error:
        print(redacted(str(error)), file=sys.stderr)
        raise SystemExit(1) from None
    try:
        yield
    finally:
        await asyncio.to_thread(reset_shared)
