"""The boxes of one form; what is wrong is said beside the field, and what was typed stays until the form is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.components.errors import plain


@dataclass(frozen=True, slots=True)
class FormFields:
    """``name`` keeps the boxes of one form apart from those of others; ``values`` are what they begin with."""

    name: str
    values: Mapping[str, Any]

    def text(self, field: str, label: str, **options: Any) -> None:
        st.text_input(label, value=self.values.get(field) or "", **self._common(field), **options)
        self.problem(field)

    def area(self, field: str, label: str, **options: Any) -> None:
        """Lines of text."""
        st.text_area(label, value=self.values.get(field) or "", height="content", **self._common(field), **options)
        self.problem(field)

    def number(self, field: str, label: str, least: int, most: int, **options: Any) -> None:
        """A whole number, or none."""
        value = self.values.get(field)
        st.number_input(label, least, most, value, 1, **self._common(field), **options)
        self.problem(field)

    def choice(self, field: str, label: str, options: Mapping[Any, str], **more: Any) -> Any:
        """One of ``options``, which are values with their words."""
        values, value = list(options), self.values.get(field)
        index = values.index(value) if value in values else None
        chosen = st.selectbox(
            label, values, index=index, format_func=options.__getitem__, **self._common(field), **more
        )
        self.problem(field)
        return chosen

    def several(self, field: str, label: str, options: Mapping[str, str], **more: Any) -> None:
        chosen = list(self.values.get(field) or ())
        st.multiselect(label, list(options), chosen, format_func=options.__getitem__, **self._common(field), **more)
        self.problem(field)

    def tick(self, field: str, label: str, **options: Any) -> None:
        st.checkbox(label, value=bool(self.values.get(field)), **self._common(field), **options)
        self.problem(field)

    def day(self, field: str, label: str, **options: Any) -> None:
        st.date_input(label, value=self.values.get(field), format="YYYY-MM-DD", **self._common(field), **options)
        self.problem(field)

    def problem_elsewhere(self, drawn: set[str]) -> None:
        """What is wrong with none of the fields that are drawn."""
        field, said = st.session_state.get(f"problem-{self.name}", ("", ""))
        if said and field not in drawn:
            _say(said)

    def read(self) -> dict[str, Any]:
        """What stands in the boxes that are drawn, by field. For callbacks."""
        beginning = self._key("")
        return {
            str(key).removeprefix(beginning): value
            for key, value in st.session_state.items()
            if str(key).startswith(beginning)
        }

    def refuse(self, field: str, said: str) -> None:
        """Say at the next drawing what is wrong with a field; of an empty one, below all of them."""
        st.session_state[f"problem-{self.name}"] = (field, said)

    def forget(self) -> None:
        """Begin anew at the next drawing."""
        for field in self.read():
            st.session_state.pop(self._key(field), None)
        st.session_state.pop(f"problem-{self.name}", None)

    def _common(self, field: str) -> dict[str, Any]:
        return {"key": self._key(field), "persist_state": "session"}

    def _key(self, field: str) -> str:
        return f"field-{self.name}-{field}"

    def problem(self, field: str) -> None:
        """What is wrong with a field, where something is."""
        wrong, said = st.session_state.get(f"problem-{self.name}", ("", ""))
        if said and wrong == field:
            _say(said)


def _say(said: str) -> None:
    st.markdown(f":red[:material/error: {plain(said)}]")
