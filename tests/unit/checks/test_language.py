from __future__ import annotations

import pytest

from core.checks.language import language
from core.domain import CheckResult
from tests.unit.checks.cases import a_case


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        ("en", "Brightmug keeps it warm.", "Latin letters"),
        ("de", "Größe zählt: Brightmug hält warm.", "Latin letters"),
        ("en", "A café named 咖啡.", "Latin letters"),
        ("en", "60%!", "Latin letters"),
        ("zh", "Brightmug让你的咖啡保持温热。", "Chinese"),
        ("zh", "咖啡温热一整个上午 mug", "Chinese"),
    ],
)
def test_the_script_of_the_brief_passes(code: str, text: str, reason: str) -> None:
    assert language(a_case(text, language=code)) == CheckResult(name="language", ok=True, reason=reason)


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        ("en", "Brightmug让你的咖啡保持温热。", "not written in Latin letters"),
        ("fr", "Кружка всегда тёплая.", "not written in Latin letters"),
        ("zh", "Brightmug keeps it warm.", "not written in Chinese"),
        ("zh", "コーヒーがあたたかい", "not written in Chinese"),
        ("zh", "咖啡一直 warm", "not written in Chinese"),
        ("zh", "咖啡 stays warm", "not written in Chinese"),
    ],
)
def test_another_script_fails(code: str, text: str, reason: str) -> None:
    assert language(a_case(text, language=code)) == CheckResult(name="language", ok=False, reason=reason)
