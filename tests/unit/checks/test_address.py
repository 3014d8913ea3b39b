from __future__ import annotations

import pytest

from core.channels.catalogue import load_catalogue
from core.checks.address import address
from core.checks.case import Case
from core.domain import BriefPersona
from tests.support.building import a_brief

READER = BriefPersona(
    name="", description="62, promised five nieces a weekend and has no tent. Was badly overcharged. Has a niece."
)


def case(text: str) -> Case:
    return Case(text=text, brief=a_brief(persona=READER), channel=load_catalogue().get("meta_primary"))


@pytest.mark.parametrize("text", ["Has no tent? Try Brightmug.", "Try Brightmug. Was badly overcharged by them?"])
def test_a_question_cut_out_of_the_reader_s_description_asks_nobody(text: str) -> None:
    verdict = address(case(text))
    assert not verdict.ok
    assert "speaks of the reader and not to them" in verdict.reason


@pytest.mark.parametrize(
    "text",
    [
        "No tent? Try Brightmug.",
        "Have no tent?",
        "Was that badly done?",
        "Has a niece slept badly?",
        "Has no tent, and wants none.",
    ],
)
def test_what_is_asked_of_them_may_stand(text: str) -> None:
    assert address(case(text)).ok
