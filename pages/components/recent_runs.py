"""The way back to earlier runs."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import Run
from pages.components.errors import plain


def recent_runs(app: Application) -> None:
    """The newest runs, a link each; or what to do for a first one."""
    runs = app.generation.recent(limit=8)
    if not runs:
        st.caption("Choose personas and channels, then Generate. Variants appear here as they are written.")
        return
    st.subheader("Recent runs", anchor=False)
    for run in runs:
        run_link(app, run)


def run_link(app: Application, run: Run) -> None:
    """One run by its time, audience, channels and state."""
    st.page_link("pages/studio.py", label=_label(app, run), query_params=_address(run), icon=":material/history:")


def _address(run: Run) -> dict[str, str]:
    return {"run": run.id, "campaign": run.campaign_id} if run.campaign_id else {"run": run.id}


def _label(app: Application, run: Run) -> str:
    briefs = {cell.brief for cell in run.cells}
    personas = ", ".join(sorted({brief.persona.name for brief in briefs}))
    channels = ", ".join(sorted({app.channels.recall(brief.channel).label for brief in briefs}))
    return f"{run.created_at:%d %b %H:%M} · {plain(personas)} · {plain(channels)} · {run.status.value}"
