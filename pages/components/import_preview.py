"""What a file would make, what is wrong with it, and the button that makes it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.bootstrap import Application
from core.domain import ImportKind
from core.errors import HousestyleError, RowProblem
from core.imports.plan import ImportRequest, Plan, PlannedRow
from core.imports.service import counted
from pages.components.errors import plain
from pages.components.import_batches import tell
from pages.components.import_file import ImportFile, put_away
from pages.components.profile import current_profile_id
from pages.components.submit_key import next_submit, submit_key

ROWS_SHOWN = 10
PROBLEMS_SHOWN = 30


def import_preview(app: Application, kind: ImportKind, plan: Plan) -> None:
    """The first rows as they will be; where something is wrong, all of it beside them."""
    st.subheader("As it will be", anchor=False)
    if not plan.problems:
        _rows(app, kind, plan.rows)
        return
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        _rows(app, kind, plan.rows)
    with right:
        problem_list(plan.problems)


def problem_list(problems: Sequence[RowProblem]) -> None:
    """How many there are, and the first of them by row and column."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
    st.markdown(f":red[:material/error: **{count}**] Nothing is imported until the file is mended.")
    st.markdown("\n".join(f"- {plain(str(problem))}" for problem in problems[:PROBLEMS_SHOWN]))
    if len(problems) > PROBLEMS_SHOWN:
        st.caption(f"And {len(problems) - PROBLEMS_SHOWN:,} more.")


def import_button(app: Application, request: ImportRequest, plan: Plan, file: ImportFile, follows: str) -> None:
    """Import, once however often it is pressed. ``follows`` names the import before it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Import {counted(request.kind, len(plan.made))}" if plan.made and not plan.problems else "Import",
            type="primary",
            icon=":material/upload:",
            key="import-go",
            disabled=bool(plan.problems) or not plan.made,
            on_click=_import,
            args=(app, request, submit_key(next_submit("import", file.id, follows))),
        )
        st.caption(_passed_over(plan))


def _import(app: Application, request: ImportRequest, key: str) -> None:
    """A widget callback."""
    try:
        batch = app.imports.run(request, profile_id=current_profile_id(), submit_key=key)
    except HousestyleError as error:
        tell(str(error), is_problem=True)
    else:
        put_away()
        tell(f"{counted(batch.kind, len(batch.made))} added. Undo is in the list below.")


def _rows(app: Application, kind: ImportKind, rows: Sequence[PlannedRow]) -> None:
    if not rows:
        st.caption("There is no row to show.")
        return
    st.dataframe(_frame(app, kind, rows[:ROWS_SHOWN]), hide_index=True, key="import-preview")
    if len(rows) > ROWS_SHOWN:
        st.caption(f"The first {ROWS_SHOWN} of {len(rows):,} rows.")


def _frame(app: Application, kind: ImportKind, rows: Sequence[PlannedRow]) -> pd.DataFrame:
    """A column a field that says anything, after the row's number and what to mend in it."""
    labels = {field.name: field.label for field in app.imports.fields(kind)}
    said = {name: label for name, label in labels.items() if any(row.values.get(name) for row in rows)}
    mend = {"To mend": [", ".join(dict.fromkeys(one.column for one in row.problems)) for row in rows]}
    return pd.DataFrame(
        {
            "Row": [row.row for row in rows],
            **(mend if any(row.problems for row in rows) else {}),
            **{label: [_shown(row.values.get(name, "")) for row in rows] for name, label in said.items()},
        }
    )


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(text for text in value if text)


def _passed_over(plan: Plan) -> str:
    """What of the file makes nothing, and why."""
    parts = [f"{plan.known:,} there already, left out."] if plan.known else []
    if plan.empty:
        rows = "1 row says" if plan.empty == 1 else f"{plan.empty:,} rows say"
        parts.append(f"{rows} nothing in these columns.")
    return " ".join(parts)
