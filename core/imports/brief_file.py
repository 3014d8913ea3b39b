"""The brief file: JSON, UTF-8. Every problem names the key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.channels.catalogue import Catalogue
from core.domain import Brief, BriefPersona
from core.errors import InvalidInput
from core.placeholders import parse

TEXTS = ("brand", "product", "offer", "cta", "link", "tone", "language", "rewrite")
LISTS = ("facts", "banned", "required")
PLACEHOLDERS = "placeholders"
REQUIRED = ("brand", "product", "personas", "channels")
KNOWN = (*TEXTS, *LISTS, PLACEHOLDERS, "personas", "channels")
LONGEST = 2_000
MOST_BYTES = 2**20


def read_briefs(path: Path, channels: Catalogue) -> tuple[Brief, ...]:
    """Every persona with every channel, personas in order. Raises InvalidInput naming the key."""
    return parse_briefs(_json(path, _read(path)), channels)


def brief_lines(path: Path, channels: Catalogue) -> tuple[Brief, ...]:
    """As ``read_briefs``, from a file with one such object a line. Raises InvalidInput naming line and key."""
    briefs: list[Brief] = []
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            briefs += parse_briefs(_json(path, line), channels)
        except InvalidInput as error:
            raise InvalidInput(error.field, f"Line {number}: {error.what}", error.mend) from error
    return tuple(briefs)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InvalidInput("file", f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > MOST_BYTES:
        raise InvalidInput("file", f"{path} is larger than {MOST_BYTES // 2**20} MB.", "A brief is a page or two.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("file", f"{path} is not UTF-8 at byte {error.start}.", "Save it as UTF-8.") from error


def _json(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidInput("file", f"{path} is not JSON: {error.msg} in line {error.lineno}.") from error
    except (ValueError, RecursionError) as error:
        # Python refuses numbers of thousands of digits and brackets a thousand deep.
        raise InvalidInput("file", f"{path} is JSON that no brief needs: {error}.") from error


def parse_briefs(content: Any, channels: Catalogue) -> tuple[Brief, ...]:
    """As ``read_briefs``, from JSON already read."""
    if not isinstance(content, dict):
        raise InvalidInput("file", "A brief file holds one JSON object.")
    for key in content:
        if key not in KNOWN:
            raise InvalidInput(key, f"Unknown key “{key}”.", f"Known keys: {', '.join(KNOWN)}.")
    for key in REQUIRED:
        if not content.get(key):
            raise InvalidInput(key, f"“{key}” is missing or empty.")
    texts = {key: _text(key, content[key], needed=key in REQUIRED) for key in TEXTS if key in content}
    lists = {key: _texts(key, content[key]) for key in LISTS if key in content}
    personas = tuple(_persona(position, item) for position, item in enumerate(_list("personas", content["personas"])))
    ids = _texts("channels", content["channels"])
    for channel in ids:
        channels.get(channel)
    fields: dict[str, Any] = {
        **texts,
        **lists,
        PLACEHOLDERS: parse(_texts(PLACEHOLDERS, content.get(PLACEHOLDERS, []))),
    }
    return tuple(Brief(persona=persona, channel=channel, **fields) for persona in personas for channel in ids)


def _persona(position: int, item: Any) -> BriefPersona:
    key = f"personas[{position}]"
    if not isinstance(item, dict):
        raise InvalidInput(key, f"“{key}” is not an object with name and description.")
    for name in item:
        if name not in ("name", "description"):
            raise InvalidInput(f"{key}.{name}", f"Unknown key “{key}.{name}”.", "Known keys: name, description.")
    return BriefPersona(
        name=_text(f"{key}.name", item.get("name", ""), needed=True),
        description=_text(f"{key}.description", item.get("description", "")),
    )


def _text(key: str, value: Any, *, needed: bool = False) -> str:
    if not isinstance(value, str):
        raise InvalidInput(key, f"“{key}” is not a text.")
    if needed and not value.strip():
        raise InvalidInput(key, f"“{key}” is missing or empty.")
    if len(value) > LONGEST:
        raise InvalidInput(key, f"“{key}” has {len(value)} characters.", f"Keep it to {LONGEST}.")
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise InvalidInput(key, f"“{key}” holds a character that is no text (NUL or half a pair).", "Remove it.")
    return value


def _list(key: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise InvalidInput(key, f"“{key}” is not a list.")
    return value


def _texts(key: str, value: Any) -> tuple[str, ...]:
    return tuple(_text(f"{key}[{position}]", item) for position, item in enumerate(_list(key, value)))
