from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.catalogue import load_catalogue
from core.checks import run_checks
from core.domain import Brief, CheckResult
from core.errors import ExportRefused, InvalidInput
from core.exports.mail import mail
from core.exports.messages import messages
from core.placeholders import filled, filled_brief, lines_of, parse, restored, undeclared
from tests.support.building import a_brief
from tests.unit.exports.examples import a_variant

CHANNELS = load_catalogue()
DECLARED = parse(["{first_name} = Maya", "{{ customer.city }} = Leeds", "{KeyWord:Coffee mug}"])


def a_mail(**fields: object) -> Brief:
    return a_brief(channel="email_subject", cta="Warm yours up, {first_name}", placeholders=DECLARED, **fields)


def of(text: str, brief: Brief, name: str) -> CheckResult:
    return next(check for check in run_checks(text, brief, CHANNELS.get(brief.channel)) if check.name == name)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("first_name = Maya", "is no placeholder"),
        ("{first name = Maya", "is no placeholder"),
        ("{first_name} Maya", "is no placeholder"),
        ("{first_name}", "has no sample"),
        ("{{ city }} =", "has no sample"),
        ("{a} = {b}", "cannot be used"),
        ("{a} = " + "x" * 81, "cannot be used"),
    ],
)
def test_what_is_no_placeholder_is_refused(line: str, what: str) -> None:
    with pytest.raises(InvalidInput, match=what):
        parse([line])


def test_each_has_a_token_and_a_sample_of_its_own() -> None:
    with pytest.raises(InvalidInput, match="there twice"):
        parse(["{a} = Maya", "{a} = Tom"])
    with pytest.raises(InvalidInput, match="sample of two"):
        parse(["{a} = Maya", "{b} = Maya"])
    with pytest.raises(InvalidInput, match="at most 20"):
        parse([f"{{a{number}}} = sample {number}" for number in range(21)])


def test_they_are_written_as_they_are_read() -> None:
    assert parse(lines_of(DECLARED)) == DECLARED
    assert lines_of(DECLARED)[2] == "{KeyWord:Coffee mug}"
    assert parse(["{{ a=b }} = c = d"])[0].sample == "c = d"


def test_a_brief_is_read_with_its_samples() -> None:
    brief = filled_brief(
        a_mail(offer="15% off for {first_name} in {{ customer.city }}", required=("{KeyWord:Coffee mug}",))
    )
    assert (brief.cta, brief.offer, brief.required) == (
        "Warm yours up, Maya",
        "15% off for Maya in Leeds",
        ("Coffee mug",),
    )
    assert brief.placeholders == DECLARED


def test_samples_become_tokens_again_where_the_brief_speaks_of_them() -> None:
    brief = a_mail(required=("{KeyWord:Coffee mug}",))
    said = "Maya, a coffee mug for Leeds and for Mayafield. Warm yours up, Maya"
    assert restored(said, brief) == (
        "{first_name}, a {KeyWord:Coffee mug} for Leeds and for Mayafield. Warm yours up, {first_name}"
    )
    assert restored("maya", brief) == "maya"


def test_a_token_that_a_model_wrote_itself_stays() -> None:
    text = "{first_name}, {KeyWord:Coffee mug}"
    assert restored(text, a_mail(required=("{KeyWord:Coffee mug}",))) == text


@given(st.lists(st.sampled_from(["Maya", "{first_name}", "warm", "coffee mug", "{{ customer.city }}", ",", "12"])))
def test_putting_tokens_back_changes_nothing_that_a_reader_sees(parts: list[str]) -> None:
    brief, text = a_mail(required=("{KeyWord:coffee mug}",)), " ".join(parts)
    declared = (*DECLARED[:2], *parse(["{KeyWord:coffee mug}"]))
    brief = a_brief(cta="{first_name}", required=("{KeyWord:coffee mug}",), placeholders=declared)
    again = restored(text, brief)
    assert filled(again, declared) == filled(text, declared)
    assert not undeclared(again, declared)


def test_checks_read_the_text_as_its_reader_will() -> None:
    brief = a_mail()
    assert of("Warm yours up, {first_name}", brief, "fits").reason == "19 of 50"
    assert of("Warm yours up, {first_name}", brief, "placeholder").ok
    assert not of("Warm yours up, {name}", brief, "placeholder").ok
    assert "no placeholder of the campaign" in of("Warm yours up, {name}", brief, "placeholder").reason


@pytest.mark.parametrize(
    ("channel", "token", "passes"),
    [
        ("sms", "{first_name}", True),
        ("email_body", "{{ customer.city }}", True),
        ("google_headline", "{KeyWord:Coffee mug}", True),
        ("google_headline", "{first_name}", False),
        ("sms", "{KeyWord:Coffee mug}", False),
        ("meta_primary", "{first_name}", False),
    ],
)
def test_a_placeholder_stands_only_where_it_is_filled_in(channel: str, token: str, passes: bool) -> None:
    brief = a_brief(channel=channel, placeholders=DECLARED)
    result = of(f"Brightmug for {token}.", brief, "placeholder")
    assert result.ok is passes
    assert passes or f"does not fill in {token}" in result.reason


def test_a_long_token_with_a_short_sample_fits_and_the_other_way_round() -> None:
    brief = a_brief(channel="google_headline", placeholders=parse(["{KeyWord:Warm Mugs}"]))
    assert of("{KeyWord:Warm Mugs} For Teachers", brief, "fits").reason == "22 of 30"
    long = a_brief(channel="email_subject", placeholders=parse(["{n} = " + "Maximiliana " * 5]))
    assert not of("For you, {n}", long, "fits").ok


def test_merge_tags_leave_as_they_are_in_mail_and_messages() -> None:
    brief = a_mail()
    subject = a_variant(brief=brief, text="Warm yours up, {first_name}", campaign_id="c1")
    sms = a_variant(
        brief=a_brief(channel="sms", placeholders=DECLARED), text="Hello {{ customer.city }}.", campaign_id="c1"
    )
    assert mail([subject], {}, CHANNELS).rows[0][2] == "Warm yours up, {first_name}"
    assert messages([sms], {}, CHANNELS).rows[0][2] == "Hello {{ customer.city }}."


def test_a_tag_that_nobody_declared_does_not_leave() -> None:
    stray = a_variant(brief=a_mail(), text="Warm yours up, {nickname}", campaign_id="c1")
    with pytest.raises(ExportRefused, match=r"Row 2, column “Subject”: \{nickname\} is not declared"):
        mail([stray], {}, CHANNELS)
