"""What is approved already for a campaign: nobody needs it written again."""

from __future__ import annotations

from core.domain import Cell, Run, VariantFilter
from db.database import Database


def approved_texts(database: Database, run: Run, cell: Cell) -> tuple[str, ...]:
    """The approved texts of the run's campaign in the cell's channel, as they were last edited."""
    if run.campaign_id is None:
        return ()
    wanted = VariantFilter(campaign_ids=(run.campaign_id,), channels=(cell.brief.channel,), verdicts=("approved",))
    with database.read() as work:
        return tuple(variant.text for variant in work.variants.list(wanted))
