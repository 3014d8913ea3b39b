from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from core.cli.arguments import output, say
from core.errors import InvalidInput


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def fail_half_way(path: Path, error: type[BaseException]) -> None:
    with output(path) as out:
        out.write("half")
        raise error


def test_a_file_has_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    with output(path) as out:
        out.write("für 小红书\r\n")
        out.flush()
        assert not path.exists()
    assert path.read_bytes() == "für 小红书\r\n".encode()
    assert names_in(tmp_path) == ["copy.txt"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_whatever_goes_wrong_the_old_file_stands(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(error):
        fail_half_way(path, error)
    assert path.read_text(encoding="utf-8") == "old"
    assert names_in(tmp_path) == ["copy.txt"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    with output(link) as out:
        out.write("new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    with output(pipe) as out:
        out.write("line\n")
    reader.join(timeout=10)
    assert heard == ["line\n"]
    assert pipe.is_fifo()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="is a folder"), output(tmp_path):
        pass


def test_standard_output_stays_open(capsys: pytest.CaptureFixture[str]) -> None:
    with output(None) as out:
        out.write("小红书\n")
    print("more")
    assert capsys.readouterr().out == "小红书\nmore\n"


def test_a_message_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("one\ntwo\r\nthree")
    assert capsys.readouterr().err == "one two three\n"
