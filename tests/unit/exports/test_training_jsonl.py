from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.channels.catalogue import load_catalogue
from core.domain import Comparison, Decision, Edit, Rating, Variant, VariantFilter, Verdict
from core.errors import InvalidInput
from core.exports.service import ExportService
from core.exports.training_jsonl import lines_of, to_training_jsonl
from db.database import Database
from tests.support.building import NOON, a_brief, a_draft, a_profile, a_rating, a_run, new_id, stored_variants
from tests.unit.exports.examples import a_variant

ADA = a_profile(id="ada", name="Ada")
BO = a_profile(id="bo", name="Bo")
GOLDEN = Path(__file__).parent / "golden" / "training.jsonl"


def written(identifier: str, text: str, **fields: Any) -> Variant:
    draft = a_draft(a_run(id="run"), id=identifier, rank=1, text=text)
    draft = replace(draft, provenance=replace(draft.provenance, prompt=f"Write {identifier}:"))
    return a_variant(draft=draft, text=text, **fields)


def said(variant: Variant, stars: int, who: str = "ada", minutes: int = 0) -> Rating:
    profile = a_profile(id=who)
    return a_rating(variant.draft, profile, stars=stars, created_at=NOON + timedelta(minutes=minutes))


def rated(variant: Variant, *ratings: Rating) -> Variant:
    return replace(variant, ratings=ratings)


def edited(variant: Variant, text: str, minutes: int = 10) -> tuple[Variant, Edit]:
    edit = Edit(
        id=new_id(),
        submit_key=new_id(),
        variant_id=variant.id,
        profile_id="bo",
        text=text,
        length=len(text),
        passed=True,
        checks=(),
        created_at=NOON + timedelta(minutes=minutes),
    )
    return replace(variant, text=text, edited_by="bo"), edit


def decided(variant: Variant, verdict: Verdict) -> Variant:
    decision = Decision(
        id=new_id(),
        submit_key=new_id(),
        variant_id=variant.id,
        profile_id="bo",
        verdict=verdict,
        reason="",
        created_at=NOON,
    )
    return replace(variant, decision=decision)


def comparison(better: Variant, worse: Variant, who: str = "ada", minutes: int = 0) -> Comparison:
    return Comparison(
        id=new_id(),
        submit_key=new_id(),
        better_id=better.id,
        worse_id=worse.id,
        profile_id=who,
        created_at=NOON + timedelta(minutes=minutes),
    )


WARM = written("warm", "Warm by six.")
COLD = written("cold", "Is it cold?")
FLAT = written("flat", "A mug.")


def of(lines: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["type"] == kind]


def test_the_lines_are_as_they_were_when_they_were_last_looked_at() -> None:
    better, edit = edited(rated(COLD, said(COLD, 2)), "Cold again? “Brightmug”.")
    variants = [decided(rated(WARM, said(WARM, 5), said(WARM, 4, "bo")), Verdict.APPROVED), better, FLAT]
    assert to_training_jsonl(variants, [edit], [comparison(WARM, FLAT)]) == GOLDEN.read_bytes()


def test_every_line_has_the_shape_that_trl_reads_and_says_where_it_comes_from() -> None:
    for line in map(json.loads, GOLDEN.read_text(encoding="utf-8").splitlines()):
        kind = line.pop("type")
        about = {"prompt", "source", "variants", "profiles", "brand", "channel", "stars"}
        own = {"sft": {"completion"}, "preference": {"chosen", "rejected", "rejected_stars"}}
        assert set(line) == about | own.get(kind, {"completion", "label"})
        assert line["brand"] == "Brightmug"


def test_approved_edited_and_liked_texts_are_to_be_written_like() -> None:
    better, edit = edited(COLD, "Cold again?")
    lines = lines_of([decided(WARM, Verdict.APPROVED), better, rated(FLAT, said(FLAT, 4))], [edit])
    assert [(line["completion"], line["source"], line["profiles"], line["stars"]) for line in of(lines, "sft")] == [
        ("Warm by six.", "approved", ["bo"], None),
        ("Cold again?", "edited", ["bo"], None),
        ("A mug.", "rated", ["ada"], 4.0),
    ]
    assert of(lines, "sft")[0]["prompt"] == "Write warm:"


def test_what_was_rejected_or_disliked_is_no_model_for_writing() -> None:
    better, edit = edited(COLD, "Cold again?")
    lines = lines_of(
        [
            decided(rated(WARM, said(WARM, 5)), Verdict.REJECTED),
            rated(better, said(COLD, 3, minutes=20)),
            rated(FLAT, said(FLAT, 3)),
        ],
        [edit],
    )
    assert of(lines, "sft") == []
    assert [(line["completion"], line["label"]) for line in of(lines, "label")] == [
        ("Warm by six.", True),
        ("Cold again?", False),
        ("A mug.", False),
    ]


def test_a_rating_is_of_the_text_that_stood_there() -> None:
    better, edit = edited(COLD, "Cold again?", minutes=10)
    lines = lines_of([rated(better, said(COLD, 2), said(COLD, 5, minutes=20))], [edit])
    assert [(line["completion"], line["stars"]) for line in of(lines, "label")] == [
        ("Is it cold?", 2.0),
        ("Cold again?", 5.0),
    ]
    (line,) = of(lines, "preference")
    assert (line["chosen"], line["rejected"], line["source"]) == ("Cold again?", "Is it cold?", "edited")
    assert (line["stars"], line["rejected_stars"], line["variants"]) == (5.0, 2.0, ["cold"])


def test_each_persons_newest_rating_counts_and_the_mean_decides() -> None:
    lines = lines_of([rated(WARM, said(WARM, 1), said(WARM, 5, minutes=1), said(WARM, 2, "bo"))])
    (line,) = of(lines, "label")
    assert (line["stars"], line["label"], line["profiles"]) == (3.5, False, ["ada", "bo"])


def test_clearly_different_stars_are_a_preference_within_one_brief_only() -> None:
    elsewhere = written("x", "On sale.", brief=a_brief(channel="x_post"))
    stars = ((WARM, 5), (COLD, 4), (FLAT, 3), (elsewhere, 1))
    lines = lines_of([rated(variant, said(variant, count)) for variant, count in stars])
    (line,) = of(lines, "preference")
    assert (line["chosen"], line["rejected"], line["source"]) == ("Warm by six.", "A mug.", "rated")
    assert (line["variants"], line["prompt"]) == (["warm", "flat"], "Write warm:")


def test_a_comparison_goes_before_stars() -> None:
    variants = [rated(WARM, said(WARM, 5)), rated(FLAT, said(FLAT, 1))]
    lines = lines_of(variants, comparisons=[comparison(FLAT, WARM, "bo")])
    (line,) = of(lines, "preference")
    assert (line["chosen"], line["source"], line["profiles"]) == ("A mug.", "compared", ["bo"])


@pytest.mark.parametrize(
    ("comparisons", "chosen"),
    [
        ([comparison(WARM, COLD), comparison(COLD, WARM, minutes=1)], ["Is it cold?"]),
        ([comparison(WARM, COLD), comparison(COLD, WARM, "bo")], []),
        ([comparison(COLD, WARM, "cy"), comparison(WARM, COLD), comparison(WARM, COLD, "bo")], ["Warm by six."]),
        ([comparison(WARM, FLAT)], []),
    ],
    ids=["newest word", "draw", "majority", "not in the selection"],
)
def test_a_pair_is_one_line_of_what_most_people_last_said(comparisons: list[Comparison], chosen: list[str]) -> None:
    lines = lines_of([rated(WARM, said(WARM, 3)), COLD], comparisons=comparisons)
    assert [line["chosen"] for line in of(lines, "preference")] == chosen


def test_a_selection_that_teaches_nothing_says_so() -> None:
    with pytest.raises(InvalidInput, match="teaches anything yet"):
        to_training_jsonl([WARM, COLD])


def test_the_service_reads_all_that_was_said_and_shows_the_lines(database: Database) -> None:
    profile, run, drafts = stored_variants(database, 3)
    edit = replace(edited(a_variant(draft=drafts[0]), "Warmer.")[1], profile_id=profile.id)
    word = Comparison(
        id=new_id(),
        submit_key=new_id(),
        better_id=drafts[1].id,
        worse_id=drafts[2].id,
        profile_id=profile.id,
        created_at=NOON,
    )
    with database.work() as work:
        work.edits.add(edit)
        work.comparisons.add(word)
        work.ratings.add(a_rating(drafts[1], profile, stars=5))
        work.commit()
    service = ExportService(database, load_catalogue())
    lines = [json.loads(line) for line in service.file(VariantFilter(), "training-jsonl").splitlines()]
    assert [line["type"] for line in lines] == ["sft", "sft", "preference", "preference", "label"]
    shown = service.preview(VariantFilter(), "training-jsonl", most=3)
    assert list(shown["type"]) == ["sft", "sft", "preference"]
    assert shown["variants"][0] == json.dumps([drafts[0].id])
    few = VariantFilter(variant_ids=(drafts[0].id,))
    assert len(service.file(few, "training-jsonl").splitlines()) == 2
    assert run.id
