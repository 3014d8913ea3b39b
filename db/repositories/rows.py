"""Turn dataclasses into column values and rows back into dataclasses, by the types of the fields."""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from core.errors import InvalidInput
from db.errors import damaged

T = TypeVar("T")
Read = Callable[[Any], Any]
"""A value of a column or of JSON -> the field's; None stays None."""


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
    readers = _readers(kind)  # type: ignore[arg-type]  # mypy does not see that a class is hashable
    try:
        return kind(**{name: read(values[name]) for name, read in readers if name in values})
    except (TypeError, ValueError, InvalidInput) as error:
        raise damaged() from error


@cache
def _readers(kind: Hashable) -> tuple[tuple[str, Read], ...]:
    """How each field is read, found out once a class: a run's page reads hundreds of drafts at a time."""
    return tuple((name, _reader(hint)) for name, hint in get_type_hints(kind).items())


def _reader(hint: Any) -> Read:
    if isinstance(hint, types.UnionType):
        return _reader(next(option for option in get_args(hint) if option is not type(None)))
    if get_origin(hint) is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: None if value is None else tuple(map(item, value))
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: value if value is None or isinstance(value, hint) else from_values(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value: None if value is None else hint(value)
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
