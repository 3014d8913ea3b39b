"""Clicks on an ad: done, or said why not."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.ads.view import AdView
from core.errors import HousestyleError
from pages.components.errors import show_error


def act(action: Any, ad_id: str, *arguments: Any) -> None:
    """A widget callback."""
    try:
        action(ad_id, *arguments)
    except HousestyleError as error:
        st.session_state[_problem_key(ad_id)] = str(error)


def ad_problem(view: AdView) -> None:
    """What went wrong at the last click, once."""
    problem = st.session_state.pop(_problem_key(view.ad.id), None)
    if problem:
        show_error(problem)


def _problem_key(ad_id: str) -> str:
    return f"ad-problem-{ad_id}"
