"""A whole search ad in one click, by the bundled weights, for the sample campaign."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from core.ads.choosing import are_alike
from core.ads.view import AdView
from core.bootstrap import Application, build
from core.checks import run_checks
from core.domain import VariantFilter
from core.models.known import STARTER
from core.settings import Settings
from tests.support.bundled import give_models

pytestmark = pytest.mark.real_model

SECONDS = 600
"""Not a claim about speed: what a test may take at most on a busy machine."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    app = build(Settings(var_dir=give_models(tmp_path_factory.mktemp("ad") / "var"), hub_offline=True))
    app.launch()
    app.samples.load()
    yield app
    app.close()


@pytest.fixture(scope="module")
def ad(app: Application) -> AdView:
    campaign = next(one for one in app.campaigns.list() if one.name == "Autumn boots")
    ad_id = app.ads.build(
        campaign_id=campaign.id, persona_id=campaign.persona_ids[0], kind="google_rsa", model=STARTER, seed=1
    )
    deadline = time.monotonic() + SECONDS
    while (view := app.ads.watch(ad_id)).is_busy:
        assert time.monotonic() < deadline, "the ad was not written"
        time.sleep(0.5)
    return view


def texts(ad: AdView, channel: str) -> list[str]:
    return [slot.text for part in ad.parts if part.channel.id == channel for slot in part.slots if slot.text]


def test_it_has_fifteen_headlines_and_four_descriptions_that_pass_every_check(app: Application, ad: AdView) -> None:
    assert (len(texts(ad, "google_headline")), len(texts(ad, "google_description"))) == (15, 4)
    for part in ad.parts:
        for slot in part.slots:
            if slot.variant is not None:
                checks = run_checks(slot.text, slot.variant.brief, app.channels.get(part.channel.id))
                assert all(check.ok for check in checks), slot.text


def test_no_two_are_nearly_the_same(ad: AdView) -> None:
    for channel in ("google_headline", "google_description"):
        own = texts(ad, channel)
        assert not [(one, other) for place, one in enumerate(own) for other in own[:place] if are_alike(one, other)]


def test_what_it_says_is_told_and_is_nearly_all_that_it_could(ad: AdView) -> None:
    assert {point.kind for point, _ in ad.coverage} >= {"fact", "offer", "keyword", "brand", "call to action"}
    unsaid = [point for point, places in ad.coverage if not places and point.kind != "reader"]
    assert len(unsaid) <= 2


def test_it_leaves_as_a_file_that_google_would_take(app: Application, ad: AdView) -> None:
    ids = tuple(slot.variant.id for part in ad.parts for slot in part.slots if slot.variant)
    content = app.exports.file(VariantFilter(variant_ids=ids), "google-ads-editor").decode("utf-8")
    header, row = content.splitlines()
    assert header.startswith("Campaign,Ad group")
    assert all(text in row for text in texts(ad, "google_headline") if "," not in text)
