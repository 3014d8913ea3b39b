"""Keys of connections: encrypted in the database, in a variable, or in the secrets file. Never in a message."""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from core.domain import Connection, KeySource
from core.errors import InvalidInput
from core.secrets import LEAST, remember

KEY_FILE, SECRETS_FILE = "connections.key", "secrets.toml"
KEY = re.compile(rf"[\x21-\x7e]{{{LEAST},2000}}")
VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*_API_KEY|HOUSESTYLE_KEY_[A-Z0-9_]+")
"""Only variables that are named for it: a connection must not carry off any other that this process was given."""


class Keys:
    """``folder`` holds the key file, made at first need, and the secrets file: ``name = "key"`` lines in TOML."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self._folder = folder
        self._environment = os.environ if environment is None else environment

    def sealed(self, key: str, address: str) -> str:
        """A key encrypted, for one address alone. Raises InvalidInput naming ``key``."""
        text = f"{address}\n{remember(checked(key))}"
        return self._fernet(may_make=True).encrypt(text.encode()).decode()

    def of(self, connection: Connection) -> str:
        """The key itself, empty where there is none. Raises InvalidInput naming ``key`` or ``key_name``."""
        match connection.key_source:
            case KeySource.NONE:
                return ""
            case KeySource.ENVIRONMENT:
                return remember(checked(self._variable(connection.key_name), "key_name"))
            case KeySource.FILE:
                return remember(checked(self._in_file(connection.key_name), "key_name"))
            case KeySource.STORED:
                return remember(self._opened(connection))

    def _variable(self, name: str) -> str:
        require_variable(name)
        found = self._environment.get(name, "").strip()
        if not found:
            raise InvalidInput("key_name", f"The variable {name} is not set.", "Set it where Housestyle is started.")
        return found

    def _in_file(self, name: str) -> str:
        file = self._folder / SECRETS_FILE
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8")).get(name)
        except FileNotFoundError:
            raise InvalidInput("key_name", f"There is no file {file}.", f'Make it, with a line {name} = "…".') from None
        except (OSError, ValueError):  # what is wrong with it is not said, as it may hold the key
            raise InvalidInput("key_name", f"The file {file} cannot be read.", "Write it as TOML.") from None
        if not isinstance(found, str):
            raise InvalidInput("key_name", f"The file {file} has no “{name}”.", f'Add a line {name} = "…" to it.')
        return found.strip()

    def _opened(self, connection: Connection) -> str:
        mend = "Paste the key again."
        if not connection.key_cipher:
            raise InvalidInput("key", f"No key is stored for {connection.name}.", mend)
        try:
            text = self._fernet(may_make=False).decrypt(connection.key_cipher.encode()).decode()
        except (InvalidToken, FileNotFoundError):
            raise InvalidInput("key", f"The key of {connection.name} cannot be opened here.", mend) from None
        address, _, key = text.partition("\n")
        if address != connection.address:
            raise InvalidInput("key", f"The key of {connection.name} was given for another address.", mend)
        return key

    def _fernet(self, *, may_make: bool) -> Fernet:
        """Raises FileNotFoundError where there is no key file and none may be made."""
        file = self._folder / KEY_FILE
        if may_make and not file.exists():
            _make(file)
        try:
            return Fernet(file.read_bytes().strip())
        except ValueError:
            raise InvalidInput(
                "key", f"The file {file} is not a key file.", "Put back the one that was there, or delete it."
            ) from None


def checked(key: str, field: str = "key") -> str:
    """Raises InvalidInput naming ``field`` for what can be no key."""
    if not KEY.fullmatch(key):
        raise InvalidInput(
            field,
            f"That is no key: one has {LEAST} to 2,000 plain signs without a space.",
            "Copy it again, whole and alone.",
        )
    return key


def require_variable(name: str) -> None:
    """Raises InvalidInput naming ``key_name``."""
    if not VARIABLE.fullmatch(name):
        raise InvalidInput(
            "key_name",
            "That is not a variable for keys.",
            "Its name ends in _API_KEY, like OPENAI_API_KEY, or begins with HOUSESTYLE_KEY_.",
        )


def _make(file: Path) -> None:
    """Whole from the start, readable by its owner alone; where another process was first, its file stands."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".connections-")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(Fernet.generate_key())
            new.flush()
            os.fsync(new.fileno())
        os.link(name, file)
    except FileExistsError:
        return
    finally:
        Path(name).unlink()
