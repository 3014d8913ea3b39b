"""Fit the judge to marks, and measure it on brands that it was not fitted to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from core.errors import InvalidInput
from core.house.marks import WORTH, Mark, MarkedDraft
from core.judge.judge import Judge
from core.judge.signs import NAMES, Signs, signs_of

PENALTY = 3.0
"""On the squares of the weights: there are some hundred marks, and signs that say nearly the same."""
FOLDS = 8


@dataclass(frozen=True, slots=True)
class Fitted:
    """``order`` is the chance, 0 to 1, that a draft which would be pasted is put before one which is nonsense, each
    judged by a judge that knows no mark of its brand."""

    judge: Judge
    marks: dict[str, int]
    order: float


def fit(marks: Sequence[MarkedDraft]) -> Fitted:
    """A judge for all marks. Raises InvalidInput for marks of a single brand: nothing could be held out."""
    brands = sorted({marked.brief.brand for marked in marks})
    if len(brands) < 2:
        raise InvalidInput("marks", "These marks are of a single brand.", "Mark drafts for at least two.")
    signs = [signs_of(marked.text, marked.brief, marked.logprob, marked.tokens) for marked in marks]
    worth = [WORTH[marked.mark] for marked in marks]
    chances: dict[int, float] = {}
    for fold in range(min(FOLDS, len(brands))):
        held_out = set(brands[fold::FOLDS])
        known = [place for place, marked in enumerate(marks) if marked.brief.brand not in held_out]
        judge = _fit([signs[place] for place in known], [worth[place] for place in known])
        others = set(range(len(marks))) - set(known)
        chances |= {place: judge.chance_of(signs[place]) for place in others}
    good = [chances[place] for place, marked in enumerate(marks) if marked.mark is Mark.PASTE]
    bad = [chances[place] for place, marked in enumerate(marks) if marked.mark is Mark.NONSENSE]
    counts = Counter(marked.mark.value for marked in marks)
    return Fitted(_fit(signs, worth), dict(counts), order(good, bad))


def order(good: Sequence[float], bad: Sequence[float]) -> float:
    """The share of pairs in which the good one has more (area under the ROC curve); 0.5 is chance."""
    pairs = [(one, other) for one in good for other in bad]
    return sum(1.0 if one > other else 0.5 * (one == other) for one, other in pairs) / max(1, len(pairs))


def write(fitted: Fitted, file: Path) -> None:
    judge = fitted.judge
    signs = {
        name: {"mean": round(mean, 5), "spread": round(spread, 5), "weight": round(weight, 5)}
        for name, mean, spread, weight in zip(NAMES, judge.means, judge.spreads, judge.weights, strict=True)
    }
    content = {"marks": fitted.marks, "order": round(fitted.order, 3), "bias": round(judge.bias, 5), "signs": signs}
    file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _fit(signs: Sequence[Signs], worths: Sequence[float]) -> Judge:
    rows = torch.tensor([each.values for each in signs], dtype=torch.float64)
    worth = torch.tensor(worths, dtype=torch.float64)
    means, spreads = rows.mean(0), rows.std(0) + 1e-6
    rows = (rows - means) / spreads
    weights = torch.zeros(rows.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        sense = rows @ weights[:-1] + weights[-1]
        value = binary_cross_entropy_with_logits(sense, worth, reduction="sum") + PENALTY * weights[:-1].square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    found: list[float] = weights.tolist()
    return Judge(tuple(means.tolist()), tuple(spreads.tolist()), tuple(found[:-1]), found[-1])
