from __future__ import annotations

from dataclasses import replace

import pytest

from core.channels.catalogue import Channel, load_catalogue
from core.errors import InvalidInput
from core.previews.combination import combination
from core.previews.placing import notes, placed
from core.previews.surfaces import SURFACES, Device, Surface, surface_by_id, surface_of, surfaces_for
from pages.components.previews import FRAMES
from tests.support.previewing import TEXTS

CATALOGUE = load_catalogue()


@pytest.mark.parametrize("channel", CATALOGUE.all(), ids=lambda channel: channel.id)
def test_every_channel_has_a_surface(channel: Channel) -> None:
    assert channel.id in surface_of(channel).channels


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.id)
def test_every_surface_is_made_of_known_channels_and_has_a_frame(surface: Surface) -> None:
    assert surface.kind in FRAMES
    assert surface.devices
    for part in surface.parts:
        assert CATALOGUE.get(part.channel)
        assert 1 <= part.least <= part.most
        assert set(part.cuts) <= set(Device)
    roles = [part.role for part in surface.parts]
    assert len(set(roles)) == len(roles)
    assert surface_by_id(surface.id) is surface


def test_the_browser_test_has_a_text_for_each_surface() -> None:
    assert surfaces_for([CATALOGUE.get(channel) for channel in TEXTS]) == SURFACES


def test_ids_and_labels_are_each_given_once() -> None:
    assert len({surface.id for surface in SURFACES}) == len({surface.label for surface in SURFACES}) == len(SURFACES)


def test_the_surfaces_of_what_was_written_are_those_it_is_judged_on() -> None:
    written = [CATALOGUE.get("email_subject"), CATALOGUE.get("sms")]
    assert [surface.id for surface in surfaces_for(written)] == ["inbox", "sms"]
    assert surfaces_for([]) == ()


def test_a_channel_of_the_teams_own_is_seen_as_the_one_that_it_is_like() -> None:
    banner = replace(CATALOGUE.get("sms"), id="banner", label="Shop banner", like=CATALOGUE.get("push"))
    (surface,) = surfaces_for([banner])
    assert (surface.id, surface.label, surface.kind, surface.channels) == (
        "banner",
        "Shop banner",
        "lock_screen",
        ("banner",),
    )


def test_a_channel_that_is_gone_is_seen_as_plain_words() -> None:
    assert surface_of(CATALOGUE.recall("fax")).kind == "post"


def test_what_is_unknown_is_said() -> None:
    with pytest.raises(InvalidInput, match="There is no surface"):
        surface_by_id("fax")


def shown(surface_id: str, device: Device) -> dict[str, list[str]]:
    surface = surface_by_id(surface_id)
    places = placed(combination(TEXTS, surface, seed=0), surface, device, CATALOGUE)
    return {one.part.role: [text.shown for text in one.texts] for one in places}


def test_a_feed_cuts_at_125_and_an_inbox_by_its_device() -> None:
    assert shown("meta_feed", Device.PHONE)["text"] == [TEXTS["meta_primary"][0][:125].rstrip()]
    assert shown("inbox", Device.DESK)["title"] == [TEXTS["email_subject"][0][:50].rstrip()]
    assert shown("inbox", Device.PHONE)["title"] == [TEXTS["email_subject"][0][:33].rstrip()]


def test_a_post_shows_its_link_as_x_does() -> None:
    assert shown("x", Device.PHONE)["text"][0].endswith("at 60 C: brightmug.com/warm/a-long-pa…")


def test_headlines_stand_in_a_line_that_a_desktop_cuts_and_a_phone_wraps() -> None:
    texts = {
        "google_headline": ["Coffee That Stays At 60 C Now", "A Mug For Very Long Mornings", "Warm Until The Bell"]
    }
    surface = surface_by_id("search")
    three = next(seed for seed in range(50) if len(combination(texts, surface, seed=seed)["google_headline"]) == 3)
    chosen = combination(texts, surface, seed=three)
    (desk,) = placed(chosen, surface, Device.DESK, CATALOGUE)[0].texts
    (phone,) = placed(chosen, surface, Device.PHONE, CATALOGUE)[0].texts
    assert phone.shown == phone.text == " | ".join(chosen["google_headline"])
    assert desk.shown == phone.text[:70].rstrip()


def test_notes_say_what_is_not_seen_and_how_an_sms_travels() -> None:
    surface = surface_by_id("inbox")
    places = placed(combination(TEXTS, surface, seed=0), surface, Device.PHONE, CATALOGUE)
    assert notes(places) == (
        "Email subject: the first 33 of 51 are seen.",
        "Email preheader: the first 40 of 84 are seen.",
    )
    surface = surface_by_id("sms")
    places = placed(combination({"sms": ["a" * 161]}, surface, seed=0), surface, Device.PHONE, CATALOGUE)
    assert notes(places) == ("2 segments · GSM-7 · 161 of 306 septets",)
