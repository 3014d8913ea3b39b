"""What a check looks at."""

from __future__ import annotations

from dataclasses import dataclass

from core.channels.catalogue import Channel
from core.domain import Brief, CheckResult
from core.engines.base import Ended


@dataclass(frozen=True, slots=True)
class Case:
    """A text as it will be read, the brief it must keep to, the channel it goes to, and the texts beside it.

    ``stored`` is the text with its placeholders, where it has any.
    """

    text: str
    brief: Brief
    channel: Channel
    ended: Ended | None = None
    others: tuple[str, ...] = ()
    stored: str = ""

    @property
    def source(self) -> str:
        """All that the brief states of brand, product and offer: what a claim may rest on."""
        brief = self.brief
        return " \n ".join((brief.brand, brief.product, *brief.facts, brief.offer, brief.cta, *brief.required))


def ok(name: str, reason: str) -> CheckResult:
    return CheckResult(name=name, ok=True, reason=reason)


def fail(name: str, reason: str) -> CheckResult:
    return CheckResult(name=name, ok=False, reason=reason)


def verdict(name: str, problem: str, fine: str) -> CheckResult:
    """Failed with the problem where there is one, passed with ``fine`` where there is none."""
    return fail(name, problem) if problem else ok(name, fine)
