from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from core.connections.remote import RemoteModels
from core.connections.service import ConnectionService
from core.domain import Connection
from core.engines.base import Ask, DraftText, Ended, Engine, OnAsked, Prompt, PromptStyle
from core.engines.scripted import ScriptedEngine
from core.errors import InvalidInput, ModelNotFound, RemoteError, ServerFailed
from core.sampling import SamplingSettings
from core.settings import Settings
from core.spending.service import SpendingService
from db.database import Database
from tests.support.building import new_id


class Server(ScriptedEngine):
    """Answers with the name of its connection; dead once it has answered ``lives`` times."""

    def __init__(self, connection: Connection, spent: Callable[[int, int], None], lives: float, seconds: float) -> None:
        super().__init__(connection.name, lambda _prompt, seed: f"{connection.name} {seed}")
        self.spent, self.lives, self.seconds = spent, lives, seconds
        self.closed = False

    def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        ASKED[self.info.model] += 1
        time.sleep(self.seconds)
        if ANSWERED[self.info.model] >= self.lives:
            raise ServerFailed(f"“{self.info.model}” does not answer.", "Start it.")
        ANSWERED[self.info.model] += 1
        self.spent(10, 5)
        with self._lock:
            return [
                self._draft(ask, lambda row, text, place=place: on_text(place, row, text))
                for place, ask in enumerate(asks)
            ]

    def close(self) -> None:
        self.closed = True


ANSWERED: Counter[str] = Counter()
ASKED: Counter[str] = Counter()
"""Answers, and requests, by connection."""


@pytest.fixture(autouse=True)
def alive() -> None:
    ANSWERED.clear()
    ASKED.clear()


def remote(
    database: Database,
    tmp_path_factory: pytest.TempPathFactory,
    *names: str,
    lives: dict[str, float] | None = None,
    seconds: float = 0.0,
) -> RemoteModels:
    settings = Settings(var_dir=tmp_path_factory.mktemp("var"), engine="scripted")
    connections = ConnectionService(database, settings)
    for name in names:
        address = "http://127.0.0.1:8000/v1"
        connections.save(Connection(id=new_id(), name=name, address=address, models=("gpt2",), pool="writers"))

    def make(connection: Connection, _key: str, _model: str, spent: Callable[[int, int], None]) -> Engine:
        return Server(connection, spent, (lives or {}).get(connection.name, float("inf")), seconds)

    return RemoteModels(connections, SpendingService(database), make)


def asks(count: int) -> list[Ask]:
    prompt = Prompt(style=PromptStyle.COMPLETION, text="Warm")
    return [Ask(prompts=(prompt,), settings=SamplingSettings(), seeds=(seed,), max_tokens=8) for seed in range(count)]


def written(engine: Engine, count: int) -> list[str]:
    return [draft.text for own in engine.draft_together(asks(count), lambda *_: True) for draft in own]


def test_a_model_is_found_by_its_connection_or_its_pool(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    models = remote(database, tmp_path_factory, "one", "two")
    assert models.owns("writers/gpt2")
    assert models.owns("one/gpt2")
    assert not models.owns("openai-community/gpt2")
    assert models.list() == (("writers/gpt2", "one, two"),)
    with pytest.raises(ModelNotFound):
        models.engine("one/gpt3")


def test_two_hundred_asks_are_all_answered_once_though_a_server_dies_half_way(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    models = remote(database, tmp_path_factory, "one", "two", lives={"two": 50})
    engine = models.engine("writers/gpt2")
    texts = [text for _ in range(10) for text in written(engine, 20)]
    assert len(texts) == 200
    by = Counter(text.split(" ")[0] for text in texts)
    assert by["two"] == 50
    assert by["one"] == 150
    assert Counter(int(text.split(" ")[1]) for text in texts) == Counter(dict.fromkeys(range(20), 10))


def test_where_no_server_answers_it_is_said(database: Database, tmp_path_factory: pytest.TempPathFactory) -> None:
    models = remote(database, tmp_path_factory, "one", "two", lives={"one": 0, "two": 0})
    with pytest.raises(RemoteError, match="does not answer"):
        written(models.engine("writers/gpt2"), 1)


def test_the_first_failure_ends_what_waits_beside_it(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    models = remote(database, tmp_path_factory, "one", lives={"one": 2}, seconds=0.02)
    with pytest.raises(RemoteError, match="does not answer"):
        written(models.engine("writers/gpt2"), 40)
    assert ASKED["one"] < 10


def test_what_nobody_wants_any_more_is_not_asked_for(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    engine = remote(database, tmp_path_factory, "one").engine("one/gpt2")
    (drafts,) = engine.draft_together(asks(1), lambda *_: False)
    assert [(draft.text, draft.ended) for draft in drafts] == [("", Ended.CUT_OFF)]
    assert ASKED["one"] == 0


def test_what_a_run_takes_is_recorded_as_its_own(database: Database, tmp_path_factory: pytest.TempPathFactory) -> None:
    models = remote(database, tmp_path_factory, "one")
    run_id = new_id()
    with models.engine("one/gpt2").charged_to(run_id) as engine:
        written(engine, 3)
    assert engine.is_gone
    with database.read() as work:
        used = work.usage.of_run(run_id)
    assert [(one.connection, one.model, one.prompt_tokens, one.completion_tokens) for one in used] == [
        ("one", "gpt2", 10, 5)
    ] * 3


def test_a_listener_is_called_by_one_at_a_time(database: Database, tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = remote(database, tmp_path_factory, "one", "two").engine("writers/gpt2")
    inside, most = threading.Semaphore(0), 0

    def listen(_ask: int, _row: int, _text: str) -> bool:
        nonlocal most
        inside.release()
        most = max(most, inside._value)
        time.sleep(0.001)
        inside.acquire()
        return True

    engine.draft_together(asks(8), listen)
    assert most == 1


def test_an_address_that_is_no_longer_allowed_is_not_asked(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    models = remote(database, tmp_path_factory, "one")
    with database.work() as work:
        (one,) = work.connections.list()
        work.connections.update(replace(one, address="http://169.254.169.254/v1"))
        work.commit()
    with pytest.raises(InvalidInput, match=r"cloud|cable|not among"):
        models.engine("one/gpt2")
