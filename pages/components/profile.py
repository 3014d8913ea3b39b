"""Who is at the screen. A cookie remembers the choice on this browser; accounts will replace it."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.errors import HousestyleError

COOKIE = "housestyle_profile"
CHOSEN = "profile"
NAME = "profile-name"

# The server cannot set a cookie after its page has begun, so the page does.
JS = f"""
export default function (component) {{
  const profile = component.data.profile;
  document.cookie = "{COOKIE}=" + encodeURIComponent(profile) + "; path=/; max-age=31536000; SameSite=Lax";
}}
"""
_remember = st.components.v2.component("housestyle_profile_cookie", html="<span></span>", js=JS)


def current_profile_id() -> str | None:
    """The id of the profile picked in the sidebar, or None."""
    chosen = st.session_state.get(CHOSEN)
    return str(chosen) if chosen else None


def profile_picker(app: Application) -> None:
    """Choose who you are, or add yourself."""
    names = {profile.id: profile.name for profile in app.profiles.list()}
    if CHOSEN not in st.session_state:
        remembered = st.context.cookies.get(COOKIE, "")
        st.session_state[CHOSEN] = remembered if remembered in names else None
    if names:
        st.selectbox(
            "You are",
            list(names),
            format_func=lambda key: names.get(key, ""),
            key=CHOSEN,
            placeholder="Pick yourself",
            persist_state="session",
        )
    with st.popover(
        "Somebody else" if names else "Add yourself",
        type="tertiary" if names else "secondary",
        icon=":material/person_add:",
        key="profile-add",
    ):
        st.text_input("Your name", key=NAME)
        st.button("Add", key="profile-create", on_click=_create, args=(app,))
        problem = st.session_state.pop("profile-problem", None)
        if problem:
            st.error(problem, icon=":material/error:")
    _remember(key="profile-cookie", data={"profile": current_profile_id() or ""}, height="content")


def _create(app: Application) -> None:
    """A widget callback: stores the profile and picks it."""
    try:
        profile = app.profiles.create(st.session_state[NAME])
    except HousestyleError as error:
        st.session_state["profile-problem"] = str(error)
    else:
        st.session_state[CHOSEN] = profile.id
        st.session_state[NAME] = ""
