"""No link, address or handle that the brief lacks."""

from __future__ import annotations

import regex

from core.checks.case import Case, verdict
from core.domain import CheckResult

LINK = regex.compile(
    r"https?://\S+|www\.\S+|\b[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w+|\b[\w-]+\.(?:com|net|org|io|co|uk|shop|store|app|cn|de)\b(?:/\S*)?",
    regex.IGNORECASE,
)


def link(case: Case) -> CheckResult:
    known = f"{case.source} {case.brief.link}".casefold()
    found = [match for match in LINK.findall(case.text) if match.rstrip(".,;:!?)]”’\"'").casefold() not in known]
    return verdict("link", f"“{found[0]}” is not in the brief" if found else "", "none that the brief lacks")
