"""The studio: choose, generate, compare, rate."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import RunRequest
from pages.components.composer import composer
from pages.components.empty_state import empty_state
from pages.components.errors import showing_errors
from pages.components.page_setup import page_setup
from pages.components.profile import current_profile_id
from pages.components.recent_runs import recent_runs
from pages.components.run_results import run_results


def main() -> None:
    app = page_setup("Studio")
    st.html('<h1 class="hs-hidden">Studio</h1>')
    campaigns = app.campaigns.list()
    if not campaigns:
        empty_state(
            "Nothing to write for yet.",
            "The studio writes variants for a campaign. Make one, or load the sample from Home.",
            page="pages/campaigns.py",
            label="Make a campaign",
        )
        return
    profile_id = current_profile_id()
    with showing_errors():
        request = composer(app, campaigns, profile_id)
        if request is not None:
            _start(app, request)
        run_id = st.query_params.get("run")
        if run_id:
            run_results(app, run_id, profile_id)
        else:
            recent_runs(app)


def _start(app: Application, request: RunRequest) -> None:
    """The run's id goes into the address, so that a reload or another browser finds it again."""
    st.query_params["run"] = app.generation.start(request)


main()
