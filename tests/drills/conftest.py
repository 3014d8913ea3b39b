"""Drills that submit on the pages use what the pages' own tests do."""

from __future__ import annotations

from tests.pages.conftest import ada, app, open_page

__all__ = ["ada", "app", "open_page"]
