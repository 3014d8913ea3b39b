"""What shops say of their products: markup taken out, and shortened to whole sentences where that is asked for."""

from __future__ import annotations

import re
from html.parser import HTMLParser

MARKUP = re.compile(r"<(?:p|div|br|ul|ol|li|span|h[1-6]|strong|b|em|i|a|table|tr|td)\b[^<>]*>", re.IGNORECASE)
BREAKS = frozenset(("p", "div", "br", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr"))
HIDDEN = frozenset(("script", "style"))
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


def without_markup(text: str) -> str:
    """The text that a browser would show of HTML, a line for each paragraph; other text as it is.

    >>> without_markup("<p>Warm &amp; dry.</p><ul><li>540 g</li></ul>"), without_markup("a < b")
    ('Warm & dry.\\n540 g', 'a < b')
    """
    if not MARKUP.search(text):
        return text
    reader = _Shown()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).splitlines())
    return "\n".join(line for line in lines if line)


def first_sentences(text: str, longest: int) -> str:
    """As many whole sentences from the beginning as fit; the text as it is where not even one does.

    >>> first_sentences("A mug. It is warm. It charges.", 18)
    'A mug. It is warm.'
    """
    kept = text = " ".join(text.split())
    ends = [match.start() for match in SENTENCE_END.finditer(text)]
    if len(text) > longest:
        kept = next((text[:end] for end in reversed(ends) if 0 < end <= longest), text)
    return kept.strip()


class _Shown(HTMLParser):
    """Collects what is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the signature is the parser's
        self._hidden += tag in HIDDEN
        if tag in BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in HIDDEN))
        if tag in BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)
