"""Own words: no copy of a shown example, nor of an earlier text of the brand, and no other brand's name."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract_iter

from core.checks.case import Case, verdict
from core.checks.words import has_phrase
from core.domain import CheckResult
from core.house.reading import house_examples
from core.once import once
from core.prompts.examples import examples_for

ALIKE = 76
THE_SAME = 90
"""Headlines of four words may be alike by chance: of a house example only a copy is refused, and of the brand's own
texts, which tell of the same things."""


def example(case: Case) -> CheckResult:
    return verdict("example", _problem(case), "its own words")


def _problem(case: Case) -> str:
    for shown in examples_for(case.channel.taught_as.id):
        if shown.brief.brand == case.brief.brand:
            continue  # a brand's own example is never in its prompt
        if has_phrase(case.text, shown.brief.brand):
            return f"names “{shown.brief.brand}”"
        if ratio(case.text.casefold(), shown.text.casefold()) >= ALIKE:
            return "copies an example"
    if any(ratio(case.text.casefold(), text.casefold()) >= THE_SAME for text in case.brief.examples):
        return "copies an earlier text of the brand"
    brands, texts = _house_texts(case.channel.taught_as.id)
    alike = extract_iter(case.text.casefold(), texts, scorer=ratio, score_cutoff=THE_SAME)
    copied = any(brands[place] != case.brief.brand for _, _, place in alike)
    return "copies a house example" if copied else ""


@once
def _house_texts(channel: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Brands and texts, in lower case, of the house examples of a channel: what a house model was trained on."""
    own = [one for one in house_examples() if one.brief.channel == channel]
    return tuple(one.brief.brand for one in own), tuple(one.text.casefold() for one in own)
