"""Links as surfaces show them: without what no reader needs of them."""

from __future__ import annotations

from urllib.parse import urlsplit

import regex

from core.channels.links import BARE, WITH_PROTOCOL, without_links

X_PATH = 15
"""Characters of a path that X shows, its first slash included."""
SCHEME = regex.compile(r"(?i)^https?://(?:www\.)?")


def host(link: str) -> str:
    """The name of the site; the link as it is where it has none.

    >>> host("https://www.brightmug.example/warm?utm_source=x")
    'brightmug.example'
    """
    try:
        name = urlsplit(link).hostname or link
    except ValueError:
        return link
    return name.removeprefix("www.")


def x_link(link: str) -> str:
    """A link as X shows it: no protocol, and of the path its first 15 characters.

    Source: the ``display_url`` of the samples in X's (then Twitter's) API documentation, read 2026-11-26; the rule is
    written nowhere.

    >>> x_link("https://dev.twitter.com/blog/twitter-certified-products")
    'dev.twitter.com/blog/twitter-c…'
    """
    bare = SCHEME.sub("", link)
    name, slash, path = bare.partition("/")
    kept = f"{slash}{path}"
    return f"{name}{kept}" if len(kept) <= X_PATH else f"{name}{kept[:X_PATH]}…"


def with_x_links(text: str) -> str:
    """The text with each of its links as X shows it.

    >>> with_x_links("Warm at last: https://www.brightmug.com/warm now.")
    'Warm at last: brightmug.com/warm now.'
    """
    text = WITH_PROTOCOL.sub(lambda found: x_link(found.group()), text)
    return BARE.sub(lambda found: x_link(found.group()) if without_links(found.group())[1] else found.group(), text)
