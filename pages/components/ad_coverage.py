"""What an ad says of all that it could, and where."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.ads.view import AdView


def ad_coverage(view: AdView) -> None:
    """A line for each fact, offer, keyword and angle, with the number of texts that say it."""
    said = sum(bool(places) for _, places in view.coverage)
    st.subheader(f"What it says · {said} of {len(view.coverage)}", anchor=False)
    lines = []
    for point, places in view.coverage:
        mark = '<span class="hs-pass">✓</span>' if places else '<span class="hs-fail">!</span>'
        times = f"{len(places)} {'text' if len(places) == 1 else 'texts'}" if places else "not said"
        lines.append(
            f'<div class="hs-point" title="{escape(", ".join(places))}">{mark}<b>{escape(point.kind)}</b>'
            f"<span>{escape(point.what)}</span><i>{times}</i></div>"
        )
    st.html("".join(lines))
