"""The judge of sense by what it prefers, and how it is fitted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.channels.catalogue import load_catalogue
from core.errors import InvalidInput
from core.house.marks import FILES, Mark, MarkedDraft, read_marks
from core.house.reading import Split
from core.judge import sense, sense_of_next
from core.judge.fit import fit, order, write
from core.judge.judge import house_judge
from core.judge.signs import NAMES
from tests.unit.judge.test_signs import BRIEF

CATALOGUE = load_catalogue()
HEADLINE, BODY = CATALOGUE.get("google_headline"), CATALOGUE.get("email_body")


def test_what_the_brief_says_makes_more_sense_than_what_nobody_said() -> None:
    good = sense("Water At 29 C In Whitby", BRIEF, HEADLINE, -0.8, 9)
    bad = sense("A Whale That Hangs Up Again", BRIEF, HEADLINE, -0.8, 9)
    assert 0 < bad < good < 1


def test_a_long_text_is_judged_by_its_sentences() -> None:
    one = sense("Water at 29 C.", BRIEF, BODY, -0.8, 7)
    two = sense("Water at 29 C. Water at 29 C.", BRIEF, BODY, -0.8, 14)
    assert two == pytest.approx(one)


def test_a_next_sentence_is_better_for_news_and_worse_for_what_was_said() -> None:
    said = "Marram Baths has water at 29 C."
    new = sense_of_next(said, " Under-5s swim free.", BRIEF, -0.8, 7, ends=False)
    again = sense_of_next(said, " The water is at 29 C.", BRIEF, -0.8, 7, ends=False)
    assert new > again + 0.3
    assert sense_of_next(said, " Under-5s swim free.", BRIEF, -0.8, 7, ends=True) < new


def test_the_house_judge_was_fitted_to_the_marks_of_the_house(tmp_path: Path) -> None:
    fitted = fit(read_marks())
    write(fitted, tmp_path / "judge.json")
    again, kept = house_judge(tmp_path / "judge.json"), house_judge()
    assert again.weights == pytest.approx(kept.weights, abs=0.01)
    assert fitted.order > 0.75
    assert json.loads((tmp_path / "judge.json").read_text())["marks"] == fitted.marks


def test_a_fitted_judge_orders_as_it_was_marked() -> None:
    marks = [
        MarkedDraft(brief=replace(BRIEF, brand=brand), text=text, logprob=-1.0, tokens=8, mark=mark, split=Split.DEV)
        for text, mark in (
            ("Water at 29 C.", Mark.PASTE),
            ("Under-5s swim free.", Mark.PASTE),
            ("Swim free.", Mark.TOUCH),
            ("A dragon sings.", Mark.NONSENSE),
            ("Purple lamps on clouds.", Mark.NONSENSE),
        )
        for brand in ("Marram Baths", "Sill Baths")
    ]
    judge = fit(marks).judge
    chances = [judge.chance(marked.text, BRIEF, -1.0, 8) for marked in marks[::2]]
    assert min(chances[:2]) > max(chances[3:])


def test_marks_of_a_single_brand_cannot_be_held_out() -> None:
    with pytest.raises(InvalidInput, match="single brand"):
        fit([MarkedDraft(brief=BRIEF, text="Swim.", logprob=-1.0, tokens=2, mark=Mark.PASTE, split=Split.DEV)])


def test_order_counts_pairs() -> None:
    assert order([3, 1], [2, 1]) == (1 + 1 + 0 + 0.5) / 4


def test_a_mark_of_an_unknown_brand_is_named(tmp_path: Path) -> None:
    row = json.loads(FILES[0].read_text(encoding="utf-8").splitlines()[0]) | {"brand": "Nobody"}
    (tmp_path / "marks.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="line 1"):
        read_marks((tmp_path / "marks.jsonl",))


def test_signs_have_a_weight_each() -> None:
    assert len(house_judge().weights) == len(NAMES)
