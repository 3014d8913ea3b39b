"""X: twitter-text's conformance vectors for configuration v3. SMS: 3GPP TS 23.038. Graphemes: UAX #29."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from core.channels.catalogue import Channel, load_catalogue
from core.channels.counting import (
    EMOJI,
    RULES,
    X_URL_WEIGHT,
    characters,
    graphemes,
    sms_septets,
    utf8_bytes,
    width,
    x_weighted,
    xiaohongshu,
)
from core.channels.links import without_links
from core.checks.case import Case
from core.checks.fits import fits
from tests.support.building import a_brief

ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
GSM_EXTENDED = "^{}\\[~]|€\f"
KEYCAP = "1\u20e3"

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
plain_words = st.text(alphabet="abc XYZ é.", max_size=30)


def modestly(examples: int = 60) -> settings:
    return settings(derandomize=True, deadline=None, max_examples=examples)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Hi http://test.co", 26),
        ("http://test.co", 23),
        ("285 chars-" + "xxxxxxxxxx-" * 25, 285),
        ("https://www.twitter.com/aloha " * 10, 240),
        ("A\u0301B", 2),
        ("282 chars-" + "xxxxxxxxxx-" * 24 + "xxxxxA\u0301x", 281),
        (f"H🐱☺{FAMILY}", 7),
        ("😷👾😡🔥💩", 10),
        ("😷" * 160, 320),
        ("🙋🏽👨\u200d🎤", 4),
        (f"Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; {ENGLAND}", 34),
        ("Unicode 9.0 emoji: 🤠; 💃; 💃🏾", 29),
        (KEYCAP, 2),
    ],
)
def test_x_counts_as_twitter_text_publishes(text: str, length: int) -> None:
    assert x_weighted(text) == length


@pytest.mark.parametrize(
    ("signs", "weight"),
    [
        ("\u0000", 1),
        ("\u10ff", 1),
        ("\u1100", 2),
        ("\u1fff", 2),
        ("\u2000", 1),
        ("\u200d", 1),
        ("\u200e", 2),
        ("\u200f", 2),
        ("\u2010", 1),
        ("\u201f", 1),
        ("\u2020", 2),
        ("\u2031", 2),
        ("\u2032", 1),
        ("\u2037", 1),
        ("\u2038", 2),
    ],
)
def test_x_weighs_the_ends_of_each_range_as_configuration_v3_does(signs: str, weight: int) -> None:
    assert x_weighted(signs) == weight


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Warm yours up", 13),
        ("Größe ñ Ж ع", 11),
        ("‘Warm’ — “yours”", 16),
        ("故人西辞黄鹤楼，", 16),
        ("the故人", 7),
        ("저찀쯿쿿", 8),
        ("15% off…", 9),
        ("€5", 3),
        ("Brightmug©", 10),
        ("©\ufe0f", 2),
        ("🇬🇧🇫🇷", 4),
        ("❤\ufe0f", 2),
    ],
)
def test_x_counts_latin_one_cjk_two_and_an_emoji_sequence_two(text: str, length: int) -> None:
    assert x_weighted(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("http://a.io", 23),
        ("HTTPS://WWW.ExaMPLE.COM/INDEX.HTML", 23),
        ("https://example.com/path?search=foo&lang=en", 23),
        ("https://example.com/Русские_слова", 23),
        ("See https://example.com.", 28),
        ("(https://example.com)", 25),
        ("Is it https://example.com?", 30),
        ("https://example.com看", 25),
        ("看https://example.com/warm。", 27),
    ],
)
def test_x_counts_a_url_23_and_what_stands_around_it_by_itself(text: str, length: int) -> None:
    assert x_weighted(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("This is a test.", 15),
        ("http://test.com", 23),
        ("https://test.com", 23),
        ("test.com", 23),
        ("Test https://test.com test https://test.com test.com test", 86),
        ("example.com", 23),
        ("www.example.com", 23),
        ("t.co", 23),
        ("foo.co.jp", 23),
        ("example.com/path/to/resource?search=foo&lang=en", 23),
        ("https://example.com/path/to/resource?search=foo&lang=en", 23),
        ("http://twitter.com/#!/twitter", 23),
        ("HTTPS://www.ExaMPLE.COM/index.html", 23),
        ("http://sports.yahoo.com/nfl/news;_ylt=Aom0;ylu=XyZ?slug=ap-superbowlnotebook", 23),
        ("http://example.com?foo=$bar.;baz?BAZ&c=d-#top/?stories+", 23),
        ("https://www.youtube.com/playlist?list=PL0ZPu8XSRTB7wZzn0mLHMvyzVFeRxbWn-", 23),
        ("の" * 140, 280),
        ("\U0001f431" * 140, 280),
    ],
)
def test_x_counts_the_links_and_lengths_of_the_conformance_cases(text: str, length: int) -> None:
    """Where the cases count unweighted, as of wide characters, the weights of configuration v3 are put in."""
    assert x_weighted(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Warm yours up at brightmug.com.", 41),
        ("warm.de", 7),
        ("warm.de/mugs", 23),
        ("shop.warm.de", 23),
        ("warm.tv", 23),
        ("look.hereby", 11),
        ("Warm.Yours up", 13),
        ("It weighs 2.5 kg, e.g. less", 27),
        ("help@brightmug.com", 18),
        ("#brightmug.com", 14),
        ("brightmug.com.nowhere", 31),
        ("看brightmug.com", 25),
        ("brightmug.com:8080/a", 23),
    ],
)
def test_x_counts_a_bare_domain_as_a_link_and_nothing_else_with_a_dot(text: str, length: int) -> None:
    assert x_weighted(text) == length


GSM_7 = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The default alphabet of 3GPP TS 23.038, without the escape to its extension."""


def test_the_default_alphabet_is_whole() -> None:
    assert len(set(GSM_7)) == len(GSM_7) == 127


@pytest.mark.parametrize("sign", list(GSM_7))
def test_every_sign_of_the_default_alphabet_is_one_septet(sign: str) -> None:
    assert sms_septets(f"a{sign}") == 2
    assert sms_septets(sign * 160) == 160


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("a", 1),
        ("ab", 1),
        ("abc", 2),
        ("咖", 1),
        ("咖a", 2),
        ("咖ab", 2),
        ("🙂", 2),
        ("é", 1),
        ("咖" * 20, 20),
    ],
)
def test_xiaohongshu_takes_two_ascii_characters_for_one_place(text: str, length: int) -> None:
    assert xiaohongshu(text) == length


@pytest.mark.parametrize(("text", "length"), [("", 0), ("mug", 3), ("é", 2), ("咖", 3), ("🙂", 4), (KEYCAP, 4)])
def test_bytes_are_those_of_utf_8(text: str, length: int) -> None:
    assert utf8_bytes(text) == length


@pytest.mark.parametrize(
    ("text", "septets"),
    [
        ("", 0),
        ("Warm yours up", 13),
        ("@£$¥èéùìòÇØøÅå", 14),
        ("ΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà", 27),
        ("one\ntwo", 7),
        ("10€", 4),
        ("{a}", 5),
        (GSM_EXTENDED, 20),
        ("a" * 160, 160),
        ("a" * 161, 161),
        ("a" * 158 + "€", 160),
        ("a" * 159 + "€", 161),
    ],
)
def test_gsm_7_counts_septets_and_its_extension_twice(text: str, septets: int) -> None:
    assert sms_septets(text) == septets


@pytest.mark.parametrize("sign", list(GSM_EXTENDED))
def test_every_sign_of_the_extension_table_is_two_septets(sign: str) -> None:
    assert sms_septets(f"a{sign}") == 3


@pytest.mark.parametrize("sign", ["’", "“", "—", "…", "ç", "`", "\u00a0", "ł", "咖", "☕"])
def test_a_sign_outside_gsm_7_makes_the_whole_text_ucs_2(sign: str) -> None:
    assert sms_septets("a" * 69 + sign) == 160
    assert sms_septets("a" * 70 + sign) > 160


@pytest.mark.parametrize(("emoji", "units"), [("☕", 1), ("🙂", 2), ("🇬🇧", 4), (FAMILY, 11)])
def test_ucs_2_counts_utf_16_units(emoji: str, units: int) -> None:
    assert sms_septets(emoji + "a" * (70 - units)) == 160
    assert sms_septets(emoji + "a" * (71 - units)) > 160


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Warm yours up", 13),
        ("Größe", 5),
        ("e\u0301", 1),
        ("咖啡 mug", 8),
        ("コーヒー", 8),
        ("ｺｰﾋｰ", 4),
        ("커피", 4),
        ("Ａ１", 4),
        ("“mug”…", 6),
        ("£5 €5", 5),
        ("a\tb", 2),
    ],
)
def test_width_counts_wide_signs_twice_and_combining_signs_not_at_all(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "clusters", "points"),
    [
        ("", 0, 0),
        ("mug", 3, 3),
        ("e\u0301", 1, 2),
        ("\r\n", 1, 2),
        ("नि", 1, 2),
        ("\u1100\u1161\u11a8", 1, 3),
        ("🇬🇧🇫🇷", 2, 4),
        ("🙋🏽", 1, 2),
        (FAMILY, 1, 7),
        (KEYCAP, 1, 2),
        (ENGLAND, 1, 7),
    ],
)
def test_a_grapheme_is_what_a_person_sees_and_a_character_a_code_point(text: str, clusters: int, points: int) -> None:
    assert (graphemes(text), characters(text)) == (clusters, points)


def test_the_rules_are_known_by_the_names_that_the_catalogue_uses() -> None:
    text = "咖e\u0301€"
    assert {name: rule(text) for name, rule in RULES.items()} == {
        "characters": 4,
        "graphemes": 3,
        "width": 4,
        "x": 5,
        "sms": 10,
        "bytes": 9,
        "xiaohongshu": 4,
    }


@modestly()
@given(texts)
def test_x_does_not_care_how_a_text_is_normalised(text: str) -> None:
    assert x_weighted(unicodedata.normalize("NFD", text)) == x_weighted(unicodedata.normalize("NFC", text))


@modestly()
@given(plain_words, st.sampled_from(["a", "warm/yours/up", "x" * 200, "q?a=1&b=2", "end-"]), plain_words)
def test_a_url_weighs_the_same_whatever_its_path(before: str, path: str, after: str) -> None:
    url = f"https://example.com/{path}"
    assert x_weighted(f"{before} {url} {after}") == x_weighted(f"{before}  {after}") + X_URL_WEIGHT


@modestly()
@given(texts)
def test_a_message_is_single_exactly_when_its_units_fit(text: str) -> None:
    units = len(text.encode("utf-16-le")) // 2
    text_in_ucs_2 = f"{text}咖"
    assert (sms_septets(text_in_ucs_2) <= 160) is (units + 1 <= 70)


@modestly()
@given(texts)
def test_no_rule_counts_below_nothing_and_graphemes_never_exceed_characters(text: str) -> None:
    assert all(rule(text) >= 0 for rule in RULES.values())
    assert graphemes(text) <= characters(text)
    assert graphemes(text) > 0 or not text


ADDITIVE = ("characters", "bytes", "xiaohongshu")
SIMPLE = "abc XYZ09é咖ー"
"""Nothing that joins what stands before it."""


@modestly(200)
@given(texts, texts)
def test_adding_a_character_never_shortens_where_characters_are_counted_one_by_one(text: str, more: str) -> None:
    for name in ADDITIVE:
        assert RULES[name](text + more) >= RULES[name](text)


@modestly(200)
@given(texts, st.characters(exclude_categories=["Cs"]))
def test_adding_a_character_never_shortens_a_message(text: str, sign: str) -> None:
    assert sms_septets(text + sign) >= sms_septets(text)


JOINING = "a1#é咖가\u0301\u200d\ufe0f\ufe0e\u20e3🇬🇧👩🏽☺⌚©❤\u0903\u094d\u0915\u00ad\t\n\u1100\u1161"
"""Much that joins what stands before it, which texts drawn from all of Unicode hardly ever hold."""
joining = st.text(alphabet=JOINING, max_size=8)
LOOKS_LIKE_TEXT = "\ufe0e"


@modestly(400)
@given(joining | texts, st.sampled_from(JOINING) | st.characters(exclude_categories=["Cs"]))
def test_adding_a_character_never_shortens_what_people_count(text: str, sign: str) -> None:
    assert graphemes(text + sign) >= graphemes(text)


@modestly(400)
@given(joining | texts, st.sampled_from(JOINING) | st.characters(exclude_categories=["Cs"]))
def test_adding_a_character_never_narrows_but_by_the_selector_that_turns_an_emoji_into_text(
    text: str, sign: str
) -> None:
    assert width(text + sign) >= width(text) or sign == LOOKS_LIKE_TEXT


@modestly(400)
@given(joining, st.sampled_from(JOINING))
def test_adding_a_character_lightens_a_post_only_by_joining_into_an_emoji(text: str, sign: str) -> None:
    *_, last = regex.findall(r"\X", unicodedata.normalize("NFC", text + sign))
    assert x_weighted(text + sign) >= x_weighted(text) or (len(last) > 1 and EMOJI.search(last))


@pytest.mark.parametrize(
    ("rule", "text", "sign", "before", "after"),
    [
        ("width", "⌚", "\ufe0e", 2, 1),
        ("x", "1\ufe0f", "\u20e3", 3, 2),
        ("x", "a-very-long-domain-of-a-shop.co", "m", 23, 23),
        ("x", "a-very-long-domain-of-a-shop.c", "o", 30, 23),
        ("x", "w.tv", "x", 23, 5),
        ("x", "A", "\u0301", 1, 1),
    ],
)
def test_what_joins_may_shorten(rule: str, text: str, sign: str, before: int, after: int) -> None:
    """A link is 23 from the character on that makes it one, and no longer from the one that unmakes it."""
    assert (RULES[rule](text), RULES[rule](text + sign)) == (before, after)


@modestly()
@given(texts, st.sampled_from("\t\n\r\x00\x1b\x9b"), texts)
def test_a_control_character_has_no_width_and_takes_none_away(before: str, control: str, after: str) -> None:
    assert width(f"{before}{control}{after}") == width(before) + width(after)


@modestly(200)
@given(st.text(alphabet=SIMPLE, max_size=40), st.sampled_from(SIMPLE))
def test_adding_a_character_that_joins_nothing_never_shortens_by_any_rule(text: str, sign: str) -> None:
    for rule in RULES.values():
        assert rule(text + sign) >= rule(text)


@modestly(200)
@given(texts, st.integers(1, 60), st.sampled_from(load_catalogue().all()))
def test_a_text_that_is_said_to_fit_never_exceeds_its_limit(text: str, times: int, channel: Channel) -> None:
    """Said by the check, held against the rule written out anew."""
    case = Case(text=text * times, channel=channel, brief=a_brief(channel=channel.id))
    if fits(case).ok and channel.limit is not None:
        assert COUNTED_ANEW[channel.counting](text * times) <= channel.limit


def test_some_channel_counts_by_each_rule() -> None:
    """So the property above is put to all of them."""
    assert {channel.counting for channel in load_catalogue().all() if channel.limit} == set(RULES) == set(COUNTED_ANEW)


COUNTED_ANEW = {
    "characters": lambda text: sum(1 for _ in text),
    "graphemes": lambda text: sum(1 for _ in regex.finditer(r"\X", text)),
    "width": lambda text: sum(1 for sign in text if unicodedata.category(sign)[0] not in "MC"),
    "x": lambda text: len(regex.findall(r"\X", without_links(unicodedata.normalize("NFC", text))[0])),
    "sms": len,
    "bytes": lambda text: len(text.encode()),
    "xiaohongshu": lambda text: len(text) / 2,
}
"""Exact where a rule is simple, else the least that it can come to."""
