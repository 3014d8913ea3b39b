"""Claims in a text: underlined, and each answers with the statement of the brief that it rests on."""

from __future__ import annotations

from html import escape

from core.checks.claims import Claim, ledger
from core.domain import Brief


def with_claims(text: str, brief: Brief, *, seen: int | None = None) -> str:
    """The text as HTML with its claims marked; hovered or focused, a claim shows its source.

    What comes after ``seen`` code points is fainter: a surface shows it only when asked.
    """
    parts: list[str] = []
    end = 0
    for claim in ledger(text, brief):
        parts += [_plain(text, end, claim.start, seen), _mark(text[claim.start : claim.end], claim)]
        end = claim.end
    return "".join((*parts, _plain(text, end, len(text), seen)))


def _plain(text: str, start: int, end: int, seen: int | None) -> str:
    cut = end if seen is None else min(max(start, seen), end)
    faint = f'<span class="hs-muted">{escape(text[cut:end])}</span>' if cut < end else ""
    return escape(text[start:cut]) + faint


def _mark(span: str, claim: Claim) -> str:
    said = f"From the brief: {claim.support}" if claim.support else f"Not supported: {claim.problem}"
    style = "hs-claim" if claim.support else "hs-claim hs-unsupported"
    label = escape(f"{span}. {said}", quote=True)
    source = escape(said, quote=True)
    attributes = f'class="{style}" tabindex="0" role="note" aria-label="{label}" data-source="{source}"'
    return f"<span {attributes}>{escape(span)}</span>"
