from __future__ import annotations

import pytest
import regex

from core.engines.base import Engine
from core.engines.scripted import ScriptedEngine
from core.errors import GenerationError, InvalidInput
from core.models.completion import complete
from core.models.loading import load
from tests.support import tiny_models

GRAPES = "我喜欢吃葡萄"
SPACE_BETWEEN = regex.compile(r"\p{Han}\s+\p{Han}")


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tiny_models.chinese_gpt2(tmp_path_factory.mktemp("chinese"))
    return load(str(folder), var_dir=folder, offline=True, threads=1, tell=lambda _: None)


def completed(engine: Engine, text: str = GRAPES, *, length: int = 30, count: int = 4, seed: int = 1) -> list[str]:
    return list(complete(engine, text, max_length=length, num_return_sequences=count, seed=seed))


def test_chinese_is_continued_without_spaces_between_its_characters(chinese: Engine) -> None:
    texts = completed(chinese)
    assert all(text.startswith(GRAPES) for text in texts)
    assert len(regex.findall(r"\p{Han}", "".join(text.removeprefix(GRAPES) for text in texts))) > 10
    assert not any(SPACE_BETWEEN.search(text) for text in texts)


@pytest.mark.parametrize("count", [1, 3, 64])
def test_there_are_as_many_texts_as_asked_for_and_they_differ(count: int, chinese: Engine) -> None:
    texts = completed(chinese, count=count)
    assert len(texts) == count
    assert len(set(texts)) > count / 2


def test_the_same_seed_writes_the_same_and_another_does_not(chinese: Engine) -> None:
    assert completed(chinese, seed=5) == completed(chinese, seed=5)
    assert completed(chinese, seed=5) != completed(chinese, seed=6)


def test_fewer_texts_are_the_first_of_more(chinese: Engine) -> None:
    assert completed(chinese, count=2) == completed(chinese, count=4)[:2]


def test_the_length_counts_the_text_that_is_given() -> None:
    engine = ScriptedEngine(script=lambda *_: "on and on and on and on and on")
    assert completed(engine, "the mug goes ", length=8, count=1) == ["the mug goes on and on and on"]


def test_one_token_more_than_given_is_room_enough(chinese: Engine) -> None:
    given = chinese.tokens(GRAPES)
    assert given == len(GRAPES)
    assert all(len(text.removeprefix(GRAPES).split()) <= 1 for text in completed(chinese, length=given + 1))


@pytest.mark.parametrize(
    ("length", "count", "field"),
    [
        (30, 0, "num-return-sequences"),
        (30, -1, "num-return-sequences"),
        (30, 65, "num-return-sequences"),
        (len(GRAPES), 1, "max-length"),
        (0, 1, "max-length"),
        (-5, 1, "max-length"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(length: int, count: int, field: str, chinese: Engine) -> None:
    with pytest.raises(InvalidInput) as caught:
        completed(chinese, length=length, count=count)
    assert caught.value.field == field
    assert caught.value.mend


def test_more_than_the_model_reads_is_refused(chinese: Engine) -> None:
    with pytest.raises(GenerationError, match=f"this model reads {tiny_models.CONTEXT}"):
        completed(chinese, length=tiny_models.CONTEXT + 1)
