from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.channels.catalogue import Catalogue, load_catalogue
from core.domain import OwnChannel
from core.errors import InvalidInput, NotFound
from core.library.campaigns import CampaignService
from core.library.channels import ChannelService
from db.database import Database
from tests.support.building import a_brand, a_campaign

BANNER: dict[str, Any] = {
    "label": "Shop banner",
    "limit": 60,
    "hard": True,
    "counting": "graphemes",
    "like": "meta_headline",
    "source": "Our shop's template",
}


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue(load_catalogue().all())


@pytest.fixture
def service(database: Database, catalogue: Catalogue) -> ChannelService:
    return ChannelService(database, catalogue)


def stored(service: ChannelService) -> dict[str, dict[str, Any]]:
    return {one.id: one.fields for one in service.own()}


def put(database: Database, channel_id: str, fields: dict[str, Any]) -> None:
    """As an earlier release might have."""
    with database.work() as work:
        work.own_channels.add(OwnChannel(id=channel_id, fields=fields))
        work.commit()


def test_a_new_channel_is_in_the_catalogue_at_once_and_after_a_restart(
    database: Database, service: ChannelService, catalogue: Catalogue
) -> None:
    today = date.today()
    saved = service.save("shop_banner", BANNER, is_new=True)
    assert catalogue.get("shop_banner") == saved
    assert (saved.limit, saved.taught_as.id) == (60, "meta_headline")
    assert today <= saved.checked <= date.today()
    assert not service.is_changed("shop_banner")
    again = Catalogue(load_catalogue().all())
    ChannelService(database, again).load()
    assert again.get("shop_banner") == saved


def test_a_channel_of_ones_own_can_be_changed(service: ChannelService, catalogue: Catalogue) -> None:
    service.save("shop_banner", BANNER, is_new=True)
    service.save("shop_banner", {**BANNER, "limit": None, "hard": False, "tokens": 20})
    assert (catalogue.get("shop_banner").limit, catalogue.get("shop_banner").tokens) == (None, 20)
    assert len(service.own()) == 1


def test_a_changed_field_stores_only_what_differs(service: ChannelService, catalogue: Catalogue) -> None:
    in_file = load_catalogue().get("google_headline")
    whole = {"label": in_file.label, "limit": 25, "hard": True, "policy": list(in_file.policy), "tokens": None}
    service.save("google_headline", {**whole, "checked": "2026-11-25"})
    assert stored(service) == {"google_headline": {"limit": 25, "checked": "2026-11-25"}}
    assert service.is_changed("google_headline")
    assert not service.is_changed("google_description")
    assert catalogue.get("google_headline") == replace(
        in_file, limit=25, checked=date(2026, 11, 25), like=catalogue.of_file("google_headline")
    )


def test_a_limit_can_be_lifted(service: ChannelService, catalogue: Catalogue) -> None:
    service.save("meta_primary", {"limit": None, "visible": None})
    fields = stored(service)["meta_primary"]
    assert (fields["limit"], fields["visible"]) == (None, None)
    assert (catalogue.get("meta_primary").limit, catalogue.get("meta_primary").longest) == (None, 2_200)


def test_a_change_of_nothing_is_no_change(service: ChannelService) -> None:
    service.save("google_headline", {"limit": 25})
    service.save("google_headline", {"limit": 30})
    assert stored(service) == {}


def test_a_change_taken_back_is_what_the_file_says(service: ChannelService, catalogue: Catalogue) -> None:
    service.save("google_headline", {"limit": 25})
    service.reset("google_headline")
    assert catalogue.get("google_headline") is load_catalogue().get("google_headline")
    service.reset("google_headline")
    assert stored(service) == {}


def test_a_channel_of_ones_own_stays_while_campaigns_use_it(
    database: Database, service: ChannelService, catalogue: Catalogue
) -> None:
    service.save("shop_banner", BANNER, is_new=True)
    campaigns, brand = CampaignService(database, catalogue), a_brand()
    with database.work() as work:
        work.brands.add(brand)
        work.commit()
    kept = [campaigns.create(brand_id=brand.id, name=name, channels=("shop_banner",)) for name in ("Spring", "Winter")]
    campaigns.archive(kept[1].id)
    with pytest.raises(InvalidInput, match="“Shop banner” is used by “Spring” and “Winter”") as caught:
        service.reset("shop_banner")
    assert caught.value.field == "id"
    assert catalogue.get("shop_banner").limit == 60
    for campaign in kept:
        campaigns.save(replace(campaign, channels=("sms",)))
    service.reset("shop_banner")
    with pytest.raises(InvalidInput):
        catalogue.get("shop_banner")
    assert catalogue.recall("shop_banner").label == "shop_banner"


def test_what_is_not_there_cannot_be_taken_away(service: ChannelService) -> None:
    with pytest.raises(NotFound):
        service.reset("shop_banner")


@pytest.mark.parametrize(
    ("channel_id", "fields", "field"),
    [
        ("shop_banner", {**BANNER, "counting": "ells"}, "counting"),
        ("Shop banner", BANNER, "id"),
        ("sms", {**BANNER, "like": None}, "id"),
        ("shop_banner", {**BANNER, "label": "google HEADLINE"}, "label"),
    ],
)
def test_nothing_is_stored_of_what_is_refused(
    service: ChannelService, catalogue: Catalogue, channel_id: str, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        service.save(channel_id, fields, is_new=True)
    assert caught.value.field == field
    assert stored(service) == {}
    assert catalogue.all() == load_catalogue().all()


def test_what_a_later_release_cannot_read_is_left_out_and_named(
    database: Database, service: ChannelService, catalogue: Catalogue
) -> None:
    put(database, "old", {**BANNER, "counting": "ells"})
    put(database, "google_headline", {"limit": "25"})
    put(database, "shop_banner", BANNER | {"label": "Kept", "checked": "2026-11-20"})
    service.load()
    assert {one.id for one in service.left_out()} == {"old", "google_headline"}
    assert any("“ells”" in one.why for one in service.left_out())
    assert catalogue.get("shop_banner").label == "Kept"
    assert catalogue.get("google_headline") is load_catalogue().get("google_headline")
    service.save("old", {**BANNER, "label": "Old"}, is_new=True)
    service.reset("google_headline")
    assert service.left_out() == ()
    assert catalogue.get("old").label == "Old"


def test_all_who_share_the_catalogue_see_the_last_of_many_changes(
    service: ChannelService, catalogue: Catalogue
) -> None:
    def save(number: int) -> None:
        service.save(f"banner_{number}", {**BANNER, "label": f"Banner {number}"}, is_new=True)
        catalogue.get(f"banner_{number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(12)))
    own = {channel.id for channel in catalogue.all()} - {channel.id for channel in load_catalogue().all()}
    assert own == {one.id for one in service.own()} == {f"banner_{number}" for number in range(12)}


def test_a_campaign_can_be_for_a_channel_of_ones_own(
    database: Database, service: ChannelService, catalogue: Catalogue
) -> None:
    service.save("shop_banner", BANNER, is_new=True)
    brand = a_brand()
    with database.work() as work:
        work.brands.add(brand)
        work.commit()
    campaign = a_campaign(brand, channels=("shop_banner",))
    assert CampaignService(database, catalogue).checked(campaign).channels == ("shop_banner",)
