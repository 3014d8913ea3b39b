"""The price table: prices of the team's own, to be added, changed and removed, and those that come with Housestyle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import streamlit as st

from core.bootstrap import Application
from core.domain import Price
from core.errors import HousestyleError
from core.spending.prices import of_file
from pages.components.errors import plain, show_error

CHOSEN, PROBLEM, TURN = "price-chosen", "price-problem", "price-turn"
"""In the session: the id of the price that is being changed, what went wrong, and how often the form was begun anew."""
HEADINGS = ("Model", "Read", "Written", "Where it is from", "Checked")
STEP = 0.05


def price_list(app: Application) -> None:
    st.subheader("Prices", anchor=False)
    st.caption(
        "In US dollars for a million tokens. Your own prices go before those that come with Housestyle, which are as "
        "old as their day says: check them on your provider’s page. What was spent keeps the price of its time."
    )
    own = app.spending.prices().own
    for price in own:
        _row(app, price)
    chosen = next((price for price in own if price.id == st.session_state.get(CHOSEN)), None)
    _form(app, chosen)
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        show_error(problem)
    with st.container(key="price-file"), st.expander("Prices that come with Housestyle", icon=":material/payments:"):
        _table(of_file())


def _row(app: Application, price: Price) -> None:
    with st.container(key=f"row-price-{price.id}", horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{plain(price.model)}** · {plain(_dollars(price.prompt))} read, {plain(_dollars(price.completion))} "
            f"written · {plain(price.source)}, {plain(f'{price.checked:%d %b %Y}')}",
            width="stretch",
        )
        st.button("Change", key=f"price-change-{price.id}", on_click=_choose, args=(price.id,))
        st.button(
            "Remove",
            key=f"price-remove-{price.id}",
            on_click=_try,
            args=(lambda: app.spending.delete_price(price.id),),
        )


def _dollars(price: float) -> str:
    """
    >>> _dollars(0.6), _dollars(0.125), _dollars(0.0)
    ('$0.60', '$0.125', '$0')
    """
    return f"${price:g}" if price == 0 or round(price, 2) != price else f"${price:.2f}"


def _form(app: Application, price: Price | None) -> None:
    """What was typed stays until it is saved; then the boxes begin anew."""
    turn = f"{price.id if price else 'new'}-{st.session_state.get(TURN, 0)}"
    with st.container(border=True, key="price-form"):
        st.markdown(f"**Change {plain(price.model)}**" if price else "**Add a price**")
        first = st.columns([3, 1.2, 1.2])
        second = st.columns([3, 1.2, 1.2], vertical_alignment="bottom")
    first[0].text_input(
        "Model",
        price.model if price else "",
        key=f"price-model-{turn}",
        placeholder="gpt-4o, or a connection’s name for all its models",
        help="Names that begin so count too, to the next - or :. The longest beginning is taken.",
    )
    for column, field, label, value in (
        (first[1], "prompt", "A million tokens read", price.prompt if price else 0.0),
        (first[2], "completion", "A million written", price.completion if price else 0.0),
    ):
        column.number_input(label, 0.0, None, value, STEP, format="%.3f", key=f"price-{field}-{turn}")
    second[0].text_input(
        "Where it is from",
        price.source if price else "",
        key=f"price-source-{turn}",
        placeholder="The provider’s price page, a contract, your own machine",
    )
    second[1].date_input("Checked", date.today(), key=f"price-checked-{turn}", format="YYYY-MM-DD")
    with second[2]:
        st.button("Save", key="price-save", width="stretch", on_click=_save, args=(app, price, turn))
    if price:
        st.button("Leave it as it is", key="price-leave", type="tertiary", on_click=_choose, args=(None,))


def _choose(price_id: str | None) -> None:
    """A widget callback."""
    st.session_state[CHOSEN] = price_id


def _save(app: Application, price: Price | None, turn: str) -> None:
    """A widget callback."""
    model, prompt, completion, source, checked = (
        st.session_state[f"price-{field}-{turn}"] for field in ("model", "prompt", "completion", "source", "checked")
    )

    def save() -> None:
        app.spending.save_price(model, prompt, completion, source, checked, price.id if price else None)
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.session_state[CHOSEN] = None

    _try(save)


def _try(act: Callable[[], None]) -> None:
    """What could not be done is said at the next drawing."""
    try:
        act()
    except HousestyleError as error:
        st.session_state[PROBLEM] = str(error)


def _table(prices: Sequence[Price]) -> None:
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    rows = "".join(_table_row(price) for price in prices)
    st.html(
        '<div class="hs-table" tabindex="0" role="region" aria-label="Prices that come with Housestyle">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _table_row(price: Price) -> str:
    cells = (_dollars(price.prompt), _dollars(price.completion), price.source, f"{price.checked:%d %b %Y}")
    return f'<tr><th scope="row">{escape(price.model)}</th>' + "".join(
        f'<td data-heading="{heading}">{escape(cell)}</td>' for heading, cell in zip(HEADINGS[1:], cells, strict=True)
    ) + "</tr>"  # fmt: skip
