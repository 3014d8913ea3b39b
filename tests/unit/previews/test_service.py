from __future__ import annotations

from core.domain import BriefPersona, Decision, Draft, Verdict
from core.previews.service import PreviewService
from db.database import Database
from tests.support.building import NOON, a_profile, a_rating, new_id
from tests.support.previewing import LINK, store_texts

TEXTS = {"x_post": ["first", "second", "third", "fourth"], "sms": ["alone"]}


def a_decision(draft: Draft, profile_id: str, verdict: Verdict) -> Decision:
    return Decision(
        id=new_id(),
        submit_key=new_id(),
        variant_id=draft.id,
        profile_id=profile_id,
        verdict=verdict,
        reason="",
        created_at=NOON,
    )


def test_approved_first_then_the_best_and_never_a_rejected_one(database: Database) -> None:
    campaign = store_texts(database, TEXTS)
    ada = a_profile()
    with database.work() as work:
        work.profiles.add(ada)
        (run,) = work.runs.list()
        first, second, third, fourth = work.drafts.list(run.id, 0)
        work.decisions.add(a_decision(first, ada.id, Verdict.REJECTED))
        work.decisions.add(a_decision(fourth, ada.id, Verdict.APPROVED))
        work.ratings.add(a_rating(third, ada, stars=5))
        work.ratings.add(a_rating(second, ada, stars=2))
        work.commit()
    (told,) = PreviewService(database).texts(campaign.id)
    assert told.texts == {"x_post": ("fourth", "third", "second"), "sms": ("alone",)}
    assert (told.persona, told.brand, told.link) == ("The teacher", "Brightmug", LINK)


def test_each_persona_is_told_its_own(database: Database) -> None:
    campaign = store_texts(database, {"x_post": ["same", "same"]})
    other = store_texts(database, {"sms": ["other"]}, persona=BriefPersona(name="Bo", description=""), name="Summer")
    service = PreviewService(database)
    assert service.campaigns() == {campaign.id: "Spring", other.id: "Summer"}
    assert [told.texts for told in service.texts(campaign.id)] == [{"x_post": ("same",)}]
    assert [told.persona for told in service.texts(other.id)] == ["Bo"]


def test_nothing_written_is_nothing_told(database: Database) -> None:
    service = PreviewService(database)
    assert dict(service.campaigns()) == {}
    assert service.texts(new_id()) == ()


def test_a_campaign_that_has_gone_is_left_out(database: Database) -> None:
    campaign = store_texts(database, {"sms": ["alone"]})
    with database.work() as work:
        work.campaigns.delete(campaign.id)
        work.commit()
    assert dict(PreviewService(database).campaigns()) == {}
