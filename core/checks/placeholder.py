"""Placeholders: those that the campaign declares, where they are filled in, and no others; nor broken characters."""

from __future__ import annotations

import regex

from core.channels.catalogue import Channel
from core.checks.case import Case, verdict
from core.domain import CheckResult
from core.placeholders import TOKEN, default_of, tokens_in, undeclared

LEFTOVER = regex.compile(
    r"\[[^\]]{1,40}\]|\{[^}]{1,40}\}|<[^>]{1,40}>|\b(?:xx+|lorem ipsum|your (?:brand|product|company) name)\b|_{3,}"
    r"|\N{REPLACEMENT CHARACTER}",
    regex.IGNORECASE,
)


def placeholder(case: Case) -> CheckResult:
    text = case.stored or case.text
    return verdict("placeholder", _leftover(text, case) or _unknown(text, case) or _unfilled(text, case), "none left")


def _leftover(text: str, case: Case) -> str:
    """What looks like a gap that the model left; the brief may have it too."""
    found = [match for match in LEFTOVER.findall(TOKEN.sub(" ", text)) if match not in case.source]
    return f"“{found[0]}” is a placeholder" if found else ""


def _unknown(text: str, case: Case) -> str:
    found = undeclared(text, case.brief.placeholders)
    return f"“{found[0]}” is no placeholder of the campaign" if found else ""


def _unfilled(text: str, case: Case) -> str:
    found = next((token for token in tokens_in(text) if not is_filled(token, case.channel)), "")
    return f"{case.channel.group} does not fill in {found}" if found else ""


def is_filled(token: str, channel: Channel) -> bool:
    """Whether it is filled in where texts of this channel go."""
    return channel.fills == ("keyword" if default_of(token) else "merge")
