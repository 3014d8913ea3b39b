from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from core.engines.base import Ask, Ended, Prompt, PromptStyle
from core.engines.causal_lm import sampling
from core.engines.causal_lm.decoding import encode
from core.engines.causal_lm.engine import CausalLMEngine
from core.errors import GenerationError
from core.sampling import SamplingSettings
from tests.support import tiny_models
from tests.unit.engines.conftest import engine_of

PROMPT = Prompt(style=PromptStyle.COMPLETION, text="The mug keeps")
PLAIN = SamplingSettings(temperature=1.0, top_k=0, top_p=1.0, repetition_penalty=1.0)
SEEDS = list(range(8))


def texts(engine: CausalLMEngine, seeds: list[int], settings: SamplingSettings = PLAIN, tokens: int = 24) -> list[str]:
    return [draft.text for draft in engine.draft(PROMPT, settings, seeds, max_tokens=tokens)]


def test_the_same_seeds_write_the_same_texts(engine: CausalLMEngine) -> None:
    assert texts(engine, SEEDS) == texts(engine, SEEDS)


def test_each_seed_writes_its_own_text(engine: CausalLMEngine) -> None:
    assert len(set(texts(engine, SEEDS))) == len(SEEDS)


def test_a_draft_does_not_depend_on_its_neighbours(engine: CausalLMEngine) -> None:
    assert texts(engine, [5, 6, 7])[1] == texts(engine, [1, 6])[1]


def test_greedy_drafts_are_those_of_generate(engine: CausalLMEngine) -> None:
    greedy = SamplingSettings(temperature=1.0, top_k=1, top_p=1.0, repetition_penalty=1.0)
    ids = torch.tensor([encode(engine._tokenizer, PROMPT.text)])
    expected = engine._model.generate(ids, do_sample=False, max_new_tokens=24, pad_token_id=0)[0, ids.shape[1] :]
    whole = engine._decode(expected.tolist())
    assert [text.rstrip("\N{REPLACEMENT CHARACTER}") for text in texts(engine, [1, 2], greedy)] == [
        whole.rstrip("\N{REPLACEMENT CHARACTER}")
    ] * 2


def test_text_grows_side_by_side(engine: CausalLMEngine) -> None:
    seen: list[tuple[int, str]] = []

    def listen(row: int, text: str) -> bool:
        seen.append((row, text))
        return True

    engine.draft(PROMPT, PLAIN, [1, 2, 3], max_tokens=8, on_text=listen)
    assert [row for row, _ in seen[:6]] == [0, 1, 2, 0, 1, 2]
    for row in range(3):
        own = [text for index, text in seen if index == row]
        assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(own))


def test_a_listener_ends_one_draft_and_the_others_go_on(engine: CausalLMEngine) -> None:
    drafts = engine.draft(PROMPT, PLAIN, [1, 2], max_tokens=20, on_text=lambda row, _: row != 0)
    assert (drafts[0].ended, drafts[0].tokens) == (Ended.CUT_OFF, 1)
    assert drafts[1].ended is not Ended.CUT_OFF


def test_what_is_left_alone_is_what_was_drawn_with_company(engine: CausalLMEngine) -> None:
    alone = engine.draft(PROMPT, PLAIN, [9, 8], max_tokens=20, on_text=lambda row, _: row != 0)[1]
    assert alone.text == engine.draft(PROMPT, PLAIN, [8], max_tokens=20)[0].text


def test_a_stop_text_ends_a_draft_and_is_no_part_of_it(engine: CausalLMEngine) -> None:
    whole = texts(engine, [3], tokens=40)[0]
    stop = whole[10:12]
    draft = engine.draft(Prompt(style=PROMPT.style, text=PROMPT.text, stop=(stop,)), PLAIN, [3], max_tokens=40)[0]
    assert draft.ended is Ended.STOP
    assert draft.text == whole[: whole.find(stop)]


def test_lengths_are_kept(engine: CausalLMEngine) -> None:
    assert all(d.tokens <= 7 for d in engine.draft(PROMPT, PLAIN, SEEDS, max_tokens=7))
    longest = SamplingSettings(max_length=5)
    assert all(d.tokens <= 5 for d in engine.draft(PROMPT, longest, SEEDS, max_tokens=40))
    shortest = SamplingSettings(min_length=30, temperature=2.0, top_k=0)
    assert all(d.tokens >= 30 for d in engine.draft(PROMPT, shortest, SEEDS, max_tokens=40))


def test_an_n_gram_is_not_repeated(engine: CausalLMEngine) -> None:
    free = SamplingSettings(top_k=3, repetition_penalty=1.0, min_length=60)

    def pairs(no_repeat: int) -> int:
        """How many neighbouring pairs of tokens come back, by the engine's own tokens."""
        settings = replace(free, no_repeat_ngram=no_repeat)
        found = list(itertools.pairwise(_tokens_of(engine, settings)))
        return len(found) - len(set(found))

    assert pairs(0) > 0
    assert pairs(2) == 0


def _tokens_of(engine: CausalLMEngine, settings: SamplingSettings) -> list[int]:
    """The tokens of one draft, caught where they are decoded."""
    caught: list[int] = []
    decode = engine._decode

    def catching(tokens: Sequence[int]) -> str:
        caught[:] = tokens
        return decode(tokens)

    engine._decode = catching
    try:
        engine.draft(PROMPT, settings, [1], max_tokens=60)
    finally:
        engine._decode = decode
    return caught


def test_beams_find_likelier_texts_than_chance(engine: CausalLMEngine) -> None:
    searched = engine.draft(PROMPT, SamplingSettings(beams=4, repetition_penalty=1.0), [1, 2], max_tokens=12)
    drawn = engine.draft(PROMPT, PLAIN, SEEDS, max_tokens=12)
    assert len({draft.text for draft in searched}) == 2
    assert searched[0].logprob > max(draft.logprob for draft in drawn)


def test_a_prompt_longer_than_the_context_is_refused(engine: CausalLMEngine) -> None:
    with pytest.raises(GenerationError, match="reads 256"):
        engine.draft(Prompt(style=PROMPT.style, text="mug " * 400), PLAIN, [1], max_tokens=10)


def test_an_unloaded_engine_says_so(tmp_path: Path) -> None:
    engine = engine_of(tiny_models.gpt2(tmp_path))
    engine.close()
    with pytest.raises(GenerationError, match="unloaded"):
        engine.draft(PROMPT, PLAIN, [1], max_tokens=4)


def test_chat_models_read_their_template(llama: CausalLMEngine, gpt2: CausalLMEngine) -> None:
    assert llama.info.style is PromptStyle.CHAT
    assert gpt2.info.style is PromptStyle.COMPLETION


def test_chinese_comes_out_without_spaces(chinese: CausalLMEngine) -> None:
    prompt = Prompt(style=PromptStyle.COMPLETION, text="我喜欢吃葡萄")
    drafts = chinese.draft(prompt, SamplingSettings(top_k=0, top_p=1.0), SEEDS, max_tokens=20)
    written = "".join(draft.text for draft in drafts)
    assert any(character in written for character in tiny_models.CHINESE)
    for left, space, right in zip(written, written[1:], written[2:], strict=False):
        assert not (space == " " and left in tiny_models.CHINESE and right in tiny_models.CHINESE)


def test_a_prompt_read_before_writes_the_same_as_one_read_anew(engine: CausalLMEngine) -> None:
    first = texts(engine, SEEDS)
    other = Prompt(style=PromptStyle.COMPLETION, text="A quiet kettle")
    between = [draft.text for draft in engine.draft(other, PLAIN, SEEDS, max_tokens=24)]
    assert between != first
    assert texts(engine, SEEDS) == first
    assert texts(engine, SEEDS[:3]) == first[:3]


def test_a_draft_of_one_sentence_ends_before_the_next(engine: CausalLMEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_decode", lambda tokens: " A cup." * len(tokens))
    (free,) = engine.draft(PROMPT, PLAIN, [1], max_tokens=5)
    (one,) = engine.draft(replace(PROMPT, one_sentence=True), PLAIN, [1], max_tokens=5)
    assert (free.text, free.ended) == (" A cup." * 5, Ended.LENGTH)
    assert (one.text, one.ended, one.tokens) == (" A cup.", Ended.SENTENCE, 2)


def test_a_draft_goes_on_from_what_was_said(engine: CausalLMEngine) -> None:
    """The same model, reading the same words, whether they are prompt or the beginning of its text."""
    whole = engine.draft(replace(PROMPT, text=f"{PROMPT.text} drinks"), PLAIN, SEEDS, max_tokens=8)
    parted = engine.draft(PROMPT, PLAIN, SEEDS, max_tokens=8, said=[" drinks"] * 8)
    assert [draft.text for draft in parted] == [draft.text for draft in whole]


def anew(engine: CausalLMEngine) -> CausalLMEngine:
    """The same model, which has read nothing yet."""
    return CausalLMEngine(engine._model, engine._tokenizer, engine.info)


SAID = ["", " drinks", " drinks warm. It charges", "", " drinks"]


def drawn(engine: CausalLMEngine, said: list[str], seeds: list[int], settings: SamplingSettings = PLAIN) -> list[str]:
    return [draft.text for draft in engine.draft(PROMPT, settings, seeds, max_tokens=8, said=said)]


def test_texts_of_different_beginnings_are_drawn_as_each_would_be_alone(engine: CausalLMEngine) -> None:
    together = drawn(engine, SAID, SEEDS[:5])
    alone = [drawn(anew(engine), [said], [seed])[0] for said, seed in zip(SAID, SEEDS, strict=False)]
    assert together == alone


def test_texts_that_have_grown_are_read_on_from_where_they_were(engine: CausalLMEngine) -> None:
    drawn(engine, SAID, SEEDS[:5])
    grown = [SAID[0], SAID[1], f"{SAID[2]} overnight.", " warm"]
    assert drawn(engine, grown, SEEDS[:4]) == drawn(anew(engine), grown, SEEDS[:4])
    fewer = [f"{grown[2]} Try", f"{grown[1]} up"]
    assert drawn(engine, fewer, SEEDS[:2]) == drawn(anew(engine), fewer, SEEDS[:2])


def test_a_word_that_the_prompt_began_may_be_gone_on_with(engine: CausalLMEngine) -> None:
    """Then the tokens of prompt and text are not those of the prompt with more behind them."""
    prompt, said = replace(PROMPT, text="The mug keeps dri"), ["nks", "nks warm. It"]
    together = [draft.text for draft in engine.draft(prompt, PLAIN, [1, 2], max_tokens=8, said=said)]
    alone = [
        anew(engine).draft(prompt, PLAIN, [seed], max_tokens=8, said=[own])[0].text
        for seed, own in zip([1, 2], said, strict=True)
    ]
    assert together == alone


def test_the_shortest_length_is_of_the_whole_text(engine: CausalLMEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_ends", frozenset(range(len(engine._tokenizer))) - {7})
    settings = replace(PLAIN, min_length=8)
    (anew, begun) = engine.draft(PROMPT, settings, [1, 1], max_tokens=20, said=["", " drinks warm"])
    said = len(encode(engine._tokenizer, f"{PROMPT.text} drinks warm")) - len(encode(engine._tokenizer, PROMPT.text))
    assert anew.tokens - begun.tokens == said


def an_ask(text: str, seeds: list[int], **more: Any) -> Ask:
    prompts = (replace(PROMPT, text=text),) * len(seeds)
    return Ask(**{"prompts": prompts, "settings": PLAIN, "seeds": tuple(seeds), "max_tokens": 8} | more)


def test_each_text_has_its_own_prompt(engine: CausalLMEngine) -> None:
    prompts = [replace(PROMPT, text=text) for text in ("The mug keeps", "A quiet kettle, a good", "The mug keeps")]
    together = [draft.text for draft in engine.draft(prompts, PLAIN, [1, 2, 3], max_tokens=8)]
    alone = [
        anew(engine).draft(prompt, PLAIN, [seed], max_tokens=8)[0].text
        for prompt, seed in zip(prompts, [1, 2, 3], strict=True)
    ]
    assert together == alone


def test_asks_drafted_together_give_what_each_gives_alone(engine: CausalLMEngine) -> None:
    asks = [
        an_ask("The mug keeps", [1, 2, 3]),
        an_ask("A quiet kettle, a good", [4], max_tokens=3),
        an_ask("The mug keeps", [5, 6], said=("", " drinks warm")),
        an_ask("Try", [7, 8], settings=replace(PLAIN, temperature=0.5, top_k=5, repetition_penalty=1.3)),
    ]
    together = engine.draft_together(asks, lambda _ask, _row, _text: True)
    alone = [anew(engine).draft_together([ask], lambda _ask, _row, _text: True)[0] for ask in asks]
    assert [[draft.text for draft in drafts] for drafts in together] == [
        [draft.text for draft in drafts] for drafts in alone
    ]
    assert [len(drafts) for drafts in together] == [3, 1, 2, 2]
    assert {draft.tokens for draft in together[1]} == {3}


def test_a_listener_hears_of_which_ask_a_text_is_and_ends_that_alone(engine: CausalLMEngine) -> None:
    heard: set[tuple[int, int]] = set()

    def listen(ask: int, row: int, _text: str) -> bool:
        heard.add((ask, row))
        return (ask, row) != (1, 0)

    drafts = engine.draft_together([an_ask("The mug", [1, 2]), an_ask("Try", [3, 4])], listen)
    assert heard == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert [[draft.ended is Ended.CUT_OFF for draft in own] for own in drafts] == [[False, False], [True, False]]


def test_a_beam_search_has_a_batch_of_its_own(engine: CausalLMEngine) -> None:
    asks = [an_ask("The mug", [1, 2], settings=replace(PLAIN, beams=3)), an_ask("Try", [3, 4])]
    together = engine.draft_together(asks, lambda _ask, _row, _text: True)
    alone = [engine.draft_together([ask], lambda _ask, _row, _text: True)[0] for ask in asks]
    assert [[d.text for d in own] for own in together] == [[d.text for d in own] for own in alone]


@pytest.mark.parametrize("copying", [0.0, 1.0, 1e9])
def test_texts_do_not_depend_on_how_long_ended_ones_are_carried_on(
    engine: CausalLMEngine, monkeypatch: pytest.MonkeyPatch, copying: float
) -> None:
    """From left out at once to never left out."""
    ends = frozenset(range(0, len(engine._tokenizer), 6))
    monkeypatch.setattr(engine, "_ends", ends)
    usual = engine.draft(PROMPT, PLAIN, range(12), max_tokens=24)
    assert len({draft.tokens for draft in usual}) > 3
    monkeypatch.setattr(sampling, "COPYING", copying)
    assert [draft.text for draft in engine.draft(PROMPT, PLAIN, range(12), max_tokens=24)] == [d.text for d in usual]
