from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from huggingface_hub.errors import LocalEntryNotFoundError, OfflineModeIsEnabled

from core.errors import HubUnreachable, ModelError, ModelNotFound, UnsafeWeights
from core.models import files
from core.models.files import bundled_gguf, folder_of, is_cached, is_folder, size_of
from tests.support import tiny_models
from tests.unit.models.conftest import REVISION, Build

Downloaded = Callable[[str, Build], Path]


@pytest.mark.parametrize(
    ("model_id", "expected"),
    [
        ("/srv/models/ours", True),
        ("./ours", True),
        ("../ours", True),
        ("~/ours", True),
        ("gpt2", False),
        ("uer/gpt2-chinese-cluecorpussmall", False),
        ("models/ours", False),
    ],
)
def test_a_folder_is_named_as_a_path_and_all_else_is_a_hub_id(model_id: str, expected: bool) -> None:
    assert is_folder(model_id) is expected


def test_a_folder_is_used_where_it_is(tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "ours")
    assert folder_of(str(folder), offline=True) == (folder, "local")
    assert size_of(folder) == (folder / "model.safetensors").stat().st_size


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tiny_models.gpt2(tmp_path / "ours")
    assert folder_of("~/ours", offline=True) == (folder, "local")


@pytest.mark.parametrize("model_id", ["/nowhere/at/all", "./nowhere", "~nobody-of-this-name/ours"])
def test_a_missing_folder_is_not_found(model_id: str) -> None:
    with pytest.raises(ModelNotFound, match="no model in the folder") as caught:
        folder_of(model_id, offline=True)
    assert model_id in caught.value.what
    assert "config.json" in caught.value.mend


def test_a_folder_without_a_model_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing here", encoding="utf-8")
    with pytest.raises(ModelNotFound):
        folder_of(str(tmp_path), offline=True)


@pytest.mark.parametrize("model_id", ["", "..", "a/b/c", "-gpt2", "two words", "owner/", "gpt2?", "gpt2;ls"])
def test_what_is_neither_id_nor_folder_is_refused_with_how_to_write_one(model_id: str) -> None:
    with pytest.raises(ModelNotFound, match="neither a Hub id nor a folder") as caught:
        folder_of(model_id, offline=True)
    assert "owner/name" in caught.value.mend


@pytest.mark.parametrize("model_id", ["a--b", "gpt2é", "ours.git", "a" * 97])
def test_an_id_that_the_hub_does_not_allow_is_not_found(model_id: str) -> None:
    with pytest.raises(ModelNotFound, match="no model"):
        folder_of(model_id, offline=True)
    assert not is_cached(model_id)


def test_weights_that_are_only_a_pickle_are_refused_by_name(tmp_path: Path) -> None:
    folder = tiny_models.pickled(tmp_path / "pickled")
    with pytest.raises(UnsafeWeights, match=r"pytorch_model\.bin, a format that can run code") as caught:
        folder_of(str(folder), offline=True)
    assert "safetensors" in caught.value.mend


def test_a_pickle_beside_safetensors_is_no_reason_to_refuse(tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "both")
    (folder / "pytorch_model.bin").write_bytes(b"never opened")
    assert folder_of(str(folder), offline=True)[0] == folder


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    folder = tiny_models.gpt2(tmp_path / "empty")
    (folder / "model.safetensors").unlink()
    with pytest.raises(UnsafeWeights, match="not as safetensors"):
        folder_of(str(folder), offline=True)


def test_a_downloaded_model_is_found_without_a_network_and_knows_its_revision(downloaded: Downloaded) -> None:
    snapshot = downloaded("owner/tiny", tiny_models.gpt2)
    assert is_cached("owner/tiny")
    assert folder_of("owner/tiny", offline=True) == (snapshot, REVISION)


def test_a_downloaded_model_with_pickles_only_is_refused(downloaded: Downloaded) -> None:
    downloaded("owner/pickled", tiny_models.pickled)
    with pytest.raises(UnsafeWeights, match="owner/pickled"):
        folder_of("owner/pickled", offline=True)


def test_a_model_that_is_not_here_is_out_of_reach_offline() -> None:
    assert not is_cached("gpt2")
    with pytest.raises(HubUnreachable, match="gpt2") as caught:
        folder_of("gpt2", offline=True)
    assert "choose the bundled model" in caught.value.mend


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OfflineModeIsEnabled("offline"), HubUnreachable),
        (LocalEntryNotFoundError("not here"), HubUnreachable),
        (ConnectionResetError("gone"), HubUnreachable),
        (TimeoutError("too slow"), HubUnreachable),
    ],
)
def test_a_network_that_fails_is_a_hub_out_of_reach(
    error: Exception, expected: type[ModelError], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_options: object) -> str:
        raise error

    monkeypatch.setattr(files, "snapshot_download", fail)
    with pytest.raises(expected) as caught:
        folder_of("owner/name", offline=False)
    assert caught.value.__cause__ is error


def test_the_hub_is_not_asked_where_the_settings_forbid_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def download(_model_id: str, *, allow_patterns: list[str], local_files_only: bool) -> str:
        assert not any(pattern.endswith((".bin", ".pt", ".pkl")) for pattern in allow_patterns)
        asked.append(local_files_only)
        return str(folder)

    folder = tiny_models.gpt2(tmp_path / "found")
    monkeypatch.setattr(files, "snapshot_download", download)
    for offline in (True, False):
        folder_of("owner/name", offline=offline)
    assert asked == [True, False]


def test_bundled_weights_that_are_not_installed_are_missed_with_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BUNDLED_PACKAGE", "housestyle_has_no_such_package")
    with pytest.raises(ModelNotFound, match="not installed") as caught:
        bundled_gguf()
    assert "make setup" in caught.value.mend


def test_a_package_without_its_weights_is_missed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "hollow_weights"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(files, "BUNDLED_PACKAGE", "hollow_weights")
    with pytest.raises(ModelNotFound):
        bundled_gguf()
    (package / "tiny.gguf").touch()
    assert bundled_gguf() == package / "tiny.gguf"
