"""Claims in a text: underlined, and each answers with the statement of the brief that it rests on."""

from __future__ import annotations

from html import escape

from core.checks.claims import Claim, ledger
from core.domain import Brief


def with_claims(text: str, brief: Brief, *, seen: int | None = None, more: str = "") -> str:
    """The text as HTML with its claims marked; hovered or focused, a claim shows its source.

    What comes after ``seen`` code points, or after the claim that they end in, is fainter: a surface shows it only
    when asked. ``more`` is plain text that stands at that place.
    """
    seen = len(text) if seen is None else seen
    before: list[str] = []
    after: list[str] = []
    end = 0
    for claim in ledger(text, brief):
        _plain(text, end, claim.start, seen, before, after)
        (before if claim.start < seen else after).append(_mark(text[claim.start : claim.end], claim))
        end = claim.end
    _plain(text, end, len(text), seen, before, after)
    if not after:
        return "".join(before)
    sign = f'<span class="hs-f-more">{escape(more)}</span>' if more else ""
    return f'{"".join(before)}{sign}<span class="hs-unseen">{"".join(after)}</span>'


def _plain(text: str, start: int, end: int, seen: int, before: list[str], after: list[str]) -> None:
    """What stands between claims, to the one side of the cut, to the other, or to both."""
    at = min(max(start, seen), end)
    before.append(escape(text[start:at]))
    if at < end:
        after.append(escape(text[at:end]))


def _mark(span: str, claim: Claim) -> str:
    said = f"From the brief: {claim.support}" if claim.support else f"Not supported: {claim.problem}"
    style = "hs-claim" if claim.support else "hs-claim hs-unsupported"
    label = escape(f"{span}. {said}", quote=True)
    source = escape(said, quote=True)
    attributes = f'class="{style}" tabindex="0" role="note" aria-label="{label}" data-source="{source}"'
    return f"<span {attributes}>{escape(span)}</span>"
