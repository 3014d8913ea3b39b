"""A claim on a card answers with its source; everything is text, never mark-up."""

from __future__ import annotations

from pages.components.claims import with_claims
from tests.support.building import a_brief


def test_a_claim_carries_the_statement_that_it_rests_on() -> None:
    html = with_claims("Take 15% off, now.", a_brief())
    assert html.startswith('Take <span class="hs-claim" tabindex="0" role="note"')
    assert 'data-source="From the brief: 15% off this week"' in html
    assert html.endswith(">15% off</span>, now.")


def test_a_claim_without_support_says_what_is_wrong() -> None:
    html = with_claims("Take 99% off.", a_brief())
    assert 'class="hs-claim hs-unsupported"' in html
    assert "Not supported: “99% off” is an offer that the brief does not make" in html


def test_nothing_in_a_text_or_a_brief_becomes_mark_up() -> None:
    html = with_claims("<b>60 C</b> & more", a_brief(facts=('60 C "quoted" <i>',)))
    assert [part for part in ("<b>", "<i>") if part in html] == []
    assert [part for part in ("&lt;b&gt;", "&amp; more", "&quot;quoted&quot;") if part not in html] == []


def test_what_a_surface_hides_at_first_is_fainter() -> None:
    assert with_claims("A warm cup of tea", a_brief(), seen=6) == 'A warm<span class="hs-unseen"> cup of tea</span>'


def test_the_cut_says_how_the_rest_is_had_and_never_splits_a_claim() -> None:
    html = with_claims("Take 15% off, now.", a_brief(), seen=7, more="… <more>")
    shown, rest = html.split('<span class="hs-f-more">… &lt;more&gt;</span>')
    assert shown.endswith(">15% off</span>")
    assert rest == '<span class="hs-unseen">, now.</span>'


def test_a_claim_after_the_cut_is_marked_as_well() -> None:
    html = with_claims("Take 15% off, now.", a_brief(), seen=4)
    assert html.startswith('Take<span class="hs-unseen"> <span class="hs-claim"')
