"""Turn dataclasses into column values and rows back into dataclasses, by the types of the fields."""

from __future__ import annotations

import types
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from core.errors import InvalidInput
from db.errors import damaged

T = TypeVar("T")


def to_values(thing: Any) -> dict[str, Any]:
    """Column values: dataclasses and tuples become what JSON can hold."""
    return {field.name: to_plain(getattr(thing, field.name)) for field in fields(thing)}


def to_plain(value: Any) -> Any:
    """A value as a column or JSON holds it."""
    if is_dataclass(value) and not isinstance(value, type):
        return to_values(value)
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value


def from_values(kind: type[T], values: Mapping[str, Any]) -> T:
    """The dataclass again. A key that the class does not know (any more) is left out.

    Raises DatabaseDamaged for values that cannot be the class's.
    """
    hints = _hints(kind)  # type: ignore[arg-type]  # mypy does not see that a class is hashable
    try:
        return kind(**{name: _from_plain(hint, values[name]) for name, hint in hints.items() if name in values})
    except (TypeError, ValueError, InvalidInput) as error:
        raise damaged() from error


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _from_plain(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(hint, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_from_plain(get_args(hint)[0], item) for item in value)
    if isinstance(hint, type) and is_dataclass(hint):
        if isinstance(value, hint):
            return value
        return from_values(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return value
