"""Checks: small functions, one rule each, composed by the list below.

A check takes a ``Case`` and returns a verdict with a reason in words. To add one, write the function
in a module of its own and put it on the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.channels.catalogue import Channel
from core.checks.address import address
from core.checks.angle import angle
from core.checks.banned import banned
from core.checks.brand import brand, spelled
from core.checks.case import Case
from core.checks.chatter import chatter
from core.checks.claims import claims
from core.checks.complete import complete
from core.checks.cta import cta
from core.checks.duplicate import duplicate
from core.checks.example import example
from core.checks.fits import fits
from core.checks.language import language
from core.checks.link import link
from core.checks.orders import without_orders
from core.checks.placeholder import placeholder
from core.checks.policy import policy
from core.checks.profanity import profanity
from core.checks.repetition import repetition
from core.checks.required import required
from core.checks.topic import topic
from core.domain import Brief, CheckResult
from core.engines.base import Ended
from core.placeholders import filled, filled_brief

Check = Callable[[Case], CheckResult]

CHECKS: tuple[Check, ...] = (
    fits,
    complete,
    claims,
    brand,
    banned,
    required,
    cta,
    topic,
    angle,
    chatter,
    placeholder,
    link,
    policy,
    profanity,
    language,
    repetition,
    address,
    example,
    duplicate,
)

OF_A_WHOLE = (complete, brand, required, cta, topic, angle, example, duplicate)
"""These can be told of a whole text alone."""
OF_A_BEGINNING: tuple[Check, ...] = (spelled, *(check for check in CHECKS if check not in OF_A_WHOLE))
"""What no later sentence can mend."""


def run_checks(
    text: str, brief: Brief, channel: Channel, *, ended: Ended | None = None, others: Sequence[str] = ()
) -> tuple[CheckResult, ...]:
    """Every check, in the order of the list.

    ``ended`` says how a draft came to its end, where a model wrote it; ``others`` are the texts shown
    beside it. Placeholders stand in the text and are checked as what they may become.
    """
    others = tuple(filled(other, brief.placeholders) for other in others)
    case = replace(_case(text, brief, channel), ended=ended, others=others)
    return tuple(check(case) for check in CHECKS)


def passes(text: str, brief: Brief, channel: Channel) -> bool:
    """Whether a whole text passes every check."""
    return all(check.ok for check in run_checks(text, brief, channel))


def begins_well(text: str, brief: Brief, channel: Channel) -> bool:
    """Whether a text that begins so can still pass every check."""
    case = _case(text, brief, channel)
    return all(check(case).ok for check in OF_A_BEGINNING)


def _case(text: str, brief: Brief, channel: Channel) -> Case:
    """Text and brief as they will be read."""
    read = filled(text, brief.placeholders)
    return Case(text=read, brief=without_orders(filled_brief(brief)), channel=channel, stored=text)
