from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import CeilingScope, Connection, Run, Spent
from core.errors import InvalidInput, NotFound, SpendingStopped
from core.spending.service import SpendingService
from db.database import Database
from tests.support.building import a_brand, a_campaign, a_run, new_id
from tests.support.scripts import a_request

DAY = date(2026, 11, 1)


class Clock:
    now = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def spending(database: Database, clock: Clock) -> SpendingService:
    with database.work() as work:
        work.connections.add(Connection(id=new_id(), name="openai", address="https://api.openai.com/v1"))
        for name in ("box 1", "box 2"):
            work.connections.add(Connection(id=new_id(), name=name, address="http://127.0.0.1:1", pool="boxes"))
        work.commit()
    return SpendingService(database, clock)


@pytest.fixture
def run(database: Database) -> Run:
    """A remote run of a stored campaign."""
    brand = a_brand()
    campaign = a_campaign(brand)
    run = a_run(model="openai/gpt-4o", campaign_id=campaign.id)
    with database.work() as work:
        work.brands.add(brand)
        work.campaigns.add(campaign)
        work.runs.add(run)
        work.commit()
    return run


def test_what_a_request_took_is_kept_with_its_campaign_and_cost(spending: SpendingService, run: Run) -> None:
    usage = spending.record(run.id, "openai", "gpt-4o-2024-08-06", 1_000, 100)
    assert (usage.cost, usage.campaign_id) == (3_500, run.campaign_id)
    spending.record(run.id, "openai", "gpt-4o", 1_000, 0)
    expected = Spent(requests=2, prompt_tokens=2_000, completion_tokens=100, cost=6_000)
    assert run.campaign_id is not None
    assert spending.spent_by_run(run.id) == expected
    assert spending.spent_for_campaign(run.campaign_id) == expected
    assert spending.spent_this_month() == expected


def test_without_a_price_tokens_are_counted_and_the_cost_is_not_known(spending: SpendingService, run: Run) -> None:
    assert spending.record(run.id, "box 1", "llama", 500, 50).cost is None
    assert spending.spent_by_run(run.id) == Spent(requests=1, unpriced=1, prompt_tokens=500, completion_tokens=50)


def test_a_price_of_the_pool_is_that_of_who_is_in_it(spending: SpendingService, run: Run) -> None:
    spending.save_price("boxes", 0, 0, "our own machines", DAY)
    assert spending.record(run.id, "box 2", "Qwen/Qwen3-8B", 500, 50).cost == 0


def test_a_price_counts_from_when_it_was_set(spending: SpendingService, run: Run) -> None:
    spending.record(run.id, "openai", "gpt-4o", 1_000_000, 0)
    price = spending.save_price("gpt-4o", 10, 10, "our contract", DAY)
    spending.record(run.id, "openai", "gpt-4o", 1_000_000, 0)
    spending.save_price("gpt-4o", 20, 20, "our contract", DAY, price.id)
    spending.record(run.id, "openai", "gpt-4o", 1_000_000, 0)
    spending.delete_price(price.id)
    assert spending.prices().own == ()
    assert spending.spent_by_run(run.id).cost == 32_500_000


@pytest.mark.parametrize(("model", "prompt"), [("", 1.0), ("m", -1.0), ("m", float("nan")), ("m", float("inf"))])
def test_what_is_no_price_is_refused(spending: SpendingService, model: str, prompt: float) -> None:
    with pytest.raises(InvalidInput):
        spending.save_price(model, prompt, 1.0, "somewhere", DAY)
    assert spending.prices().own == ()


def test_a_model_has_one_price(spending: SpendingService) -> None:
    spending.save_price("gpt-4o", 1, 1, "somewhere", DAY)
    with pytest.raises(InvalidInput, match="already"):
        spending.save_price("gpt-4o", 2, 2, "elsewhere", DAY)
    with pytest.raises(NotFound):
        spending.save_price("other", 2, 2, "elsewhere", DAY, new_id())


def test_a_month_is_of_the_calendar_in_utc(spending: SpendingService, clock: Clock, run: Run) -> None:
    spending.record(run.id, "openai", "gpt-4o", 1_000, 0)
    clock.now = datetime(2026, 4, 1, tzinfo=UTC)
    assert spending.spent_this_month() == Spent()
    spending.record(run.id, "openai", "gpt-4o", 2_000, 0)
    assert spending.spent_this_month().prompt_tokens == 2_000
    assert [one.spent.prompt_tokens for one in spending.campaigns_this_month()] == [2_000]
    assert spending.spent_by_run(run.id).prompt_tokens == 3_000


def test_spending_is_told_by_campaign_and_by_run_the_last_first(
    spending: SpendingService, clock: Clock, run: Run
) -> None:
    spending.record(run.id, "openai", "gpt-4o", 1_000, 0)
    clock.now = datetime(2026, 3, 31, 23, 59, 30, tzinfo=UTC)
    spending.record("no stored run", "box 1", "llama", 1, 1)
    assert [(one.name, one.spent.requests) for one in spending.campaigns_this_month()] == [("", 1), ("Spring", 1)]
    assert [(one.run_id, one.run) for one in spending.recent_runs()] == [("no stored run", None), (run.id, run)]


@pytest.mark.parametrize("tokens", [-1, 10**12])
def test_what_no_server_can_have_counted_is_refused(spending: SpendingService, run: Run, tokens: int) -> None:
    with pytest.raises(InvalidInput):
        spending.record(run.id, "openai", "gpt-4o", tokens, 0)
    assert spending.spent_by_run(run.id) == Spent()


@pytest.mark.parametrize(
    ("model", "is_remote"),
    [
        ("openai/gpt-4o", True),
        ("boxes/Qwen/Qwen3-8B", True),
        ("box 1/llama", True),
        ("HuggingFaceTB/SmolLM2", False),
        ("gpt2", False),
        ("openai", False),
        ("/models/llama", False),
        ("", False),
    ],
)
def test_only_what_begins_with_a_stored_connection_is_remote(
    spending: SpendingService, model: str, is_remote: bool
) -> None:
    assert spending.is_remote(model) is is_remote


@pytest.mark.parametrize("scope", list(CeilingScope))
def test_a_run_is_stopped_at_each_ceiling_and_told_which(
    spending: SpendingService, run: Run, scope: CeilingScope
) -> None:
    spending.set_ceiling(scope, 5_000)
    spending.record(run.id, "openai", "gpt-4o", 1_999, 0)
    spending.require_room(run)
    spending.record(run.id, "openai", "gpt-4o", 1, 0)
    with pytest.raises(SpendingStopped, match=rf"\$0\.0050 for this {scope} is reached: \$0\.0050 spent"):
        spending.require_room(run)
    spending.require_room(replace(run, model="gpt2"))
    spending.set_ceiling(scope, None)
    spending.require_room(run)


def test_another_run_campaign_or_month_has_room_of_its_own(spending: SpendingService, clock: Clock, run: Run) -> None:
    for scope in CeilingScope:
        spending.set_ceiling(scope, 100)
    spending.record(run.id, "openai", "gpt-4o", 1_000, 0)
    another = replace(run, id=new_id(), campaign_id=None)
    with pytest.raises(SpendingStopped, match="this month"):
        spending.require_room(another)
    clock.now = datetime(2026, 4, 1, tzinfo=UTC)
    spending.require_room(another)
    with pytest.raises(SpendingStopped, match="this campaign"):
        spending.require_room(replace(run, id=new_id()))


def test_a_campaigns_own_ceiling_takes_the_place_of_the_one_of_each(spending: SpendingService, run: Run) -> None:
    spending.set_ceiling(CeilingScope.CAMPAIGN, 100)
    spending.set_ceiling(CeilingScope.CAMPAIGN, 1_000_000, run.campaign_id)
    spending.record(run.id, "openai", "gpt-4o", 1_000, 0)
    spending.require_room(run)
    spending.set_ceiling(CeilingScope.CAMPAIGN, 200, run.campaign_id)
    assert len(spending.ceilings()) == 2
    with pytest.raises(SpendingStopped):
        spending.require_room(run)


def test_a_ceiling_that_cannot_be_held_stops_too(spending: SpendingService, run: Run) -> None:
    unpriced = replace(run, model="boxes/llama")
    spending.require_room(unpriced)
    spending.set_ceiling(CeilingScope.MONTH, 1_000)
    with pytest.raises(SpendingStopped, match="No price of “boxes/llama” is known"):
        spending.require_room(unpriced)
    spending.save_price("boxes/llama", 0, 0, "our own machine", DAY)
    spending.require_room(unpriced)


def test_what_is_no_ceiling_is_refused(spending: SpendingService) -> None:
    with pytest.raises(InvalidInput):
        spending.set_ceiling(CeilingScope.MONTH, -1)
    with pytest.raises(InvalidInput):
        spending.set_ceiling(CeilingScope.MONTH, 1, new_id())
    with pytest.raises(NotFound):
        spending.set_ceiling(CeilingScope.CAMPAIGN, 1, new_id())
    assert spending.ceilings() == ()


def test_an_estimate_uses_the_prices_of_now(spending: SpendingService) -> None:
    request = replace(a_request(), model="boxes/llama")
    assert spending.estimate(request, load_catalogue()).most.cost is None
    spending.save_price("box 1", 1, 1, "our own machine", DAY)
    assert spending.estimate(request, load_catalogue()).most.cost
