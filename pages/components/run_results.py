"""A run's variants, set by set, side by side."""

from __future__ import annotations

from hashlib import blake2b
from html import escape
from itertools import groupby, zip_longest

import streamlit as st
from streamlit.elements.lib.grid_container import GridContainer

from core.bootstrap import Application
from core.domain import Brief, Draft, Variant
from core.errors import HousestyleError
from core.generation.view import CellView, RunView
from pages.components.checks_line import checks_html, why_not
from pages.components.errors import plain
from pages.components.run_progress import run_progress
from pages.components.submit_key import next_submit, submit_key
from pages.components.variant_card import copy_html, growing_card, variant_card, waiting_card

POLL_SECONDS = 0.4
FIRST_WORD_SECONDS = 0.3
"""The first word is drawn as it comes, and not when a page next looks."""
MOST_REJECTED_SHOWN = 24
CARD_WIDTH = 250


def run_results(app: Application, run_id: str, profile_id: str | None) -> None:
    """The run as it stands; while it is busy the results draw themselves again by polling."""
    busy = app.generation.watch(run_id).is_busy
    st.fragment(_results, run_every=POLL_SECONDS if busy else None)(app, run_id, profile_id, busy)


def _results(app: Application, run_id: str, profile_id: str | None, was_busy: bool) -> None:
    view = app.generation.watch(run_id)
    run_progress(app, view)
    if view.is_about_to_begin:
        view = app.generation.await_word(run_id, FIRST_WORD_SECONDS)
    for _, cells in groupby(view.cells, key=lambda cell: _same_brief(cell.cell.brief)):
        same_brief = list(cells)
        _heading(app, same_brief[0].cell.brief)
        if len(same_brief) == 1:
            _set(app, view, same_brief[0], profile_id)
        for left, right in zip(same_brief[::2], same_brief[1::2], strict=False):
            _duel(app, view, left, right, profile_id)
    if was_busy != view.is_busy:
        st.rerun()


def _same_brief(brief: Brief) -> tuple[object, ...]:
    return (brief.persona, brief.channel, brief.angle)


def _heading(app: Application, brief: Brief) -> None:
    angle = f" · {plain(brief.angle)}" if brief.angle else ""
    st.subheader(
        f"{plain(brief.persona.name)} · {plain(app.channels.recall(brief.channel).label)}{angle}", anchor=False
    )
    st.html(_brief_html(brief))


def _brief_html(brief: Brief) -> str:
    """What the texts may claim, in view beside them."""
    parts = [
        ("Rewrites", brief.rewrite),
        ("Facts", "; ".join(brief.facts)),
        ("Offer", brief.offer),
        ("Call to action", brief.cta),
    ]
    spans = [f"<span><b>{name}</b> {escape(value)}</span>" for name, value in parts if value]
    return f'<div class="hs-brief">{"".join(spans)}</div>'


def _set(app: Application, view: RunView, cell: CellView, profile_id: str | None) -> None:
    grid = st.grid(
        4, min_column_width=CARD_WIDTH, border=True, gap="small", key=f"grid-{view.run.id}-{cell.cell.index}"
    )
    _cards(app, view, cell, profile_id, grid)
    _below(app, view, cell, profile_id)


def _cards(app: Application, view: RunView, cell: CellView, profile_id: str | None, grid: GridContainer) -> None:
    limit = app.channels.recall(cell.cell.brief.channel).limit
    wanted, place = view.run.wanted(cell.cell), 0
    for variant in _pinned_first(cell.variants):
        place += 1
        with grid.cell():
            variant_card(app, variant, place, profile_id, being_replaced=variant.id in view.being_replaced)
    for draft in cell.waiting:
        place += 1
        with grid.cell():
            waiting_card(draft, place, cell.cell.brief)
    for text in cell.growing[: max(wanted - place, 1 if view.being_replaced else 0)]:
        place += 1
        with grid.cell():
            growing_card(text.text, limit, place)
    while not cell.is_over and place < wanted:
        place += 1
        with grid.cell():
            growing_card("", limit, place, note="to come")


def _pinned_first(variants: tuple[Variant, ...]) -> list[Variant]:
    return sorted(variants, key=lambda variant: not variant.pinned)


def _duel(app: Application, view: RunView, left: CellView, right: CellView, profile_id: str | None) -> None:
    """Two recipes or two models against each other: rows of pairs, one choice a row. Models are hidden until somebody
    wants to know: they change sides, and nothing is seen of the quicker one before the other is done."""
    blind = _is_blind(app, view, left, right)
    names = [_name(app, view, cell) for cell in (left, right)]
    titles = st.columns(2)
    for column, name in zip(titles, ("One of the two", "The other") if blind else names, strict=True):
        column.markdown(f"**{plain(name)}**")
    is_over = left.is_over and right.is_over
    if blind and not is_over:
        st.caption("Both are writing. The texts appear together: which is quicker would tell who it is.")
        return
    if not is_over:
        halves = st.columns(2)
        for half, cell in zip(halves, (left, right), strict=True):
            with half:
                grid = st.grid(2, min_column_width=CARD_WIDTH, border=True, gap="small")
                _cards(app, view, cell, profile_id, grid)
        return
    for place, pair in enumerate(zip_longest(left.variants, right.variants), start=1):
        one, other = pair if not (blind and _change_sides(view, place)) else (pair[1], pair[0])
        row = st.columns(2)
        for column, variant, opponent in ((row[0], one, other), (row[1], other, one)):
            if variant is not None:
                with column, st.container(border=True):
                    variant_card(app, variant, place, profile_id, being_replaced=variant.id in view.being_replaced)
                    if opponent is not None and profile_id is not None:
                        _prefer(app, variant, opponent, profile_id)
    for cell in (right, left) if blind and _change_sides(view, place=0) else (left, right):
        _below(app, view, cell, profile_id)


def _is_blind(app: Application, view: RunView, left: CellView, right: CellView) -> bool:
    """Whether who wrote which is hidden; said with what people have preferred so far where it is not."""
    if view.run.writer(left.cell) == view.run.writer(right.cell):
        return False
    blind = st.toggle("Hide who wrote which", value=True, key=f"blind-{view.run.id}-{left.cell.index}")
    if not blind:
        lines = [f"{_label(app, one.model)}: preferred {one.share}" for one in app.ratings.preferences(view.run.id)]
        st.caption(plain(" · ".join(lines)))
    return blind


def _change_sides(view: RunView, place: int) -> bool:
    """By a coin that falls the same way each time."""
    return bool(blake2b(f"{view.run.id}/{place}".encode(), digest_size=1).digest()[0] & 1)


def _name(app: Application, view: RunView, cell: CellView) -> str:
    if len(view.run.writers) == 1:
        return cell.cell.recipe.name
    return f"{_label(app, view.run.writer(cell.cell))}, {cell.cell.recipe.name}"


def _label(app: Application, model_id: str) -> str:
    return next((entry.label for entry in app.models.list() if entry.id == model_id), model_id)


def _prefer(app: Application, better: Variant, worse: Variant, profile_id: str) -> None:
    counter = "choices-" + "-".join(sorted((better.id, worse.id)))
    beginning = next_submit(counter, profile_id, st.session_state.get(counter, 0))
    st.button(
        "This one is better",
        key=f"compare-{better.id}-{worse.id}-{profile_id}",
        icon=":material/check:",
        on_click=_choose,
        args=(app, better.id, worse.id, profile_id, beginning, counter),
    )


def _choose(app: Application, better_id: str, worse_id: str, profile_id: str, beginning: str, counter: str) -> None:
    """A widget callback: stores one row, then says so."""
    try:
        app.ratings.compare(
            submit_key=submit_key(beginning, better_id), better_id=better_id, worse_id=worse_id, profile_id=profile_id
        )
    except HousestyleError as error:
        st.toast(f"The choice was not saved. {plain(str(error))}", icon=":material/error:")
    else:
        st.session_state[counter] = st.session_state.get(counter, 0) + 1
        st.toast("Saved your choice.")


def _below(app: Application, view: RunView, cell: CellView, profile_id: str | None) -> None:
    """What was not shown, and why. While the set is being written only how many: cards nobody sees cost time."""
    if not cell.is_over:
        if cell.rejected:
            st.caption(why_not(cell.rejected))
        return
    wanted = view.run.wanted(cell.cell)
    if len(cell.variants) < wanted:
        st.caption(
            f"{len(cell.variants)} of {wanted}: no more drafts passed the checks. "
            "A fuller brief or another recipe helps; the drafts below say what was missing."
        )
    if cell.passed_over:
        with st.expander(f"{len(cell.passed_over)} more passed and were not among the best {wanted}"):
            _drafts(app, cell.passed_over, cell.cell.brief, profile_id)
    if cell.rejected:
        with st.expander(why_not(cell.rejected)):
            _drafts(app, cell.rejected[:MOST_REJECTED_SHOWN], cell.cell.brief, profile_id)


def _drafts(app: Application, drafts: tuple[Draft, ...], brief: Brief, profile_id: str | None) -> None:
    grid = st.grid(4, min_column_width=CARD_WIDTH, border=True, gap="small")
    for draft in drafts:
        with grid.cell():
            st.html(copy_html(draft.text, 1, brief=brief) + checks_html(draft.length, draft.limit, draft.checks))
            with st.container(horizontal=True, gap="small"):
                st.button(
                    "Show anyway",
                    key=f"anyway-{draft.id}",
                    on_click=app.generation.show_anyway,
                    args=(draft.id,),
                    help="Puts it among the variants; what it failed stays on its card.",
                )
                st.button(
                    "Rewrite",
                    key=f"rewrite-{draft.id}",
                    on_click=_rewrite,
                    args=(app, draft.id, profile_id),
                    help="Writes new variants that make this one better.",
                )


def _rewrite(app: Application, draft_id: str, profile_id: str | None) -> None:
    """A widget callback: the new run takes the old one's place in the address."""
    try:
        st.query_params["run"] = app.generation.rewrite(draft_id, profile_id)
    except HousestyleError as error:
        st.toast(f"The text cannot be rewritten. {plain(str(error))}", icon=":material/error:")
