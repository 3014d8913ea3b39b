"""What a model is taught from: every text once, a prompt as drafting builds it, and words that were asked for."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from core.channels.catalogue import load_catalogue
from core.domain import BriefPersona
from core.house.marks import Mark, MarkedDraft
from core.house.reading import HouseExample, Split
from core.prompts.house import task
from core.training.rows import MOST_TEXTS, Answer, mended_readings, readings
from tests.support.building import a_brief

CATALOGUE = load_catalogue()
TEXTS = tuple(f"Brightmug keeps drink number {number} warm, morning after morning." for number in range(50))


def examples(**brief: object) -> list[HouseExample]:
    wanted = a_brief(channel="sms", persona=BriefPersona(name="Ann", description="nurse"), **brief)
    return [HouseExample(wanted, text, Split.TRAIN) for text in TEXTS]


def test_every_text_is_read_once_and_few_at_a_time() -> None:
    found = readings(examples(), CATALOGUE, random.Random(1))
    assert sorted(answer.text for reading in found for answer in reading.answers) == sorted(TEXTS)
    assert max(len(reading.answers) for reading in found) == MOST_TEXTS


def test_some_texts_are_asked_for_a_word_that_they_have() -> None:
    found = readings(examples(), CATALOGUE, random.Random(1))
    asked = [
        (match[1], answer.text)
        for reading in found
        for answer in reading.answers
        if (match := re.search(r", saying (.+):$", answer.task))
    ]
    assert 3 <= len(asked) <= 20
    assert all(word in text for word, text in asked)


def test_direct_texts_are_asked_for_as_drafts_are() -> None:
    (one,) = readings([replace(examples(required=("warm",))[0], direct=True)], CATALOGUE, random.Random(1))
    assert one.answers[0].task == task(CATALOGUE.get("sms"), "Brightmug", required=("warm",))
    assert "direct" not in readings(examples()[:1], CATALOGUE, random.Random(1))[0].answers[0].task


def test_what_the_brief_requires_is_always_asked_for() -> None:
    found = readings(examples(required=("warm",)), CATALOGUE, random.Random(1))
    assert all(answer.task.endswith(", saying warm:") for reading in found for answer in reading.answers)


def marked(mark: Mark, mended: str = "", **more: object) -> MarkedDraft:
    brief = examples()[0].brief
    return MarkedDraft(
        brief=brief, text="It keeps warm.", logprob=-1.0, tokens=4, mark=mark, split=Split.TRAIN, mended=mended, **more
    )


def test_drafts_are_learnt_as_they_were_mended_or_as_they_are_where_they_are_right() -> None:
    drafts = [
        marked(Mark.PASTE),
        marked(Mark.TOUCH, "It keeps drinks warm."),
        marked(Mark.NONSENSE),
        marked(Mark.NONSENSE, "It charges.", said="It keeps warm.", ends=False),
    ]
    (reading,) = mended_readings(drafts, CATALOGUE, random.Random(1))
    found = {(answer.text, answer.draft, answer.said, answer.ends) for answer in reading.answers}
    assert found == {
        ("It keeps warm.", "", "", True),
        ("It keeps drinks warm.", "It keeps warm.", "", True),
        ("It charges.", "It keeps warm.", "It keeps warm.", False),
    }
    assert {answer.task for answer in reading.answers} == {task(CATALOGUE.get("sms"), "Brightmug")}


def test_a_sentence_follows_what_was_said_and_a_paragraph_begins_on_a_line_of_its_own() -> None:
    answer = Answer("SMS (160):", "It charges.", said="It keeps warm.")
    assert (answer.asked, answer.begun_with(answer.text)) == ("SMS (160): It keeps warm.", " It charges.")
    assert Answer("SMS (160):", "x").begun_with("\n\nIt charges.") == "\n\nIt charges."
