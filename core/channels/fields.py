"""A channel as people fill it in: the fields of the catalogue's file in its spelling, checked one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields as fields_of_class
from datetime import date
from typing import Any

from core.channels.catalogue import FILLS, LEAST_TOKENS, MOST_TOKENS, Catalogue, Channel
from core.channels.counting import RULES
from core.channels.policies import POLICIES
from core.errors import InvalidInput
from core.text_input import clean

LONGEST_LIMIT = 100_000
MOST_TEXTS = 50
MOST_HASHTAGS = 100
LINES = ("one", "many")
UNITS_PER_TOKEN, TOKENS_TO_END = 3, 10
"""A token of English has more than three characters, and a draft needs a few to come to its end."""
ID = re.compile(r"[a-z0-9_]{1,40}")
NAMES = {
    "refused": "length that is refused",
    "visible": "length that is seen",
    "least": "least number of texts",
    "most": "largest number of texts",
    "hashtags": "number of hashtags",
    "tokens": "number of tokens",
}
FIELDS = tuple(field.name for field in fields_of_class(Channel) if field.name not in ("id", "drafted"))


def fields_of(channel: Channel) -> dict[str, Any]:
    """Every field as the catalogue's file spells it and JSON can hold it; None where the file leaves one out."""
    values = {name: getattr(channel, name) for name in FIELDS}
    like = channel.like.id if channel.like is not None and channel.like.id != channel.id else None
    return {**values, "like": like, "policy": list(channel.policy), "checked": channel.checked.isoformat()}


def tokens_for(limit: int) -> int:
    """The budget of a draft for a limit.

    >>> tokens_for(90), tokens_for(5), tokens_for(5_000)
    (40, 11, 400)
    """
    return min(max(limit // UNITS_PER_TOKEN + TOKENS_TO_END, LEAST_TOKENS), MOST_TOKENS)


def read_channel(channel_id: str, given: Mapping[str, Any], catalogue: Catalogue) -> Channel:
    """The channel that ``given`` says; what it leaves out is as in the file's channel of that id, or as a plain new one
    has it. Raises InvalidInput naming the field."""
    if not ID.fullmatch(channel_id):
        raise InvalidInput(
            "id", f"“{channel_id}” is no short name.", "Use lower-case letters, digits and underscores, 40 at most."
        )
    for name in given:
        if name not in FIELDS:
            raise InvalidInput(name, f"A channel has no field “{name}”.", f"Known: {', '.join(FIELDS)}.")
    base = catalogue.of_file(channel_id)
    values = {**(fields_of(base) if base else _plain(given)), **given}
    like = _like(values["like"], base, catalogue)
    limit = _number("limit", values["limit"], 1, LONGEST_LIMIT)
    hard = _is("hard", values["hard"])
    if hard and limit is None:
        raise InvalidInput("limit", "There is no limit beyond which to refuse.", "Give one, or only warn.")
    most = _count("most", values["most"], 1, MOST_TEXTS)
    label = clean("label", _text("label", values["label"]), longest=60, required=True, single_line=True)
    return Channel(
        id=channel_id,
        label=label,
        group=clean("group", _text("group", values["group"]), longest=60, single_line=True) or label,
        limit=limit,
        hard=hard,
        refused=None if hard else _refused(values["refused"], limit),
        counting=_one_of("counting", values["counting"], tuple(RULES)),
        lines=_one_of("lines", values["lines"] or like.lines, LINES),
        visible=_visible(values["visible"], limit),
        tokens=_tokens(given.get("tokens"), limit, base, like),
        like=like,
        least=_count("least", values["least"], 0, most),
        most=most,
        policy=_policy(values["policy"]),
        hashtags=_number("hashtags", values["hashtags"], 0, MOST_HASHTAGS),
        fills=_one_of("fills", values["fills"], FILLS),
        brand=_is("brand", values["brand"]),
        cta=_is("cta", values["cta"]),
        sentences=_is("sentences", values["sentences"]),
        source=_source(values["source"]),
        checked=_day(values["checked"]),
        drafted=base is None or base.drafted,
    )


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a new channel is where nothing is said."""
    nothing = dict.fromkeys(FIELDS)
    flags = dict.fromkeys(("hard", "brand", "cta", "sentences"), False)
    return {
        **nothing,
        **flags,
        "label": "",
        "group": given.get("label", ""),
        "counting": "characters",
        "least": 1,
        "most": 1,
        "policy": [],
        "fills": "",
        "source": "",
        "checked": date.today(),
    }


def _like(value: Any, base: Channel | None, catalogue: Catalogue) -> Channel:
    """The field that the channel is written as: one that house models are taught, itself where it is one."""
    if base is not None and base.like is None:
        if value not in (None, base.id):
            raise InvalidInput("like", f"House models know {base.label} itself.", "Leave “written like” empty.")
        return base
    taught = {channel.id: channel for channel in catalogue.taught()}
    if not isinstance(value, str) or value not in taught:
        raise InvalidInput("like", "It is not said what it is written like.", f"Choose one of {', '.join(taught)}.")
    return taught[value]


def _tokens(value: Any, limit: int | None, base: Channel | None, like: Channel) -> int:
    """As given; else by the limit, but no fewer than the file gives a channel of it."""
    if value is not None:
        return _count("tokens", value, LEAST_TOKENS, MOST_TOKENS)
    if base is not None and (limit is None or (base.limit is not None and limit <= base.limit)):
        return base.tokens
    return like.tokens if limit is None else tokens_for(limit)


def _refused(value: Any, limit: int | None) -> int | None:
    refused = _number("refused", value, 1, LONGEST_LIMIT)
    if refused is not None and limit is not None and refused < limit:
        raise InvalidInput("refused", f"{refused} is less than the limit of {limit}.", "Refuse beyond the limit only.")
    return refused


def _visible(value: Any, limit: int | None) -> int | None:
    visible = _number("visible", value, 1, LONGEST_LIMIT)
    if visible is not None and limit is not None and visible > limit:
        raise InvalidInput("visible", f"{visible} seen is more than the limit of {limit}.", "Say less, or nothing.")
    return visible


def _policy(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise InvalidInput("policy", "The rules are not a list.", f"Known: {', '.join(POLICIES)}.")
    return tuple(dict.fromkeys(_one_of("policy", rule, tuple(POLICIES)) for rule in value))


def _source(value: Any) -> str:
    source = clean("source", _text("source", value), longest=300, single_line=True)
    if not source:
        raise InvalidInput(
            "source", "It is not said where the limit is from.", "Name a page, a contract, or your own reckoning."
        )
    return source


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise InvalidInput("checked", f"“{value}” is no day.", "Write it like 2026-11-26.") from error


def _text(field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidInput(field, f"The {field} is not a text.", "Write it as one.")
    return value


def _is(field: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise InvalidInput(field, f"“{field}” is neither true nor false.", "Choose one.")
    return value


def _one_of(field: str, value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise InvalidInput(field, f"“{value}” is not known for “{field}”.", f"Known: {', '.join(known)}.")
    return str(value)


def _number(field: str, value: Any, least: int, most: int) -> int | None:
    """None is none."""
    return None if value is None else _count(field, value, least, most)


def _count(field: str, value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise InvalidInput(
            field, f"“{value}” cannot be the {NAMES.get(field, field)}.", f"Choose {least:,} to {most:,}."
        )
    return value
