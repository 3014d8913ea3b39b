from __future__ import annotations

from dataclasses import replace

from core.channels.catalogue import load_catalogue
from core.domain import CheckResult
from core.engines.bounds import UNBOUNDED
from core.engines.scripted import ScriptedEngine
from core.evaluation.briefs import split_examples
from core.evaluation.evaluate import evaluate
from core.evaluation.measures import Share, distinct_2
from core.evaluation.report import as_json, as_table, rows_of
from core.house.reading import Split, of_split
from core.judge import SENSE
from tests.support.building import a_brief
from tests.support.scripts import mixed

CHANNELS = load_catalogue()
BRIEFS = (a_brief(), a_brief(channel="sms"), a_brief(channel="sms", product="a mug"))


def quiet(_line: str) -> None:
    pass


def test_first_draws_and_variants_are_counted_by_channel() -> None:
    written = evaluate(ScriptedEngine("mixed", mixed), CHANNELS, BRIEFS, n=2, seed=7, tell=quiet)
    rows = {row.channel: row for row in rows_of(written, CHANNELS)}
    assert list(rows) == ["meta_primary", "sms", "all"]
    assert [rows[name].briefs for name in rows] == [1, 2, 3]
    first = [draft for one in written for draft in one.drafts if draft.number < 2]
    assert rows["all"].first.total == len(first) == 6
    assert rows["all"].first.count == sum(draft.passed for draft in first)
    assert sum(count for _, count in rows["all"].failures) == 6 - rows["all"].first.count
    assert rows["all"].first_clear == rows["all"].first, "nothing but a house model's draft is doubted"
    assert rows["all"].shown.value == 1.0
    assert rows["all"].variants == sum(len(one.shown) for one in written) / 3


def test_a_draft_of_doubtful_sense_keeps_the_rules_and_is_counted_apart() -> None:
    (one,) = evaluate(ScriptedEngine("mixed", mixed), CHANNELS, BRIEFS[:1], n=2, seed=7, tell=quiet)
    doubt = CheckResult(name=SENSE, ok=False, reason="may make no sense")
    draft = replace(one.drafts[0], checks=(CheckResult(name="fits", ok=True, reason=""), doubt), passed=False)
    (row, _) = rows_of([replace(one, drafts=(draft,))], CHANNELS)
    assert (row.first, row.first_clear, row.failures) == (Share(1, 1), Share(0, 1), ((SENSE, 1),))


def test_unaided_draws_know_no_bounds_and_are_drawn_once() -> None:
    engine = ScriptedEngine("mixed", mixed)
    written = evaluate(engine, CHANNELS, BRIEFS, n=3, seed=7, tell=quiet, aided=False)
    assert [len(one.drafts) for one in written] == [3, 3, 3]
    assert not any(one.shown for one in written)
    assert all(prompt.bounds == UNBOUNDED for asked in engine.history for prompt in asked.prompts)


def test_variety_stands_beside_that_of_the_house() -> None:
    written = evaluate(ScriptedEngine("mixed", mixed), CHANNELS, BRIEFS, n=2, seed=7, tell=quiet)
    house = {brief: f"{brief.product} by hand, {brief.channel}" for brief in BRIEFS[1:]}
    rows = {row.channel: row for row in rows_of(written, CHANNELS, house)}
    assert rows["meta_primary"].house_distinct_2 is None
    assert rows["sms"].house_distinct_2 == distinct_2([house[brief] for brief in BRIEFS[1:]])
    assert "(house " in as_table(list(rows.values()), 2).splitlines()[-1]


def test_the_table_and_the_json_say_the_same() -> None:
    rows = rows_of(evaluate(ScriptedEngine("mixed", mixed), CHANNELS, BRIEFS, n=2, seed=7, tell=quiet), CHANNELS)
    lines = as_table(rows, 2).splitlines()
    content = as_json(rows, {"model": "mixed"})
    assert content["model"] == "mixed"
    assert len(lines) == 2 + len(rows)
    for line, row in zip(lines[2:], content["rows"], strict=True):
        assert line.startswith(f"| {row['channel']} | {row['briefs']} | {row['first_usable']:.0%} ")


def test_the_test_split_gives_every_channel_and_at_least_eighty_briefs_of_unknown_brands() -> None:
    examples = split_examples(Split.TEST)
    briefs = [example.brief for example in examples]
    assert {brief.channel for brief in briefs} == {channel.id for channel in CHANNELS.taught()}
    assert len(briefs) >= 80
    trained = {example.brief.brand for example in of_split(Split.TRAIN)}
    assert not trained & {brief.brand for brief in briefs}
    assert examples == split_examples(Split.TEST)
