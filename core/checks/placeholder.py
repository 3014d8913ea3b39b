"""No placeholder is left in, unless the brief has it; nor the sign for a character that came out broken."""

from __future__ import annotations

import regex

from core.checks.case import Case, verdict
from core.domain import CheckResult

PLACEHOLDER = regex.compile(
    r"\[[^\]]{1,40}\]|\{[^}]{1,40}\}|<[^>]{1,40}>|\b(?:xx+|lorem ipsum|your (?:brand|product|company) name)\b|_{3,}"
    r"|\N{REPLACEMENT CHARACTER}",
    regex.IGNORECASE,
)


def placeholder(case: Case) -> CheckResult:
    found = [match for match in PLACEHOLDER.findall(case.text) if match not in case.source]
    return verdict("placeholder", f"“{found[0]}” is a placeholder" if found else "", "none")
