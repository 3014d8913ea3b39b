"""A button that puts a text on the clipboard. The text travels as data, never as markup."""

from __future__ import annotations

import streamlit as st

HTML = '<button type="button" aria-live="polite">Copy</button>'

CSS = """
button {
  font: inherit; font-family: var(--st-font); font-size: 0.85rem; color: var(--st-text-color); background: transparent;
  border: 0; border-radius: var(--st-button-radius); min-height: 2rem; padding: 2px 6px; cursor: pointer;
}
button:hover { text-decoration: underline; }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""

# The clipboard interface exists only on https and localhost; elsewhere a selection does the work.
JS = """
export default function (component) {
  const { parentElement, data } = component;
  const button = parentElement.querySelector("button");
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
    } catch (error) {
      const area = document.createElement("textarea");
      area.value = data.text;
      document.body.appendChild(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  };
}
"""

_component = st.components.v2.component("housestyle_copy_button", html=HTML, css=CSS, js=JS)


def copy_button(text: str, *, key: str) -> None:
    """Draw the button for one text."""
    _component(key=key, data={"text": text}, height="content", width="content")
