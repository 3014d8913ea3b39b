"""How far a run is, how long it still takes, and the way to stop it."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import RunStatus
from core.generation.view import RunView

ENDINGS = {
    RunStatus.CANCELLED: "Stopped. What had passed by then is below.",
    RunStatus.DONE: "",
}


def run_progress(app: Application, view: RunView) -> None:
    """While it runs: a bar, a line, a Stop button. Afterwards: only what needs saying."""
    if view.run.status is RunStatus.FAILED:
        st.error(view.run.error, icon=":material/error:")
    elif view.run.status.is_over:
        note = view.note or ENDINGS[view.run.status]
        if note:
            st.info(note, icon=":material/info:")
    else:
        bar, stop = st.columns([6, 1], vertical_alignment="center")
        bar.progress(view.progress, text=_line(view))
        stop.button(
            "Stop",
            key=f"stop-{view.run.id}",
            icon=":material/stop:",
            on_click=app.generation.cancel,
            args=(view.run.id,),
        )


def _line(view: RunView) -> str:
    wanted = sum(view.run.wanted(cell.cell) for cell in view.cells)
    found = sum(len(cell.waiting) or len(cell.variants) for cell in view.cells)
    if view.note:
        return view.note
    left = "" if view.seconds_left is None else f" · about {_duration(view.seconds_left)} left"
    return f"{found} of {wanted}{left}"


def _duration(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"
