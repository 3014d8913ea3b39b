"""CONNECTION/MODEL: how the models of connections are called."""

from __future__ import annotations

from collections.abc import Iterable

from core.domain import Connection


def split_id(model_id: str) -> tuple[str, str]:
    """CONNECTION/MODEL -> the connection's or pool's name, and the model as its server calls it.

    >>> split_id("gpu box/Qwen/Qwen3-8B")
    ('gpu box', 'Qwen/Qwen3-8B')
    """
    server, _, model = model_id.partition("/")
    return server, model


def called(connections: Iterable[Connection], name: str) -> tuple[Connection, ...]:
    """Those of a name or of a pool's name."""
    return tuple(one for one in connections if name and name in (one.name, one.pool))


def serving(connections: Iterable[Connection], model_id: str) -> tuple[Connection, ...]:
    """Those that a model's id begins with; none for a model of this machine."""
    return called(connections, split_id(model_id)[0]) if "/" in model_id else ()
