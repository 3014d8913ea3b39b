"""A run that is there when a test begins."""

from __future__ import annotations

from core.bootstrap import Application
from core.domain import Profile, RunRequest
from tests.pages.conftest import finish


def written_run(app: Application, profile: Profile | None = None, *, recipes: int = 1, n: int = 3) -> str:
    """Load the sample and write ``n`` variants for its first persona and channel; returns the run's id."""
    app.samples.load()
    campaign = next(found for found in app.campaigns.list() if found.name == "Autumn boots")
    persona, channel = campaign.persona_ids[0], "meta_primary"
    request = RunRequest(
        briefs=app.campaigns.briefs(campaign.id, [persona], [channel]),
        recipes=app.recipes.list()[:recipes],
        model=app.models.default,
        n=n,
        seed=5,
        campaign_id=campaign.id,
        profile_id=profile.id if profile else None,
        persona_ids=(persona,),
    )
    run_id = app.generation.start(request)
    finish(app, run_id)
    return run_id
