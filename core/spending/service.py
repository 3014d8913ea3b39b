"""The spending service: what requests took, what they cost, what a run will cost, and ceilings that stop runs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from core.channels.catalogue import Catalogue
from core.domain import Ceiling, CeilingScope, Price, Run, RunRequest, Spent, Usage
from core.errors import InvalidInput
from core.library.shelf import new_id
from core.model_ids import called, serving, split_id
from core.spending.estimate import Estimate, estimate
from core.spending.prices import PriceTable, cost
from core.spending.room import month_of, require_month, require_room
from core.text_input import clean
from db.database import Database
from db.unit_of_work import UnitOfWork

MOST_TOKENS = 2_000_000_000
MOST_PRICE = 100_000.0
MOST_CEILING = 10**15
"""A thousand million dollars."""
RECENT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCampaign:
    """What was spent for a campaign this month; ``name`` is empty for what was written for none."""

    campaign_id: str | None
    name: str
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRun:
    """What a run took. ``run`` is None where it is not stored, as of a command line's."""

    run_id: str
    run: Run | None
    spent: Spent


class SpendingService:
    """Money is in millionths of a US dollar; months are those of the calendar in UTC."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = clock

    def record(self, run_id: str, connection: str, model: str, prompt_tokens: int, completion_tokens: int) -> Usage:
        """Keep what one request took, at the price of now. ``connection`` is the name of the one that was asked.

        Raises InvalidInput, StorageError.
        """
        for tokens in (prompt_tokens, completion_tokens):
            if not 0 <= tokens <= MOST_TOKENS:
                raise InvalidInput("tokens", f"{tokens:,} tokens cannot be.", "Ask the server's keeper what it counts.")
        with self._database.work() as work:
            price = _table(work).find(model, *_servers(work, connection))
            usage = Usage(
                id=new_id(),
                run_id=run_id,
                campaign_id=work.runs.campaign_id(run_id),
                connection=connection,
                model=model,
                prompt_tokens=prompt_tokens,
                completion_tokens=completion_tokens,
                cost=None if price is None else cost(price, prompt_tokens, completion_tokens),
                created_at=self._now(),
            )
            work.usage.add(usage)
            work.commit()
        return usage

    def spent_by_run(self, run_id: str) -> Spent:
        with self._database.read() as work:
            return work.usage.spent(run_id=run_id)

    def spent_for_campaign(self, campaign_id: str) -> Spent:
        with self._database.read() as work:
            return work.usage.spent(campaign_id=campaign_id)

    def spent_this_month(self) -> Spent:
        with self._database.read() as work:
            return work.usage.spent(since=month_of(self._now()))

    def campaigns_this_month(self) -> tuple[OfCampaign, ...]:
        """The last used first."""
        with self._database.read() as work:
            found = work.usage.by_campaign(month_of(self._now()))
            there = work.campaigns.there([key for key, _ in found if key is not None])
            return tuple(
                OfCampaign(
                    campaign_id=key, name=work.campaigns.get(key).name if key and key in there else "", spent=spent
                )
                for key, spent in found
            )

    def recent_runs(self, limit: int = RECENT) -> tuple[OfRun, ...]:
        """The last used first."""
        with self._database.read() as work:
            return tuple(
                OfRun(run_id=key, run=work.runs.get(key) if work.runs.is_known(key) else None, spent=spent)
                for key, spent in work.usage.by_run(limit)
            )

    def is_remote(self, model_id: str) -> bool:
        """Whether the id is CONNECTION/MODEL, of a connection that is stored or of its pool."""
        with self._database.read() as work:
            return bool(serving(work.connections.list(), model_id))

    def estimate(self, request: RunRequest, channels: Catalogue) -> Estimate:
        """What a run of a remote model will take. Raises InvalidInput for a request that cannot be run."""
        with self._database.read() as work:
            table, servers = _table(work), _servers(work, split_id(request.model)[0])
        return estimate(request, channels, table, *servers)

    def require_room(self, run: Run) -> None:
        """Whether a run may go on. Models of this machine always may; what is under way is finished, so that a wave
        may pass the ceiling. Raises SpendingStopped, saying which ceiling and how much."""
        remote = [writer for writer in run.writers if self.is_remote(writer)]
        with self._database.read() as work:
            for writer in remote:
                require_room(run, writer, work.ceilings.list(), work, self._now(), has_price=_has_price(work, writer))

    def require_month(self, model_id: str) -> None:
        """Whether a model elsewhere may write what belongs to no stored run, such as the command line's texts. Raises
        SpendingStopped."""
        with self._database.read() as work:
            ceilings = work.ceilings.list()
            require_month(model_id, ceilings, work, self._now(), has_price=_has_price(work, model_id))

    def ceilings(self) -> tuple[Ceiling, ...]:
        """In the order in which they were set."""
        with self._database.read() as work:
            return work.ceilings.list()

    def set_ceiling(self, scope: CeilingScope, most: int | None, campaign_id: str | None = None) -> None:
        """The most that each run, each campaign (or the one that is named) or the month may cost; None takes it away.

        Raises InvalidInput, NotFound for an unknown campaign.
        """
        if campaign_id is not None and scope is not CeilingScope.CAMPAIGN:
            raise InvalidInput("ceiling", "Only a campaign's ceiling is for one campaign.", "Leave the campaign out.")
        if most is not None and not 0 <= most <= MOST_CEILING:
            raise InvalidInput("ceiling", "That is no ceiling.", "Give a sum from 0 up.")
        with self._database.work() as work:
            work.alone()
            if campaign_id is not None:
                work.campaigns.get(campaign_id)
            same = [one.id for one in work.ceilings.list() if (one.scope, one.campaign_id) == (scope, campaign_id)]
            work.ceilings.delete_all(same)
            if most is not None:
                work.ceilings.add(Ceiling(id=new_id(), scope=scope, most=most, campaign_id=campaign_id))
            work.commit()

    def prices(self) -> PriceTable:
        """The table as it is now."""
        with self._database.read() as work:
            return _table(work)

    def save_price(
        self, model: str, prompt: float, completion: float, source: str, checked: date, price_id: str | None = None
    ) -> Price:
        """Add a price of the team's own, or change the one of that id. Dollars a million tokens; ``model`` is the
        beginning of a model's name, CONNECTION/MODEL, or a connection's name for all its models.

        Raises InvalidInput, NotFound.
        """
        price = Price(
            id=price_id or new_id(),
            model=clean("model", model, longest=200, required=True, single_line=True),
            prompt=_amount("prompt", prompt),
            completion=_amount("completion", completion),
            source=clean("source", source, longest=300, required=True, single_line=True),
            checked=checked,
        )
        with self._database.work() as work:
            work.alone()
            if any(other.model == price.model and other.id != price.id for other in work.prices.list()):
                raise InvalidInput("model", f"There is a price of “{price.model}” already.", "Change that one.")
            if price_id is None:
                work.prices.add(price)
            else:
                work.prices.update(price)
            work.commit()
        return price

    def delete_price(self, price_id: str) -> None:
        """What was spent keeps the cost that it had."""
        with self._database.work() as work:
            work.prices.delete(price_id)
            work.commit()


def _amount(field: str, price: float) -> float:
    if not (math.isfinite(price) and 0 <= price <= MOST_PRICE):
        raise InvalidInput(field, f"{price} is no price.", "Give dollars a million tokens, from 0 up.")
    return price


def _has_price(work: UnitOfWork, model_id: str) -> bool:
    server, model = split_id(model_id)
    return _table(work).find(model, *_servers(work, server)) is not None


def _table(work: UnitOfWork) -> PriceTable:
    return PriceTable(work.prices.list())


def _servers(work: UnitOfWork, server: str) -> tuple[str, ...]:
    """The name, and the names of its pool and of who is in it."""
    found = called(work.connections.list(), server)
    return tuple(dict.fromkeys((server, *(name for one in found for name in (one.pool, one.name) if name))))
