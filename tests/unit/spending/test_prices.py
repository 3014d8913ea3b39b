from __future__ import annotations

from datetime import date

import pytest

from core.domain import Price
from core.spending.prices import PriceTable, cost, of_file


def a_price(model: str, prompt: float = 1.0, completion: float = 2.0) -> Price:
    return Price(
        id=model, model=model, prompt=prompt, completion=completion, source="a bill", checked=date(2026, 11, 1)
    )


@pytest.mark.parametrize(
    ("model", "found"),
    [
        ("gpt-4o", "gpt-4o"),
        ("gpt-4o-2024-08-06", "gpt-4o"),
        ("gpt-4o-2024-05-13", "gpt-4o-2024-05-13"),
        ("gpt-4o-mini", "gpt-4o-mini"),
        ("gpt-4o-mini-2024-07-18", "gpt-4o-mini"),
        ("davinci-002", "davinci-002"),
        ("gpt-5.6", None),
        ("gpt-4o-realtime-preview", None),
        ("ft:gpt-4o-mini:us", None),
        ("mistral", None),
        ("", None),
    ],
)
def test_a_model_of_the_file_is_found_with_its_date_and_no_other_is_taken_for_it(model: str, found: str | None) -> None:
    price = PriceTable().find(model, "openai")
    assert (price and price.model) == found


def test_prices_of_the_team_go_before_the_file() -> None:
    table = PriceTable([a_price("gpt-4o", 9.0)])
    price = table.find("gpt-4o-2024-08-06")
    assert price is not None
    assert price.prompt == 9.0


def test_the_longest_beginning_counts_and_ends_at_a_boundary() -> None:
    table = PriceTable([a_price("llama"), a_price("llama-3"), a_price("llama-3-70b")])
    found = {name: table.find(name) for name in ("llama-3-70b:q8", "llama-3-8b", "llama-3.1", "llama:7b", "llamas")}
    assert {name: price and price.model for name, price in found.items()} == {
        "llama-3-70b:q8": "llama-3-70b",
        "llama-3-8b": "llama-3",
        "llama-3.1": "llama",
        "llama:7b": "llama",
        "llamas": None,
    }


def test_a_connection_may_have_one_price_for_all_its_models() -> None:
    table = PriceTable([a_price("gpu box", 0.0, 0.0), a_price("gpt-4o", 3.0)])
    price = table.find("Qwen/Qwen3-8B", "gpu box", "the pool")
    assert price is not None
    assert cost(price, 10_000, 10_000) == 0
    assert table.find("Qwen/Qwen3-8B", "another") is None
    assert table.find("Qwen/Qwen3-8B") is None


def test_what_is_small_is_not_nothing() -> None:
    assert cost(a_price("m", 0.05, 0.4), 1, 0) == 1
    assert cost(a_price("m", 2.5, 10.0), 1_000_000, 100_000) == 3_500_000


def test_every_price_of_the_file_says_where_it_is_from_and_of_what_day() -> None:
    assert len({price.model for price in of_file()}) == len(of_file()) > 15
    for price in of_file():
        assert 0 < price.prompt <= price.completion, price.model
        assert "to be checked" in price.source
        assert date(2025, 1, 1) <= price.checked <= date(2026, 12, 31)
