from __future__ import annotations

from pathlib import Path

import pytest

from core.domain import BriefPersona
from core.errors import InvalidInput
from core.house.reading import Split, persona_of, read_file

FILE = """brand: Crumbhollow
product: slow sourdough loaves
tone: warm
facts: dough proves for 36 hours; loaves cost £4.20
cta: Come for bread
banned: artisan
split: dev
persona A: Declan, 41, paramedic
persona B: The guesthouse owner: 52, serves six guests

A | push | Crumbhollow opens at dawn.
weak: Best bread in town
B | email_body | First. ¶ Second.
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "crumbhollow.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_examples(tmp_path: Path) -> None:
    push, email = read_file(write(tmp_path, FILE))
    assert (push.text, push.weak, push.split) == ("Crumbhollow opens at dawn.", "Best bread in town", Split.DEV)
    assert push.brief.facts == ("dough proves for 36 hours", "loaves cost £4.20")
    assert push.brief.persona == BriefPersona(name="Declan", description="41, paramedic")
    assert (email.text, email.weak) == ("First.\n\nSecond.", "")
    assert (email.brief.channel, email.brief.offer, email.brief.banned) == ("email_body", "", ("artisan",))


def test_texts_below_the_line_direct_are_direct(tmp_path: Path) -> None:
    lines = "direct:\nA | push | Crumbhollow loaves cost £4.20.\nweak: Cheap bread\nB | sms | Crumbhollow bakes loaves."
    found = read_file(write(tmp_path, f"{FILE}{lines}\n"))
    assert [example.direct for example in found] == [False, False, True, True]
    assert found[2].weak == "Cheap bread"


@pytest.mark.parametrize(
    ("line", "persona"),
    [
        ("Declan, 41, paramedic", BriefPersona(name="Declan", description="41, paramedic")),
        ("The owner: 52, serves six", BriefPersona(name="The owner", description="52, serves six")),
        ("Runs a café. Wants quiet", BriefPersona(name="", description="Runs a café. Wants quiet")),
    ],
)
def test_a_persona_has_a_name_where_its_line_has_one(line: str, persona: BriefPersona) -> None:
    assert persona_of(line) == persona


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A | push | Crumb", "A push Crumb", "crumbhollow.txt, line 11"),
        ("A | push", "C | push", "there is no persona C"),
        ("split: dev\n", "", "“split” is missing"),
        ("product: slow sourdough loaves\n", "", "“product” is missing"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        read_file(write(tmp_path, FILE.replace(old, new)))
