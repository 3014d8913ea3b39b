from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from core.ads.view import AdView
from core.bootstrap import Application, build
from core.domain import Ad, Campaign
from core.engines.base import Prompt
from core.engines.scripted import ScriptedEngine
from core.settings import Settings
from tests.support.building import new_id
from tests.support.scripts import Changeable, engines

THINGS = (
    "Coffee Mug", "Warm Mug", "Heating Mug", "Mugs For Mornings", "Coffee For Teachers", "Your Mug", "Drinks",
    "Coffee", "Self-Heating", "Heated Coffee", "A Mug", "Mornings", "Teaches All Morning",
)  # fmt: skip
POINTS = ("At 60 C", "Charges Overnight", "15% Off This Week", "Kept Warm", "And Lessons")
HEADLINES = tuple(f"{thing}, {point}" for thing in THINGS for point in POINTS)
DESCRIPTIONS = (
    "Brightmug keeps drinks at 60 C.",
    "The coffee mug that charges overnight.",
    "A self-heating coffee mug, 15% off this week.",
    "Teaching all morning? Your coffee stays warm in this mug.",
    "Warm yours up: the mug keeps drinks at 60 C.",
    "Charges overnight and keeps coffee warm in a mug.",
)
SUBJECTS = ("Your coffee at 60 C", "It charges overnight", "15% off this week", "A mug for mornings")
BODY = "Brightmug is a self-heating coffee mug. It charges overnight. Warm yours up."


IN_THE_FIRST_LINE = (
    ("headline", HEADLINES),
    ("Google description", DESCRIPTIONS),
    ("preheader", DESCRIPTIONS),
    ("Email body", (BODY,)),
)


def says(prompt: Prompt, seed: int) -> str:
    """Something for the channel that was asked for; less where the text begins with the brand or the call to action."""
    asked = prompt.messages[-1].content
    if "Must say: Brightmug" in asked or "Must say: Warm" in asked:
        return POINTS[seed % len(POINTS)]
    for label, texts in IN_THE_FIRST_LINE:
        if label in asked.splitlines()[0]:
            return texts[seed % len(texts)]
    return SUBJECTS[seed % len(SUBJECTS)]


@dataclass
class Desk:
    app: Application
    script: Changeable
    campaign: Campaign
    written: Ad | None = None

    def build(self, kind: str = "google_rsa") -> str:
        return self.app.ads.build(
            campaign_id=self.campaign.id,
            persona_id=self.campaign.persona_ids[0],
            kind=kind,
            model="scripted",
            profile_id=None,
            seed=7,
        )

    def copy(self) -> str:
        """An ad of one's own that is written already: writing one takes seconds."""
        if self.written is None:
            self.written = self.settled(self.build()).ad
        own = replace(self.written, id=new_id())
        with self.app.database.work() as work:
            work.ads.add(own)
            work.commit()
        return own.id

    def settled(self, ad_id: str) -> AdView:
        """The ad once nothing is written for it any more."""
        deadline = time.monotonic() + 60
        while True:
            view = self.app.ads.watch(ad_id)
            if not view.is_busy:
                return view
            assert time.monotonic() < deadline, "the ad was not written"
            time.sleep(0.1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One application for all tests of a module."""
    folder: Path = tmp_path_factory.mktemp("var")
    script = Changeable(says)
    app = build(
        Settings(var_dir=folder, engine="scripted", database_url=""),
        take_engine=engines({"scripted": ScriptedEngine("scripted", script)}),
    )
    app.launch()
    brand = app.brands.create(name="Brightmug")
    persona = app.personas.create(name="The teacher", description="40, teaches all morning, her coffee goes cold")
    campaign = app.campaigns.create(
        brand_id=brand.id,
        name="Mugs",
        product="a self-heating coffee mug",
        facts=("keeps drinks at 60 C", "charges overnight"),
        offer="15% off this week",
        cta="Warm yours up",
        link="https://brightmug.example",
        keywords=("coffee mug",),
        persona_ids=(persona.id,),
        channels=("google_headline",),
    )
    yield Desk(app, script, campaign)
    app.close()
