from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import InvalidInput
from core.settings import PREFIX, Settings

EXAMPLE = Path(__file__).resolve().parents[3] / ".env.example"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


def listed() -> dict[str, str]:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_example_lists_every_setting_and_no_other() -> None:
    assert set(listed()) == {PREFIX + name.upper() for name in Settings.model_fields}


def test_the_example_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert Settings() == Settings(_env_file=None)


def test_every_setting_of_the_example_has_its_line_of_words() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        assert "=" not in line or line.startswith("#") or lines[number - 1].startswith("# ")


def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUSESTYLE_THREADS", "many")
    with pytest.raises(InvalidInput, match="HOUSESTYLE_THREADS") as caught:
        Settings()
    assert caught.value.field == "HOUSESTYLE_THREADS"


def test_an_unknown_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUSESTYLE_ENGINE", "steam")
    with pytest.raises(InvalidInput, match="HOUSESTYLE_ENGINE"):
        Settings()


def test_data_lie_in_the_var_folder_unless_a_database_is_named(tmp_path: Path) -> None:
    assert Settings(var_dir=tmp_path).resolved_database_url == f"sqlite:///{tmp_path / 'housestyle.sqlite'}"
    url = "postgresql+psycopg://me@127.0.0.1/copy"
    named = Settings(var_dir=tmp_path, database_url=url)
    assert named.resolved_database_url == named.jobs_database_url == url
