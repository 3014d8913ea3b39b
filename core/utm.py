"""UTM: what a link says of where it was clicked, as web analytics read it.

Source: Google Analytics Help, Collect campaign data with custom URLs, read 2026-11-26.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from core.errors import InvalidInput

PREFIX = "utm_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utm:
    """``source`` is who sends (google), ``medium`` how (cpc), ``campaign`` for what; the rest tells ads apart."""

    source: str = ""
    medium: str = ""
    campaign: str = ""
    content: str = ""
    term: str = ""


def utm_of(link: str) -> Utm:
    """What a link says already.

    >>> utm_of("https://a.example/?utm_source=google&size=2").source
    'google'
    """
    said = dict(parse_qsl(urlsplit(link).query))
    return Utm(**{field.name: said.get(PREFIX + field.name, "") for field in fields(Utm)})


def tagged(link: str, utm: Utm) -> str:
    """The link with these tags in the place of those it has; whatever else it asks for stays, and so does its anchor.

    Raises InvalidInput where there is no link, or source or medium is missing while another tag is given: analytics
    would leave the click out.

    >>> tagged("https://a.example/mug?size=2&utm_source=old#top", Utm(source="google", medium="cpc"))
    'https://a.example/mug?size=2&utm_source=google&utm_medium=cpc#top'
    """
    parts = urlsplit(link)
    if not parts.hostname:
        raise InvalidInput("link", "There is no link to tag.", "Fill in the link first.")
    given = {field.name: getattr(utm, field.name).strip() for field in fields(Utm)}
    if any(given.values()) and not (given["source"] and given["medium"]):
        raise InvalidInput("utm", "A tagged link needs a source and a medium.", "Fill in both, or empty all of them.")
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if _stays(name)]
    tags = [(PREFIX + name, value) for name, value in given.items() if value]
    return urlunsplit(parts._replace(query=urlencode([*kept, *tags])))


def _stays(name: str) -> bool:
    return name not in {PREFIX + field.name for field in fields(Utm)}
