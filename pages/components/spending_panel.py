"""What models elsewhere took: this month, by campaign, by run."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.bootstrap import Application
from core.domain import Spent
from core.spending.money import money
from core.spending.service import OfRun
from pages.components.empty_state import empty_state
from pages.components.local_time import shown
from pages.components.spending_words import counted, paid

HEADINGS = ("Requests", "Tokens read", "Tokens written", "Cost")


def spending_panel(app: Application) -> None:
    runs = app.spending.recent_runs()
    if not runs:
        empty_state(
            "Nothing spent yet.",
            "Models on this machine cost nothing. What a model elsewhere reads and writes is counted here, by run, "
            "campaign and month, and a ceiling stops runs before they cost more.",
        )
        return
    _month(app.spending.spent_this_month())
    campaigns = app.spending.campaigns_this_month()
    if campaigns:
        st.subheader("By campaign, this month", anchor=False)
        _table("Campaign", [(escape(one.name or "No campaign"), one.spent) for one in campaigns])
    st.subheader("By run", anchor=False)
    _table("Run", [(_run(app, one), one.spent) for one in runs])


def _month(spent: Spent) -> None:
    figures = (
        (money(spent.cost), "spent this month"),
        (f"{spent.requests:,}", "request" if spent.requests == 1 else "requests"),
        (f"{spent.prompt_tokens:,}", "tokens read"),
        (f"{spent.completion_tokens:,}", "tokens written"),
    )
    shown_figures = "".join(f'<div><div class="hs-number">{figure}</div>{word}</div>' for figure, word in figures)
    st.html(f'<div class="hs-figures-row">{shown_figures}</div>')
    unpriced = (
        f"Not counted in the money: {counted(spent.unpriced, 'request')} to models without a price. Add their prices "
        "below, and what comes is counted. "
    )
    st.caption(
        (unpriced if spent.unpriced else "")
        + "Months are those of the calendar in UTC. What counts is your provider’s bill: compare it now and then."
    )


def _table(what: str, rows: Sequence[tuple[str, Spent]]) -> None:
    """``rows`` begin with HTML."""
    head = "".join(f'<th scope="col">{heading}</th>' for heading in (what, *HEADINGS))
    body = "".join(_row(name, spent) for name, spent in rows)
    st.html(
        f'<div class="hs-table hs-sums" tabindex="0" role="region" aria-label="By {what.lower()}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(name: str, spent: Spent) -> str:
    cells = (f"{spent.requests:,}", f"{spent.prompt_tokens:,}", f"{spent.completion_tokens:,}", paid(spent))
    told = zip(HEADINGS, cells, strict=True)
    return f'<tr><th scope="row">{name}</th>' + "".join(
        f'<td data-heading="{heading}">{escape(cell)}</td>' for heading, cell in told
    ) + "</tr>"  # fmt: skip


def _run(app: Application, one: OfRun) -> str:
    """HTML: a way to the run, its model and how it ended."""
    if one.run is None:
        return f"{escape(one.run_id)}<small>not stored here</small>"
    channels = {app.channels.recall(cell.brief.channel).label for cell in one.run.cells}
    name = ", ".join(sorted(channels))
    state = f"{shown(one.run.created_at)} · {one.run.model} · {one.run.status.value}"
    return f'<a href="studio?run={escape(one.run.id)}" target="_self">{escape(name)}</a><small>{escape(state)}</small>'
