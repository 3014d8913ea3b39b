"""The search for the tests' key would find it."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from tests.support.seeded import GIVEN, KEY, files_with_it, is_in


def test_it_is_found_however_it_was_written(tmp_path: Path) -> None:
    """In the end the files are gone again: all that is left behind is searched."""
    inside = tmp_path / "exports" / "july"
    inside.mkdir(parents=True)
    (inside / "a.csv").write_text(f"key,{KEY}\n", encoding="utf-16")
    (inside / "app.log").write_text(f"GET /?key={quote(KEY, safe='')}", encoding="utf-8")
    with zipfile.ZipFile(inside / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("sheet.xml", f"{'<a/>' * 99}<v>{KEY}</v>")
    with closing(sqlite3.connect(inside / "jobs.sqlite")) as database, database:
        database.execute("CREATE TABLE jobs AS SELECT ? AS input", (f'{{"key": "{KEY}"}}',))
    (inside / GIVEN[0]).write_text(f'box = "{KEY}"', encoding="utf-8")
    (inside / "fine.txt").write_text("nothing of the kind", encoding="utf-8")
    (inside / "broken.xlsx").write_bytes((inside / "book.xlsx").read_bytes()[60:])
    found = [file.name for file in files_with_it(tmp_path)]
    for file in inside.iterdir():
        file.unlink()
    assert found == ["a.csv", "app.log", "book.xlsx", "jobs.sqlite"]
    assert is_in(f"Bearer {KEY}")
    assert not is_in("Bearer …")
