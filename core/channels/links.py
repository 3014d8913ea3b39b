"""Links in a text, as X finds them: each is counted alike there, however long it is.

A link has http:// or https:// in front, or is a bare domain that ends in a top-level domain. A bare one of a country
with a single label before it ("warm.de") is none unless a path follows, but for .co and .tv.
Source: twitter-text, extractUrlsWithIndices and its conformance cases, read 2026-11-26. Top-level domains: the Public
Suffix List, as the package ``publicsuffixlist`` brings it.
"""

from __future__ import annotations

from functools import cache

import regex
from publicsuffixlist import PublicSuffixList

REST = r"[^\s\u2e80-\U0010ffff]*[\p{Latin}\p{Cyrillic}\d+=#/_-]"
WITH_PROTOCOL = regex.compile(rf"(?i)(?<![a-z0-9@$#])https?://{REST}")
BARE = regex.compile(
    r"(?i)(?<![a-z0-9@＠$#＃._/\u202a-\u202e-])"
    r"(?P<domain>(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z]{2,63})(?![a-z0-9@+-])"
    rf"(?P<rest>(?::\d+)?(?:[/?]{REST}|/)?)"
)
SHORT_COUNTRIES = ("co", "tv")
LABELS_OF_SHORT = 2
COUNTRY = 2
"""Letters in the top-level domain of a country, and in no other."""


def without_links(text: str) -> tuple[str, int]:
    """What stands around the links, and how many there are.

    >>> without_links("see brightmug.com/warm now, e.g. today")
    ('see  now, e.g. today', 1)
    """
    text, links = WITH_PROTOCOL.subn("", text)
    if "." not in text:
        return text, links
    bare = 0

    def cut(match: regex.Match[str]) -> str:
        nonlocal bare
        domain = _domain(match["domain"], has_path=bool(match["rest"]))
        if not domain:
            return match.group()
        bare += 1
        return match.group()[len(domain) :] if domain != match["domain"] else ""

    return BARE.sub(cut, text), links + bare


def _domain(dotted: str, *, has_path: bool) -> str:
    """What of dotted words is a domain: all up to the last that is a top-level domain; empty where that is none."""
    labels = dotted.split(".")
    while len(labels) > 1 and not _is_top_level(labels[-1].lower()):
        labels.pop()
        has_path = False
    end = labels[-1].lower()
    is_short = len(labels) == LABELS_OF_SHORT and len(end) == COUNTRY and end not in SHORT_COUNTRIES
    return "" if len(labels) == 1 or (is_short and not has_path) else ".".join(labels)


def _is_top_level(label: str) -> bool:
    return _suffixes().publicsuffix(f"any.{label}") is not None


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)
