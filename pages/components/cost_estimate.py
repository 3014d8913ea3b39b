"""What a run of a model elsewhere will cost, said before it starts; of a model of this machine nothing is said."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.bootstrap import Application
from core.domain import RunRequest
from core.errors import HousestyleError
from core.spending.estimate import Estimate
from core.spending.money import money
from pages.components.errors import plain


def cost_estimate(app: Application, model: str, request: Callable[[], RunRequest | None], more: str = "") -> None:
    """``request`` makes what would be started, and is only asked for a remote model; None where nothing would be.
    ``more`` is said after the sum."""
    if not app.spending.is_remote(model):
        return
    try:
        asked = request()
        if asked is None:
            return
        said = _said(app.spending.estimate(asked, app.channels), model)
    except HousestyleError as error:
        said = f"What it will cost cannot be told. {error}"
    st.caption(plain(f"{said} {more}".strip()))


def _said(found: Estimate, model: str) -> str:
    tokens = (
        f"{found.least.prompt_tokens:,} to {found.most.prompt_tokens:,} tokens read and "
        f"{found.least.completion_tokens:,} to {found.most.completion_tokens:,} written"
    )
    if found.price is None or found.least.cost is None or found.most.cost is None:
        return f"What it costs is not known, as there is no price for “{model}” on the page Spending. About {tokens}."
    if found.most.cost == 0:
        return f"Costs nothing, by the price of {found.price.checked:%d %b %Y}."
    return (
        f"Costs from {money(found.least.cost)} to {money(found.most.cost)}, by how many drafts pass: {tokens}, "
        f"at the price of {found.price.checked:%d %b %Y}."
    )
