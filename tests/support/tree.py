"""The README's tree: every module with the first line of its own docstring.

``python -m tests.support.tree`` writes it between the two marks of README.md; a test says when that is due.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
FOLDERS = ("pages", "core", "db", "benchmarks")
BEGIN, END = "<!-- tree -->", "<!-- end of tree -->"
COLUMN = 44


def tree() -> str:
    lines = [_line("app.py", ROOT / "app.py", 0)]
    for folder in FOLDERS:
        lines += _folder(ROOT / folder, 0)
    return "\n".join(["```text", *lines, "```"])


def with_tree(readme: str) -> str:
    """The same text with the tree as it is now."""
    before, rest = readme.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{tree()}\n{END}{after}"


def _folder(folder: Path, depth: int) -> Iterator[str]:
    init = folder / "__init__.py"
    yield _line(f"{folder.name}/", init if init.exists() else None, depth)
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield _line(path.name, path, depth + 1)
    for inner in sorted(path for path in folder.iterdir() if path.is_dir() and any(path.glob("*.py"))):
        yield from _folder(inner, depth + 1)


def _line(name: str, path: Path | None, depth: int) -> str:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) if path else None
    words = (doc or "").split("\n\n")[0].replace("\n", " ")
    return f"{'  ' * depth}{name}".ljust(COLUMN) + words if words else f"{'  ' * depth}{name}"


if __name__ == "__main__":
    README.write_text(with_tree(README.read_text(encoding="utf-8")), encoding="utf-8")
