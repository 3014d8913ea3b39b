"""Whether a run may go on: what has been spent, held against each ceiling that is over the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from core.domain import Ceiling, CeilingScope, Run
from core.errors import SpendingStopped
from core.spending.money import money
from db.unit_of_work import UnitOfWork

WORDS = {
    CeilingScope.RUN: "this run",
    CeilingScope.CAMPAIGN: "this campaign",
    CeilingScope.MONTH: "this month",
}
MEND = "Raise the ceiling on the page Spending, or choose a model of this machine."


def month_of(moment: datetime) -> datetime:
    """When the calendar month began, in UTC.

    >>> month_of(datetime(2026, 3, 31, 23, 30, tzinfo=UTC)).isoformat()
    '2026-03-01T00:00:00+00:00'
    """
    return moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def over(run: Run, ceilings: Sequence[Ceiling]) -> Iterator[Ceiling]:
    """Those of the ceilings that are over a run; one of its campaign alone takes the place of the one of each."""
    own = any(ceiling.campaign_id == run.campaign_id for ceiling in ceilings if ceiling.campaign_id is not None)
    for ceiling in ceilings:
        is_of_campaign = run.campaign_id is not None and ceiling.campaign_id == (run.campaign_id if own else None)
        if ceiling.scope is not CeilingScope.CAMPAIGN or is_of_campaign:
            yield ceiling


def require_room(
    run: Run, model: str, ceilings: Sequence[Ceiling], work: UnitOfWork, now: datetime, *, has_price: bool
) -> None:
    """Raises SpendingStopped where a ceiling over the run is reached, or cannot be held, as no price of the ``model``
    is known."""
    spent: dict[CeilingScope, Callable[[], int]] = {
        CeilingScope.RUN: lambda: work.usage.spent(run_id=run.id).cost,
        CeilingScope.CAMPAIGN: lambda: work.usage.spent(campaign_id=run.campaign_id).cost,
        CeilingScope.MONTH: lambda: work.usage.spent(since=month_of(now)).cost,
    }
    for ceiling in over(run, ceilings):
        _require(ceiling, model, spent[ceiling.scope], has_price=has_price)


def require_month(model: str, ceilings: Sequence[Ceiling], work: UnitOfWork, now: datetime, *, has_price: bool) -> None:
    """The same for what belongs to no stored run, which only the month's ceiling is over."""
    for ceiling in ceilings:
        if ceiling.scope is CeilingScope.MONTH:
            _require(ceiling, model, lambda: work.usage.spent(since=month_of(now)).cost, has_price=has_price)


def _require(ceiling: Ceiling, model: str, spent: Callable[[], int], *, has_price: bool) -> None:
    if not has_price:
        raise SpendingStopped(
            f"No price of “{model}” is known, so the ceiling of {money(ceiling.most)} for "
            f"{WORDS[ceiling.scope]} cannot be held.",
            "Add its price on the page Spending, 0 where it costs nothing, or take the ceiling away.",
        )
    paid = spent()
    if paid >= ceiling.most:
        raise SpendingStopped(
            f"The ceiling of {money(ceiling.most)} for {WORDS[ceiling.scope]} is reached: {money(paid)} spent.",
            MEND,
        )
