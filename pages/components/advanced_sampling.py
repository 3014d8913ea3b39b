"""Every sampling control, each with a line on what it does; senseless values are answered with the mend."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import streamlit as st

from core.bootstrap import Application
from core.domain import Recipe
from core.errors import HousestyleError, InvalidInput
from core.sampling import HELP, LABELS, SamplingSettings

DECIMALS = ("temperature", "top_p", "min_p", "typical_p", "variety", "repetition_penalty")
WHOLE = ("top_k", "no_repeat_ngram", "beams", "min_length", "max_length")


def advanced_sampling(app: Application, base: Recipe) -> Recipe | None:
    """The recipe with the person's own values, ``base`` where they set none, None where a value is refused."""
    own = st.toggle(
        "Set these myself",
        key="studio-own",
        persist_state="session",
        help=f"Starts from {base.name}; off uses it as is.",
    )
    if not own:
        st.caption(_in_words(base.settings))
        return base
    try:
        settings = _controls(base)
    except InvalidInput as error:
        st.error(f"{error.what} {error.mend}", icon=":material/error:")
        return None
    _save(app, settings)
    return Recipe(id="own", name="My settings", settings=settings)


def seed_choice() -> int | None:
    """A fixed seed, or None for a new one each run."""
    value = st.number_input(
        "Seed",
        value=None,
        min_value=0,
        max_value=2**53 - 1,
        step=1,
        placeholder="new each time",
        key="studio-seed",
        persist_state="session",
        help="The same seed, settings and model write the same texts again.",
    )
    return None if value is None else int(value)


def _controls(base: Recipe) -> SamplingSettings:
    current = asdict(base.settings)
    values: dict[str, object] = {}
    for name, column in zip(DECIMALS, st.columns(len(DECIMALS)), strict=True):
        values[name] = column.number_input(value=float(current[name]), step=0.05, format="%.2f", **_named(base, name))
    *columns, last = st.columns(len(WHOLE) + 1)
    for name, column in zip(WHOLE, columns, strict=True):
        values[name] = column.number_input(value=int(current[name]), step=1, format="%d", **_named(base, name))
    stop = last.text_input(
        value=" | ".join(base.settings.stop),
        **{**_named(base, "stop"), "help": f"{HELP['stop']} Separate several with |."},
    )
    texts = tuple(part.strip() for part in stop.split("|") if part.strip())
    return SamplingSettings(**values, stop=texts)  # type: ignore[arg-type]


def _named(base: Recipe, name: str) -> dict[str, Any]:
    """What every control has: its label, its help and a place where its value is kept."""
    return {
        "label": LABELS[name],
        "key": f"studio-{base.id}-{name}",
        "help": HELP[name],
        "persist_state": "session",
    }


def _save(app: Application, settings: SamplingSettings) -> None:
    name_column, button_column = st.columns([3, 1], vertical_alignment="bottom")
    name = name_column.text_input("Name", placeholder="My spring voice", key="studio-recipe-name")
    if button_column.button("Save as recipe", key="studio-recipe-save", icon=":material/bookmark:"):
        try:
            app.recipes.create(name, settings)
        except HousestyleError as error:
            st.error(str(error), icon=":material/error:")
        else:
            st.toast(f"Saved the recipe “{name}”.")
            st.rerun()


def _in_words(settings: SamplingSettings) -> str:
    return (
        f"Temperature {settings.temperature:g}, top-k {settings.top_k}, top-p {settings.top_p:g}, "
        f"variety {settings.variety:g}, repetition penalty {settings.repetition_penalty:g}."
    )
