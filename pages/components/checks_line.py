"""Check results in words and icons, never by colour alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from core.domain import CheckResult, Draft

TITLES = {
    "fits": "fits",
    "complete": "complete",
    "brand": "brand",
    "claims": "claims",
    "banned": "banned words",
    "required": "required words",
    "cta": "call to action",
    "chatter": "no chatter",
    "placeholder": "no placeholder",
    "link": "links",
    "repetition": "no repetition",
    "profanity": "no profanity",
    "topic": "on topic",
    "angle": "its angle",
    "example": "own words",
    "language": "language",
    "duplicate": "not a double",
    "sense": "makes sense",
}
FAULTS = {
    "fits": "too long",
    "complete": "incomplete",
    "brand": "brand missing or misspelled",
    "claims": "unsupported claim",
    "banned": "banned word",
    "required": "required word missing",
    "cta": "call to action changed",
    "chatter": "chatter",
    "placeholder": "placeholder",
    "link": "unknown link",
    "policy": "against policy",
    "repetition": "repetitive",
    "profanity": "profanity",
    "topic": "off topic",
    "angle": "another angle",
    "example": "copied",
    "language": "wrong language",
    "duplicate": "too alike",
    "sense": "doubtful sense",
}
HEADLINE_CHECKS = ("fits", "claims", "brand")
"""What a card says when all is well; the other checks speak up only when they fail."""


def checks_html(length: int, limit: int | None, checks: Sequence[CheckResult], why: str = "") -> str:
    """One line: the length against its limit, the checks people ask for first, every failure with its reason, and
    why the text stands where it stands."""
    count = f"{length}/{limit}" if limit else f"{length}"
    shown = [f'<span class="hs-count">{count}</span>']
    for check in checks:
        if not check.ok:
            shown.append(f'<span class="hs-fail">! {escape(title(check.name))}: {escape(check.reason)}</span>')
        elif check.name in HEADLINE_CHECKS:
            shown.append(f'<span class="hs-pass">✓ {escape(title(check.name))}</span>')
    if why:
        shown.append(f'<span class="hs-why" title="What its place rests on">{escape(why)}</span>')
    return f'<div class="hs-checks">{" ".join(shown)}</div>'


def why_not(rejected: Sequence[Draft]) -> str:
    """“11 drafts did not pass: 6 too long · 3 unsupported claim”, by the first check that each failed."""
    first = Counter(next((check.name for check in draft.checks if not check.ok), "") for draft in rejected)
    parts = " · ".join(f"{count} {FAULTS.get(name, name)}" for name, count in first.most_common(5) if name)
    noun = "draft" if len(rejected) == 1 else "drafts"
    return f"{len(rejected)} {noun} did not pass: {parts}"


def title(name: str) -> str:
    return TITLES.get(name, name)
