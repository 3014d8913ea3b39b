from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from core.ads.choosing import are_alike
from core.ads.requests import ROUNDS
from core.ads.view import AdView
from core.domain import Connection, Verdict
from core.errors import InvalidInput, NotFound
from core.generation.view import RunView
from tests.integration.ads.conftest import Desk, says
from tests.support.building import new_id

HEADLINE, DESCRIPTION = "google_headline", "google_description"


def texts(view: AdView, channel: str = HEADLINE) -> list[str]:
    return [slot.text for part in view.parts if part.channel.id == channel for slot in part.slots]


def variant_at(view: AdView, place: int) -> str:
    variant = view.parts[0].slots[place].variant
    assert variant is not None
    return variant.id


def test_one_click_fills_a_search_ad_without_near_doubles_and_says_what_it_covers(desk: Desk) -> None:
    view = desk.settled(desk.build())
    for channel, count in ((HEADLINE, 15), (DESCRIPTION, 4)):
        found = [text for text in texts(view, channel) if text]
        assert len(found) == count
        assert not any(are_alike(one, other) for place, one in enumerate(found) for other in found[:place])
    assert all(slot.variant.passed for part in view.parts for slot in part.slots if slot.variant)
    assert view.gaps == 0
    said = {(point.kind, point.what): len(places) for point, places in view.coverage}
    assert said["fact", "charges overnight"] >= 1
    assert said["offer", "15% off this week"] >= 1
    assert said["keyword", "coffee mug"] >= 1
    assert len({slot.variant.brief.angle for slot in view.parts[0].slots if slot.variant}) >= 5


def test_what_is_taken_out_stays_out_until_the_gaps_are_filled(desk: Desk) -> None:
    ad_id = desk.copy()
    before = texts(desk.settled(ad_id))
    desk.app.ads.take_out(ad_id, HEADLINE, 3)
    assert texts(desk.settled(ad_id)) == [*before[:3], "", *before[4:]]
    desk.app.ads.fill(ad_id)
    after = texts(desk.settled(ad_id))
    assert after[:3] + after[4:] == before[:3] + before[4:]
    assert after[3] != before[3]


def test_filling_the_gaps_replaces_what_was_rejected_or_rated_low_and_keeps_the_rest(desk: Desk) -> None:
    ada = desk.app.profiles.create("Ada")
    ad_id = desk.copy()
    view = desk.settled(ad_id)
    before = texts(view)
    first, second = variant_at(view, 0), variant_at(view, 1)
    desk.app.review.decide(
        submit_key=f"r{ad_id}", variant_id=first, profile_id=ada.id, verdict=Verdict.REJECTED, reason="flat"
    )
    said = {"stars": 1, "reasons": (), "comment": "", "position": 2, "seconds": 1.0}
    desk.app.ratings.rate(submit_key=f"s{ad_id}", variant_id=second, profile_id=ada.id, **said)
    marked = desk.app.ads.watch(ad_id)
    assert [slot.problem for slot in marked.parts[0].slots[:3]] == ["rejected: flat", "rated 1.0 of 5 by 1", ""]
    assert marked.gaps == 2
    desk.app.ads.fill(ad_id)
    after = texts(desk.settled(ad_id))
    assert after[2:] == before[2:]
    assert before[0] not in after
    assert before[1] not in after


def test_writing_anew_keeps_what_is_kept_or_pinned(desk: Desk) -> None:
    ad_id = desk.copy()
    before = texts(desk.settled(ad_id))
    desk.app.ads.keep(ad_id, HEADLINE, 0, True)
    desk.app.ads.pin(ad_id, HEADLINE, 1, 1)
    desk.app.ads.anew(ad_id)
    view = desk.settled(ad_id)
    assert texts(view)[:2] == before[:2]
    assert [(slot.slot.kept, slot.slot.pin) for slot in view.parts[0].slots[:2]] == [(True, None), (False, 1)]
    assert not set(texts(view)[2:]) & set(before[2:]) - {""}


def test_only_positions_that_there_are(desk: Desk) -> None:
    ad_id = desk.copy()
    with pytest.raises(InvalidInput, match="no position 4"):
        desk.app.ads.pin(ad_id, HEADLINE, 0, 4)
    with pytest.raises(InvalidInput, match="no position 3"):
        desk.app.ads.pin(ad_id, DESCRIPTION, 0, 3)


def test_words_of_ones_own_stand_where_no_model_writes(desk: Desk) -> None:
    ad_id = desk.copy()
    desk.app.ads.type(ad_id, "google_path", 0, "mugs")
    desk.app.ads.type(ad_id, "google_path", 1, "a-path-that-is-too-long")
    view = desk.app.ads.watch(ad_id)
    assert texts(view, "google_path") == ["mugs", "a-path-that-is-too-long"]
    assert [slot.problem for slot in view.parts[2].slots] == ["", "8 over the limit of 15"]
    desk.app.ads.type(ad_id, "google_path", 1, " ")
    assert texts(desk.app.ads.watch(ad_id), "google_path") == ["mugs", ""]


def test_many_who_look_at_once_start_one_run(desk: Desk) -> None:
    desk.script.script = lambda _prompt, _seed: "Charges Overnight"
    ad_id = desk.build("email")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: desk.app.ads.watch(ad_id), range(64)))
    view = desk.settled(ad_id)
    desk.script.script = says
    assert len(view.ad.run_ids) == len(set(view.ad.run_ids)) <= 3
    runs = [run.id for run in desk.app.generation.recent(desk.campaign.id, limit=500)]
    assert all(runs.count(run_id) == 1 for run_id in view.ad.run_ids)
    assert view.gaps > 0


def test_a_mail_promises_nothing_in_its_subject_that_its_body_does_not_tell(desk: Desk) -> None:
    view = desk.settled(desk.build("email"))
    subject, preheader, body = (part.slots[0].text for part in view.parts)
    assert body
    assert subject
    assert preheader
    assert "60 C" not in f"{subject} {preheader}"
    assert "15%" not in f"{subject} {preheader}"
    assert not are_alike(subject, preheader)


def test_an_ad_that_is_put_away_leaves_its_texts(desk: Desk) -> None:
    ad_id = desk.copy()
    view = desk.settled(ad_id)
    desk.app.ads.delete(ad_id)
    with pytest.raises(NotFound):
        desk.app.ads.watch(ad_id)
    assert desk.app.generation.watch(view.ad.run_ids[0]).cells[0].variants


def test_an_ad_needs_a_kind_and_a_persona_that_there_are(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="no kind of ad"):
        desk.build("billboard")
    with pytest.raises(NotFound):
        desk.app.ads.build(
            campaign_id=desk.campaign.id, persona_id="0" * 32, kind="email", model="scripted", profile_id=None
        )


def test_a_run_that_ends_while_it_is_looked_at_is_settled_by_that_look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the ad looks written, and its texts come into places that people have emptied since."""
    watch = desk.app.generation.watch

    def until_it_is_over(run_id: str) -> RunView:
        while not watch(run_id).run.status.is_over:
            time.sleep(0.01)
        return watch(run_id)

    ad_id = desk.build("email")
    monkeypatch.setattr(desk.app.generation, "watch", until_it_is_over)
    views = [desk.app.ads.watch(ad_id) for _ in ROUNDS]
    assert any(not view.is_busy for view in views)
    assert all(view.ad.settled == len(view.ad.run_ids) for view in views if not view.is_busy)


def test_a_rejected_text_waits_for_a_click(desk: Desk) -> None:
    app = desk.app
    ada = app.profiles.create("Bea")
    ad_id = desk.build("email")
    view = desk.settled(ad_id)
    runs = len(view.ad.run_ids)
    assert runs < len(ROUNDS)
    app.review.decide(
        submit_key=f"w{ad_id}",
        variant_id=variant_at(view, 0),
        profile_id=ada.id,
        verdict=Verdict.REJECTED,
        reason="flat",
    )
    view = desk.settled(ad_id)
    assert view.gaps >= 1
    assert len(view.ad.run_ids) == runs


def test_an_ad_of_a_brand_that_became_local_only_stays_as_it_is(desk: Desk) -> None:
    app = desk.app
    app.connections.save(Connection(id=new_id(), name="gpu", address="http://127.0.0.1:8000/v1"))
    ad_id = desk.copy()
    with app.database.work() as work:
        work.ads.update(replace(work.ads.get(ad_id), model="gpu/gpt-x"))
        work.commit()
    before = texts(desk.settled(ad_id))
    brand = app.brands.get(desk.campaign.brand_id)
    app.brands.save(replace(brand, local_only=True))
    try:
        for click in (app.ads.anew, app.ads.fill):
            with pytest.raises(InvalidInput, match="leaves this machine"):
                click(ad_id)
        app.ads.take_out(ad_id, HEADLINE, 3)
        assert texts(desk.settled(ad_id)) == [*before[:3], "", *before[4:]]
    finally:
        app.brands.save(brand)
