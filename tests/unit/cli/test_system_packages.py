from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import system_packages


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """Nothing is installed, and what would be run is only noted down."""
    run: list[list[str]] = []

    def note(step: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        run.append(step)
        return subprocess.CompletedProcess(step, 0)

    monkeypatch.setattr(subprocess, "run", note)
    monkeypatch.setattr(system_packages, "POSTGRESQL", tmp_path)
    monkeypatch.setattr(system_packages, "CHROMIUM_ON_MACOS", (tmp_path / "Chrome",))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    only(monkeypatch)
    return run


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """These programs are on the path and no others."""
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_chromium_is_found_under_each_of_its_names(
    steps: list[list[str]], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    only(monkeypatch, name)
    assert system_packages.chromium() == Path("/usr/bin") / name


def test_chromium_is_found_among_the_applications_of_a_mac(steps: list[list[str]], tmp_path: Path) -> None:
    assert system_packages.chromium() is None
    (tmp_path / "Chrome").touch()
    assert system_packages.chromium() == tmp_path / "Chrome"


def test_the_newest_postgresql_is_taken(steps: list[list[str]], tmp_path: Path) -> None:
    for version in ("9", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    assert system_packages.postgresql_bin() == tmp_path / "17" / "bin"


def test_nothing_is_run_where_nothing_is_missing(steps: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "chromium", "initdb")
    assert system_packages.main() == 0
    assert steps == []


def test_root_installs_what_is_missing_and_no_cluster(steps: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "apt-get")
    assert system_packages.install(["chromium", "postgresql"])
    keep_stopped, update, install = [" ".join(step) for step in steps]
    assert "create_main_cluster = false" in keep_stopped
    assert update.endswith("apt-get update")
    assert install.endswith("apt-get install -y --no-install-recommends chromium postgresql")


def test_others_install_through_sudo_where_it_asks_nothing(
    steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    only(monkeypatch, "apt-get", "sudo")
    assert system_packages.install(["chromium"])
    assert all(step[:2] == ["sudo", "-n"] for step in steps)
    assert not any("create_main_cluster" in " ".join(step) for step in steps)


def test_who_may_not_install_is_told_the_command(
    steps: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    only(monkeypatch, "apt-get", "initdb")
    assert system_packages.main() == 1
    told = capsys.readouterr().err
    assert "sudo apt-get install -y --no-install-recommends chromium" in told
    assert "postgresql" not in told
    assert steps == []


def test_an_installation_that_brought_nothing_is_a_failure(
    steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    only(monkeypatch, "apt-get")
    assert system_packages.main() == 1
    assert len(steps) == 3
