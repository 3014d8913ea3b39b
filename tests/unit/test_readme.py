"""The README says what is there."""

from __future__ import annotations

import re

from core.settings import Settings
from tests.support.tree import README, ROOT, with_tree


def test_the_tree_is_the_one_that_is_there() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == with_tree(readme), "run: make readme"


def test_every_picture_and_file_that_it_names_is_there() -> None:
    named = re.findall(r"\]\(([\w./-]+)\)", README.read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_make_target_that_it_names_is_there() -> None:
    named = set(re.findall(r"`make (\w+)", README.read_text(encoding="utf-8")))
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= targets


def test_every_setting_is_in_the_example_file() -> None:
    listed = set(re.findall(r"^HOUSESTYLE_(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert listed == {name.upper() for name in Settings.model_fields}
