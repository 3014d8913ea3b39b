from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from core.channels.catalogue import Catalogue, Channel, load_catalogue
from core.channels.counting import RULES
from core.errors import InvalidInput

CHANNELS = load_catalogue()

TABLE = """
[banner]
label = "Banner"
group = "Shop"
limit = 20
hard = true
counting = "{counting}"
lines = "{lines}"
tokens = 16
brand = false
cta = true
sentences = false
source = "A test"
checked = 2026-11-24
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "channels.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("channel", "limit", "hard", "counting"),
    [
        ("google_headline", 30, True, "width"),
        ("google_description", 90, True, "width"),
        ("meta_primary", 125, False, "characters"),
        ("meta_headline", 40, False, "characters"),
        ("linkedin_intro", 150, False, "characters"),
        ("x_post", 280, True, "x"),
        ("instagram_caption", 2200, True, "characters"),
        ("email_subject", 50, False, "characters"),
        ("email_preheader", 90, False, "characters"),
        ("email_body", None, False, "characters"),
        ("sms", 160, True, "sms"),
        ("push", 120, False, "characters"),
        ("product_description", 400, False, "characters"),
    ],
)
def test_a_channel_has_the_limit_of_its_platform(channel: str, limit: int | None, hard: bool, counting: str) -> None:
    found = CHANNELS.get(channel)
    assert (found.id, found.limit, found.hard, found.counting) == (channel, limit, hard, counting)


@pytest.mark.parametrize(
    ("channel", "length"),
    [("google_headline", 8), ("meta_primary", 6), ("x_post", 8), ("sms", 14)],
)
def test_a_channel_counts_by_its_own_rule(channel: str, length: int) -> None:
    assert CHANNELS.get(channel).length("咖啡 mug") == length


@pytest.mark.parametrize("channel", CHANNELS.all(), ids=lambda channel: channel.id)
def test_every_channel_is_fit_to_be_used(channel: Channel) -> None:
    assert channel.counting in RULES
    assert channel.label
    assert channel.group
    assert channel.source
    assert channel.tokens > 0
    assert not channel.hard or channel.limit is not None
    if channel.visible is not None:
        assert channel.limit is not None
        assert 0 < channel.visible <= channel.limit


def test_channels_of_a_group_stand_together_in_the_order_of_the_file() -> None:
    groups = [channel.group for channel in CHANNELS.all()]
    assert list(dict.fromkeys(groups)) == [
        "Google Ads",
        "Meta",
        "LinkedIn",
        "X",
        "Instagram",
        "Email",
        "SMS and push",
        "Shop",
        "Web",
    ]
    changes = sum(one != other for one, other in pairwise(groups))
    assert changes == len(set(groups)) - 1


def test_the_label_tells_channels_apart() -> None:
    labels = [channel.label for channel in CHANNELS.all()]
    assert len(labels) == len(set(labels))


def test_an_unknown_channel_is_named_with_those_that_are_known() -> None:
    with pytest.raises(InvalidInput) as caught:
        CHANNELS.get("fax")
    assert caught.value.field == "channels"
    assert "“fax”" in caught.value.what
    assert "google_headline, google_description" in caught.value.mend


def test_a_catalogue_of_its_own_is_read_from_its_file(tmp_path: Path) -> None:
    catalogue = load_catalogue(written(tmp_path, TABLE.format(counting="graphemes", lines="one")))
    (banner,) = catalogue.all()
    assert (banner.id, banner.limit, banner.visible, banner.cta) == ("banner", 20, None, True)
    assert banner.length("👩\u200d👩\u200d👧") == 1


@pytest.mark.parametrize(("counting", "lines"), [("bytes", "one"), ("width", "two"), ("", "many")])
def test_an_unknown_rule_is_an_error_as_the_file_is_read(tmp_path: Path, counting: str, lines: str) -> None:
    with pytest.raises(InvalidInput, match=r"channels\.toml: “banner” names an unknown rule"):
        load_catalogue(written(tmp_path, TABLE.format(counting=counting, lines=lines)))


def test_an_empty_catalogue_knows_nothing() -> None:
    assert Catalogue(()).all() == ()
    with pytest.raises(InvalidInput):
        Catalogue(()).get("x_post")
