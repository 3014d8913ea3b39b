from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from core import errors
from core.engines.base import DraftText, Ended, EngineInfo, Message, Prompt, PromptStyle
from core.engines.causal_lm.engine import CausalLMEngine
from core.engines.process.engine import ProcessEngine
from core.engines.process.messages import REPLIES, Failed, Growing, Ready, Telling
from core.errors import GenerationError, ModelError, ModelNotFound
from core.models.host import STEPS_BETWEEN
from core.sampling import SamplingSettings
from tests.support import noisy_host, tiny_models
from tests.unit.engines.conftest import engine_of

HOST = "core.models.host"
PARROT = "tests.support.parrot_host"
ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0
TOKENS = 24
SETTINGS = SamplingSettings(temperature=1.0, top_k=0, top_p=1.0, min_length=TOKENS)
"""No draft ends by itself before its last token."""
PROMPT = Prompt(style=PromptStyle.COMPLETION, text="The mug keeps")
CHAT = Prompt(style=PromptStyle.CHAT, messages=(Message("system", "Be brief."), Message("user", "Brand: Brightmug")))
SEEDS = [3, 4, 5]
INFO = EngineInfo(
    model="parrot",
    revision="1",
    adapter="",
    style=PromptStyle.CHAT,
    device="cpu",
    streaming=True,
    parameters=0,
    memory_bytes=0,
    versions="1",
)


def arguments_for(folder: Path) -> list[str]:
    return [str(folder), str(folder), "offline", "transformers", "1", "0"]


def hosted(folder: Path, module: str = HOST) -> ProcessEngine:
    return ProcessEngine(module, arguments_for(folder), lambda _: None)


def parrot(*lines: str, told: list[str] | None = None) -> ProcessEngine:
    return ProcessEngine(PARROT, lines, (lambda _: None) if told is None else told.append)


def without_seconds(drafts: list[DraftText]) -> list[tuple[str, int, Ended, float]]:
    return [(draft.text, draft.tokens, draft.ended, draft.logprob) for draft in drafts]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    builds = {"gpt2": tiny_models.gpt2, "llama": tiny_models.llama}
    return {name: build(tmp_path_factory.mktemp(name)) for name, build in builds.items()}


@pytest.fixture(scope="module")
def processes(folders: dict[str, Path]) -> Iterator[dict[str, ProcessEngine]]:
    """One process of each family for all tests: a start costs seconds. Both start at the same time."""
    with ThreadPoolExecutor() as starts:
        engines = dict(zip(folders, starts.map(hosted, folders.values()), strict=True))
    yield engines
    for engine in engines.values():
        engine.close()


@pytest.fixture(params=["gpt2", "llama"])
def family(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def apart(family: str, processes: dict[str, ProcessEngine]) -> ProcessEngine:
    return processes[family]


@pytest.fixture
def here(family: str, folders: dict[str, Path]) -> CausalLMEngine:
    """The same model in this process."""
    return engine_of(folders[family])


def test_it_writes_what_the_engine_in_this_process_writes(apart: ProcessEngine, here: CausalLMEngine) -> None:
    for settings in (SETTINGS, SamplingSettings(), SamplingSettings(beams=3)):
        ours = here.draft(PROMPT, settings, SEEDS, max_tokens=TOKENS)
        theirs = apart.draft(PROMPT, settings, SEEDS, max_tokens=TOKENS)
        assert without_seconds(theirs) == without_seconds(ours)
        assert all(draft.seconds > 0 for draft in theirs)


def test_it_knows_counts_and_renders_the_same(apart: ProcessEngine, here: CausalLMEngine) -> None:
    assert replace(apart.info, memory_bytes=0) == replace(here.info, memory_bytes=0)
    assert apart.info.memory_bytes > 100 * here.info.memory_bytes  # the whole process, and the model is tiny
    for text in ("", "Warm yours up.", "Größe 🏔\n\u2028 “quoted”"):
        assert apart.tokens(text) == here.tokens(text)
        prompt = Prompt(style=PromptStyle.COMPLETION, text=text)
        assert apart.render(prompt) == here.render(prompt) == text


def test_a_chat_is_rendered_by_the_model_s_own_template(
    processes: dict[str, ProcessEngine], llama: CausalLMEngine
) -> None:
    assert processes["llama"].render(CHAT) == llama.render(CHAT)
    assert "<user>Brand: Brightmug</s><assistant>" in llama.render(CHAT)


def test_texts_grow_and_are_told_several_times(apart: ProcessEngine) -> None:
    seen: list[tuple[int, str]] = []

    def listen(row: int, text: str) -> bool:
        seen.append((row, text))
        return True

    drafts = apart.draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS, on_text=listen)
    for row, draft in enumerate(drafts):
        own = [text for index, text in seen if index == row]
        assert len(own) >= TOKENS // STEPS_BETWEEN - 1
        assert all(later.startswith(earlier) for earlier, later in itertools.pairwise([*own, draft.text]))
        assert own[0] != own[-1]


def test_the_listener_ends_a_row_and_the_others_go_on(apart: ProcessEngine) -> None:
    whole = apart.draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS)
    told = 0

    def listen(row: int, text: str) -> bool:
        nonlocal told
        told += row == 1
        return row != 1

    drafts = apart.draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS, on_text=listen)
    assert drafts[1].ended is Ended.CUT_OFF
    assert drafts[1].tokens <= 2 * STEPS_BETWEEN
    assert whole[1].text.startswith(drafts[1].text)
    assert told <= 2  # what had grown before its answer was heard may still be told
    for row in (0, 2):
        assert (drafts[row].text, drafts[row].ended) == (whole[row].text, Ended.LENGTH)


def test_a_listener_that_wants_nothing_more_ends_every_row(apart: ProcessEngine) -> None:
    drafts = apart.draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS, on_text=lambda *_: False)
    assert [draft.ended for draft in drafts] == [Ended.CUT_OFF] * 3
    assert all(draft.tokens <= 2 * STEPS_BETWEEN for draft in drafts)


def test_an_error_of_a_draft_comes_back_as_it_was_raised_and_the_host_goes_on(
    apart: ProcessEngine, here: CausalLMEngine
) -> None:
    caught = []
    for engine in (here, apart):
        with pytest.raises(GenerationError) as error:
            engine.draft(Prompt(style=PromptStyle.COMPLETION, text="mug " * 400), SETTINGS, [1], max_tokens=TOKENS)
        caught.append((type(error.value), error.value.what, error.value.mend))
    assert caught[0] == caught[1]
    assert f"this model reads {tiny_models.CONTEXT}" in caught[1][1]
    assert not apart.is_gone
    assert len(apart.draft(PROMPT, SETTINGS, SEEDS, max_tokens=4)) == 3


def test_people_take_turns(apart: ProcessEngine) -> None:
    alone = {seed: apart.draft(PROMPT, SETTINGS, [seed], max_tokens=TOKENS)[0].text for seed in range(4)}
    with ThreadPoolExecutor(4) as people:
        drawn = {seed: people.submit(apart.draft, PROMPT, SETTINGS, [seed], max_tokens=TOKENS) for seed in alone}
        counted = [people.submit(apart.tokens, PROMPT.text) for _ in range(4)]
        assert {seed: future.result(PATIENCE)[0].text for seed, future in drawn.items()} == alone
        assert len({future.result(PATIENCE) for future in counted}) == 1


def test_an_error_of_loading_comes_back_as_the_same_class_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound) as here:
        engine_of(tmp_path)
    told: list[str] = []
    with pytest.raises(ModelNotFound) as apart:
        ProcessEngine(HOST, arguments_for(tmp_path), told.append)
    assert (apart.value.what, apart.value.mend) == (here.value.what, here.value.mend)
    assert told == [f"Looking for {tmp_path}"]


def test_a_killed_process_ends_the_draft_with_the_mend_and_is_gone(folders: dict[str, Path]) -> None:
    engine = hosted(folders["gpt2"])

    def listen(_row: int, _text: str) -> bool:
        engine._process.send_signal(signal.SIGKILL)
        engine._process.wait(PATIENCE)
        return True

    assert not engine.is_gone
    with pytest.raises(GenerationError, match="process has ended") as during:
        engine.draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS, on_text=listen)
    assert "choose a smaller model" in during.value.mend
    assert engine.is_gone
    with pytest.raises(GenerationError, match="process has ended") as after:
        engine.draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS)
    assert after.value.mend == during.value.mend
    for ask in (lambda: engine.tokens("mug"), lambda: engine.render(PROMPT)):
        with pytest.raises(GenerationError, match="process has ended"):
            ask()
    engine.close()


def test_closing_during_a_draft_ends_it_with_a_message(folders: dict[str, Path]) -> None:
    engine = hosted(folders["llama"])
    begun = threading.Event()

    def listen(_row: int, _text: str) -> bool:
        os.kill(engine._process.pid, signal.SIGSTOP)  # so that the draft is sure to be under way
        begun.set()
        return True

    with ThreadPoolExecutor(1) as people:
        draft = people.submit(engine.draft, PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS, on_text=listen)
        assert begun.wait(PATIENCE)
        engine.close()
        with pytest.raises(GenerationError, match="has been unloaded") as caught:
            draft.result(PATIENCE)
    assert "Start the run again" in caught.value.mend
    assert engine.is_gone
    engine.close()
    with pytest.raises(GenerationError, match="has been unloaded"):
        engine.tokens("mug")


def test_what_libraries_print_does_not_break_the_conversation(
    folders: dict[str, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    engine = hosted(folders["gpt2"], noisy_host.__name__)
    try:
        theirs = engine.draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS)
        ours = engine_of(folders["gpt2"]).draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS)
    finally:
        engine.close()
    assert [draft.text for draft in theirs] == [draft.text for draft in ours]
    printed = capfd.readouterr()
    assert noisy_host.NOISE not in printed.out
    assert printed.err.count(noisy_host.NOISE) == 6  # loading, warming up, drawing
    assert printed.err.count(noisy_host.LIE.decode()) == 3


def test_the_host_ends_by_itself_when_nobody_listens_any_more(folders: dict[str, Path]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", HOST, *arguments_for(folders["gpt2"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as host:
        assert host.stdin is not None
        assert host.stdout is not None
        try:
            replies = [REPLIES.validate_json(host.stdout.readline()) for _ in range(3)]
            assert [type(reply) for reply in replies] == [Telling, Telling, Ready]
            assert host.poll() is None
            host.stdin.close()
            assert host.wait(PATIENCE) == 0
        finally:
            host.kill()


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, ModelError | GenerationError) and kind is not errors.Cancelled
    ],
)
def test_every_error_of_models_and_runs_crosses_as_itself(name: str) -> None:
    with pytest.raises(errors.HousestyleError) as caught:
        parrot(Failed(error=name, what="It “broke”.", mend="Mend\nit.").model_dump_json())
    assert type(caught.value).__name__ == name
    assert (caught.value.what, caught.value.mend) == ("It “broke”.", "Mend\nit.")


@pytest.mark.parametrize("name", ["RowProblem", "InvalidInput", "dataclass", "annotations", "of a later release"])
def test_any_other_name_of_an_error_is_an_error_of_the_model(name: str) -> None:
    with pytest.raises(ModelError, match="It broke") as caught:
        parrot(Failed(error=name, what="It broke.", mend="Mend it.").model_dump_json())
    assert type(caught.value) is ModelError


def test_lines_on_loading_are_passed_on_in_order() -> None:
    told: list[str] = []
    lines = [f"{number} %" for number in range(0, 101, 20)]
    engine = parrot(
        *(Telling(line=line).model_dump_json() for line in lines), Ready(info=INFO).model_dump_json(), told=told
    )
    assert told == lines
    assert engine.info == INFO
    engine.close()


@pytest.mark.parametrize("last", ["-", '-{"kind": "growing", "texts": {"0": "The mu'])
def test_a_reply_that_breaks_off_is_an_ended_process(last: str) -> None:
    engine = parrot(Ready(info=INFO).model_dump_json(), last)
    with pytest.raises(GenerationError, match="process has ended"):
        engine.draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS)
    engine.close()


def test_a_listener_that_fails_ends_the_process_that_waits_for_it() -> None:
    engine = parrot(Ready(info=INFO).model_dump_json(), Growing(texts=((0, 0, "The mug"),)).model_dump_json())

    def listen(_row: int, _text: str) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.draft(PROMPT, SETTINGS, SEEDS, max_tokens=TOKENS, on_text=listen)
    engine._process.wait(PATIENCE)
    assert engine.is_gone
