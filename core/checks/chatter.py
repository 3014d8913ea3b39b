"""No chatter: the copy and nothing about the copy."""

from __future__ import annotations

import regex

from core.checks.case import Case, verdict
from core.domain import CheckResult

CHATTER = regex.compile(
    r"^(?:sure|certainly|of course|okay|ok|here (?:is|are|'s)|here’s|as an ai|i am an ai|i'm an ai|i hope|i'm sorry|"
    r"i cannot|i can't|note:|output:|answer:|text:|ad:|copy:|headline:|subject:|title:|caption:|description:|tweet:|"
    r"post:|sms:|brand:|product:|audience:|tone:|facts:|offer:|channel:|limit:)"
    r"|\b(?:language model|this (?:ad|copy|headline|caption|post|text) (?:is|uses|should)|characters? (?:limit|long)|"
    r"the audience|the brief|call to action|word count|target audience|marketing|copywriter|"
    r"(?:channel|limit|brand|product|audience|tone|facts|offer):)",
    regex.IGNORECASE,
)


def chatter(case: Case) -> CheckResult:
    found = CHATTER.search(case.text)
    allowed = found and found.group().casefold() in case.source.casefold()
    return verdict("chatter", f"“{found.group()}” is talk about the text" if found and not allowed else "", "copy only")
