"""Ceilings: the most that a run, a campaign or a month may cost."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.bootstrap import Application
from core.domain import Ceiling, CeilingScope
from core.errors import HousestyleError
from core.spending.money import MILLION, money
from pages.components.errors import plain, show_error

PROBLEM = "ceiling-problem"
WORDS = {
    CeilingScope.RUN: "Each run",
    CeilingScope.CAMPAIGN: "Each campaign",
    CeilingScope.MONTH: "Each month, all together",
}
ONE = "campaign-one"


def ceilings(app: Application) -> None:
    st.subheader("Ceilings", anchor=False)
    st.caption(
        "A run stops before its next wave of drafts once a ceiling is reached, and what has passed is kept. Runs of "
        "models on this machine go on."
    )
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        show_error(problem)
    names = {campaign.id: campaign.name for campaign in app.campaigns.list()}
    for ceiling in app.spending.ceilings():
        _row(app, ceiling, names)
    _form(app, names)


def _row(app: Application, ceiling: Ceiling, names: dict[str, str]) -> None:
    with st.container(key=f"row-ceiling-{ceiling.id}"):
        line, button = st.columns([5, 1], vertical_alignment="center")
    what = WORDS[ceiling.scope]
    if ceiling.campaign_id is not None:
        what = f"The campaign “{names.get(ceiling.campaign_id, 'put away')}”"
    line.markdown(f"**{plain(what)}** · at most {plain(money(ceiling.most))}{plain(_used(app, ceiling))}")
    button.button(
        "Remove",
        key=f"ceiling-remove-{ceiling.id}",
        width="stretch",
        on_click=_try,
        args=(lambda: app.spending.set_ceiling(ceiling.scope, None, ceiling.campaign_id),),
    )


def _used(app: Application, ceiling: Ceiling) -> str:
    if ceiling.scope is CeilingScope.MONTH:
        return f" · {money(app.spending.spent_this_month().cost)} spent"
    if ceiling.campaign_id is not None:
        return f" · {money(app.spending.spent_for_campaign(ceiling.campaign_id).cost)} spent"
    return ""


def _form(app: Application, names: dict[str, str]) -> None:
    choices = {scope.value: words for scope, words in WORDS.items()}
    if names:
        choices[ONE] = "One campaign"
    of_one = st.session_state.get("ceiling-for") == ONE
    with st.container(key="ceiling-form"):
        columns = st.columns([2, 2, 1.6, 1] if of_one else [2, 1.6, 1, 2], vertical_alignment="bottom")
    columns[0].selectbox("Ceiling for", list(choices), format_func=choices.__getitem__, key="ceiling-for")
    if of_one:
        columns[1].selectbox("Campaign", list(names), format_func=names.__getitem__, key="ceiling-campaign")
    amount, button = columns[2:] if of_one else columns[1:3]
    amount.number_input("At most, in US dollars", 0.0, None, 10.0, 1.0, format="%.2f", key="ceiling-most")
    button.button("Set", key="ceiling-set", icon=":material/check:", width="stretch", on_click=_set, args=(app,))


def _set(app: Application) -> None:
    """A widget callback."""
    chosen, state = st.session_state["ceiling-for"], st.session_state
    campaign = state.get("ceiling-campaign") if chosen == ONE else None
    scope = CeilingScope.CAMPAIGN if chosen == ONE else CeilingScope(chosen)
    _try(lambda: app.spending.set_ceiling(scope, round(state["ceiling-most"] * MILLION), campaign))


def _try(act: Callable[[], None]) -> None:
    """What could not be done is said at the next drawing."""
    try:
        act()
    except HousestyleError as error:
        st.session_state[PROBLEM] = str(error)
