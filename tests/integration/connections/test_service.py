from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.connections.keys import KEY_FILE, SECRETS_FILE, Keys
from core.connections.service import ConnectionService
from core.domain import Capabilities, Connection, KeySource
from core.errors import InvalidInput, ModelNotFound, NotFound, RemoteError
from core.secrets import redacted
from core.settings import Settings
from db import tables
from db.database import Database
from tests.support.building import new_id
from tests.support.seeded import KEY

ELSEWHERE = "http://127.0.0.1:8000/v1"
CAN = Capabilities(chat=True, seeds=True, together=8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    return folder


@pytest.fixture
def service(database: Database, folder: Path) -> ConnectionService:
    return ConnectionService(
        database, Settings(var_dir=folder), Keys(folder, {"OPENAI_API_KEY": KEY, "EMPTY_API_KEY": ""})
    )


def a_connection(**fields: Any) -> Connection:
    values = {"id": new_id(), "name": "openai", "address": "https://api.openai.com/v1", "models": ("gpt-x",)}
    return Connection(**{**values, **fields})


def stored(service: ConnectionService, **fields: Any) -> Connection:
    return service.save(a_connection(key_source=KeySource.STORED, **fields), KEY)


def test_what_is_saved_is_found_again(service: ConnectionService) -> None:
    saved = service.save(a_connection(models=(" gpt-x ", "", "gpt-x", "a/b"), pool="big", seconds=30.5))
    assert service.list() == (saved,)
    assert service.get(saved.id) == saved
    assert saved.models == ("gpt-x", "a/b")
    service.delete(saved.id)
    assert service.list() == ()
    with pytest.raises(NotFound):
        service.get(saved.id)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a/b"),
        ("name", "two words"),
        ("name", "qwen"),
        ("name", "x" * 65),
        ("address", "http://169.254.169.254/"),
        ("address", "https://example.com/v1"),
        ("models", ("m" * 201,)),
        ("pool", "a/b"),
        ("pool", "openai"),
        ("at_once", 0),
        ("at_once", 65),
        ("per_minute", -1),
        ("seconds", 0.5),
        ("seconds", float("nan")),
        ("api_version", "1&x=2"),
    ],
)
def test_what_cannot_be_used_is_named(service: ConnectionService, field: str, value: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        service.save(a_connection(**{field: value}))
    assert refused.value.field == field
    assert service.list() == ()


def test_names_and_pools_do_not_meet(service: ConnectionService) -> None:
    service.save(a_connection(pool="big"))
    service.save(a_connection(name="second", pool="big"))
    for field, values in (
        ("name", {"name": "OpenAI"}),
        ("name", {"name": "big"}),
        ("pool", {"name": "3", "pool": "second"}),
    ):
        with pytest.raises(InvalidInput) as refused:
            service.save(a_connection(**values))
        assert refused.value.field == field


def test_a_models_id_finds_its_connection_or_its_pool(service: ConnectionService) -> None:
    one = service.save(a_connection(pool="big", models=("gpt-x", "owner/model")))
    two = service.save(a_connection(name="two", pool="big", address=ELSEWHERE, models=("owner/model",)))
    assert service.find("openai/gpt-x") == ((one,), "gpt-x")
    assert service.find("big/owner/model") == ((one, two), "owner/model")
    assert service.find("big/gpt-x") == ((one,), "gpt-x")
    assert service.model_ids() == ("big/gpt-x", "big/owner/model")
    for local in ("gpt2", "openai-community/gpt2", "/big/gpt-x", "openai", ""):
        assert service.find(local) == ((), local)
        assert not service.is_remote(local)
    with pytest.raises(ModelNotFound, match="serves no model “gpt-y”"):
        service.find("openai/gpt-y")
    assert service.is_remote("openai/gpt-y")


def test_a_stored_key_is_encrypted_and_comes_back(database: Database, service: ConnectionService, folder: Path) -> None:
    saved = stored(service)
    assert service.key_of(service.get(saved.id)) == KEY
    with database.read() as work:
        rows = work._connection.execute(select(tables.connections)).all()
    assert KEY not in repr(rows)
    assert KEY[-4:] not in repr(rows)
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == [KEY_FILE]
    assert KEY not in redacted(f"refused: {KEY}")


def test_another_address_clears_the_key_and_what_was_found(service: ConnectionService) -> None:
    saved = stored(service)
    service.test(saved.id, lambda *_: CAN)
    moved = service.save(replace(service.get(saved.id), address=ELSEWHERE))
    assert (moved.key_source, moved.key_cipher, moved.capabilities) == (KeySource.NONE, "", None)
    back = service.save(replace(saved, key_source=KeySource.NONE))
    assert service.key_of(back) == ""


def test_a_cipher_that_is_passed_in_is_not_taken(service: ConnectionService) -> None:
    saved = stored(service)
    with pytest.raises(InvalidInput, match="no key yet"):
        service.save(
            a_connection(name="thief", address=ELSEWHERE, key_source=KeySource.STORED, key_cipher=saved.key_cipher)
        )


def test_a_cipher_that_is_moved_to_another_address_in_the_database_is_no_key(
    database: Database, service: ConnectionService
) -> None:
    saved = stored(service)
    with database.work() as work:
        work.connections.update(replace(saved, address=ELSEWHERE))
        work.commit()
    with pytest.raises(InvalidInput, match="another address"):
        service.key_of(service.get(saved.id))


def test_a_change_of_a_limit_keeps_key_and_capabilities(service: ConnectionService) -> None:
    saved = stored(service)
    service.test(saved.id, lambda *_: CAN)
    changed = service.save(replace(saved, at_once=9))
    assert (service.key_of(changed), changed.capabilities, changed.at_once) == (KEY, CAN, 9)


def test_a_new_key_takes_the_place_of_the_old(service: ConnectionService) -> None:
    saved = service.save(a_connection(key_source=KeySource.ENVIRONMENT, key_name="OPENAI_API_KEY"))
    assert service.key_of(service.set_key(saved.id, "another-key-1")) == "another-key-1"
    assert service.key_of(service.save(service.get(saved.id), "another-key-2")) == "another-key-2"


def test_a_lost_key_file_is_said(service: ConnectionService, folder: Path) -> None:
    saved = stored(service)
    (folder / KEY_FILE).unlink()
    with pytest.raises(InvalidInput, match="cannot be opened here"):
        service.key_of(saved)
    assert not (folder / KEY_FILE).exists()
    (folder / KEY_FILE).write_text("rubbish")
    with pytest.raises(InvalidInput, match="not a key file"):
        service.key_of(saved)


@pytest.mark.parametrize("key", ["", "short", "two words here", "line\nbreak-header", "schlüssel-lang"])
def test_what_can_be_no_key_is_refused_without_being_said(service: ConnectionService, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        service.save(a_connection(key_source=KeySource.STORED), key)
    assert refused.value.field == "key"
    assert not key or key not in str(refused.value)


def test_a_key_comes_from_a_variable(service: ConnectionService) -> None:
    saved = service.save(a_connection(key_source=KeySource.ENVIRONMENT, key_name="OPENAI_API_KEY"))
    assert service.key_of(saved) == KEY
    with pytest.raises(InvalidInput, match="is not set"):
        service.key_of(replace(saved, key_name="EMPTY_API_KEY"))


@pytest.mark.parametrize("name", ["", "PATH", "HOUSESTYLE_DATABASE_URL", "AWS_SECRET_ACCESS_KEY", "openai_api_key"])
def test_no_other_variable_is_carried_off(service: ConnectionService, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        service.save(a_connection(key_source=KeySource.ENVIRONMENT, key_name=name))
    assert refused.value.field == "key_name"


def test_a_key_comes_from_the_secrets_file(service: ConnectionService, folder: Path) -> None:
    saved = service.save(a_connection(key_source=KeySource.FILE, key_name="openai"))
    with pytest.raises(InvalidInput, match="There is no file"):
        service.key_of(saved)
    (folder / SECRETS_FILE).write_text(f'openai = "{KEY}"\n')
    assert service.key_of(saved) == KEY
    with pytest.raises(InvalidInput, match="has no “other”"):
        service.key_of(replace(saved, key_name="other"))
    (folder / SECRETS_FILE).write_text(f"openai = {KEY}\n")
    with pytest.raises(InvalidInput, match="cannot be read") as refused:
        service.key_of(saved)
    assert KEY not in str(refused.value)
    assert refused.value.__suppress_context__


def test_a_test_remembers_what_was_found(service: ConnectionService) -> None:
    asked: list[tuple[str, str, str]] = []

    def probe(connection: Connection, key: str, model: str, _resolve: object) -> Capabilities:
        asked.append((connection.name, key, model))
        return CAN

    saved = stored(service, models=("first", "second"))
    assert service.test(saved.id, probe).capabilities == CAN
    assert service.get(saved.id).capabilities == CAN
    assert asked == [("openai", KEY, "first")]


def test_what_was_found_of_another_address_is_not_remembered(service: ConnectionService) -> None:
    def probe(connection: Connection, key: str, model: str, _resolve: object) -> Capabilities:
        service.save(replace(connection, address=ELSEWHERE))  # somebody else, meanwhile
        return CAN

    saved = stored(service)
    assert service.test(saved.id, probe).capabilities is None


def test_a_test_that_fails_remembers_nothing(service: ConnectionService) -> None:
    def probe(*_: object) -> Capabilities:
        raise RemoteError("It does not answer.", "Start it.")

    saved = service.save(a_connection())
    with pytest.raises(RemoteError):
        service.test(saved.id, probe)
    assert service.get(saved.id).capabilities is None
    with pytest.raises(InvalidInput, match="No model is named"):
        service.test(service.save(a_connection(name="empty", models=())).id, lambda *_: CAN)


def test_an_address_that_is_listed_no_more_is_not_tested(
    database: Database, service: ConnectionService, folder: Path
) -> None:
    saved = service.save(a_connection())
    narrowed = ConnectionService(database, Settings(var_dir=folder, remote_hosts="127.0.0.1:8000"))
    with pytest.raises(InvalidInput, match="not among the servers"):
        narrowed.test(saved.id, lambda *_: CAN)
