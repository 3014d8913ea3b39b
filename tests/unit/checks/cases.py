"""A case for one check: a text, with the brief of the mug unless told otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.channels.catalogue import load_catalogue
from core.checks.case import Case
from core.engines.base import Ended
from tests.support.building import a_brief

CHANNELS = load_catalogue()


def a_case(
    text: str,
    channel: str = "meta_primary",
    *,
    ended: Ended | None = None,
    others: tuple[str, ...] = (),
    wants_cta: bool = False,
    **brief: Any,
) -> Case:
    """``brief`` replaces fields of the brief; ``wants_cta`` makes the channel ask for the call to action."""
    found = replace(CHANNELS.get(channel), cta=wants_cta)
    return Case(text=text, brief=a_brief(channel=channel, **brief), channel=found, ended=ended, others=others)
