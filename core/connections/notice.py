"""What leaves this machine, and where to: said before it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.connections.addresses import Address, read_address
from core.domain import Brief, Connection

MOST_NAMED = 3


def what_leaves(connections: Sequence[Connection], briefs: Sequence[Brief]) -> str:
    """In words: whose briefs, what they hold, and each server that they may go to."""
    if not briefs or not connections:
        return ""
    products = dict.fromkeys(f"“{brief.product}”" for brief in briefs)
    people = dict.fromkeys(brief.persona.name for brief in briefs)
    noun = "brief" if len(products) == 1 and len(people) == 1 else "briefs"
    parts = joined(_parts(briefs))
    goes = "goes" if noun == "brief" else "go"
    where = joined(dict.fromkeys(_place(read_address(one.address)) for one in connections), "or")
    return (
        f"The {noun} of {few(products)} for {few(people)}, with {'its' if noun == 'brief' else 'their'} {parts}, "
        f"{goes} to {where}. Nothing else does."
    )


def _parts(briefs: Sequence[Brief]) -> list[str]:
    """All that a prompt may be made of, as far as the briefs hold any."""
    found = ["brand", "persona"]
    for word, field in (
        ("facts", "facts"),
        ("offer", "offer"),
        ("call to action", "cta"),
        ("link", "link"),
        ("words to use", "required"),
        ("words never to use", "banned"),
        ("tone", "tone"),
        ("placeholders", "placeholders"),
        ("earlier texts as examples", "examples"),
        ("text to rewrite", "rewrite"),
    ):
        if any(getattr(brief, field) for brief in briefs):
            found.append(word)
    return found


def _place(address: Address) -> str:
    if address.is_loopback:
        return f"the server at port {address.port} of this machine"
    return address.host


def joined(words: Iterable[str], last: str = "and") -> str:
    """
    >>> joined(["brand", "facts", "offer"])
    'brand, facts and offer'
    """
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def few(words: Iterable[str]) -> str:
    """
    >>> few(["Ann", "Bo", "Cy", "Di", "Eve"])
    'Ann, Bo, Cy and 2 more'
    """
    named = list(words)
    more = len(named) - MOST_NAMED
    return joined([*named[:MOST_NAMED], f"{more} more"] if more > 0 else named)
