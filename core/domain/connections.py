"""Servers elsewhere, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class KeySource(StrEnum):
    """Where the key of a connection is: there is none, in a variable, in the secrets file, or stored encrypted."""

    NONE = "none"
    ENVIRONMENT = "environment"
    FILE = "file"
    STORED = "stored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a server was found to do. ``together`` is how many texts one request may ask for (1: one each)."""

    chat: bool = True
    completions: bool = False
    streaming: bool = True
    seeds: bool = False
    together: int = 1
    logprobs: bool = False
    structured: bool = False
    usage: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A server that speaks OpenAI's protocol. Its models are called ``name/model``.

    ``address`` is the base URL; ``key_name`` names the variable or the entry of the secrets file, ``key_cipher`` holds
    a stored key, encrypted. ``at_once`` requests are under way at most, ``per_minute`` are begun (0: any number).
    ``pool`` is a name that several connections of one model share; their load is shared too. ``capabilities`` are None
    until it was tested, and ``api_version`` is only for Azure.
    """

    id: str
    name: str
    address: str
    models: tuple[str, ...] = ()
    key_source: KeySource = KeySource.NONE
    key_name: str = ""
    key_cipher: str = ""
    pool: str = ""
    at_once: int = 4
    per_minute: int = 0
    seconds: float = 60.0
    api_version: str = ""
    capabilities: Capabilities | None = None
