"""Connections: keep them, find the one that a model's id names, get its key, say what it can do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.connections.addresses import Address, AllowedHosts
from core.connections.keys import Keys, require_variable
from core.domain import Capabilities, Connection, KeySource
from core.engines.openai.route import Route
from core.errors import InvalidInput, ModelNotFound
from core.model_ids import serving, split_id
from core.models.known import KNOWN
from core.settings import Settings
from core.text_input import clean, clean_list
from db.database import Database

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
VERSION = re.compile(r"[A-Za-z0-9.-]*")
MOST_AT_ONCE, MOST_PER_MINUTE, MOST_SECONDS = 64, 100_000, 600

Probe = Callable[[Connection, str, str, Route], Capabilities]
"""(connection, key, model, how it is reached) -> what the server was found to do. Raises RemoteError."""

ListModels = Callable[[Connection, str, Route], tuple[str, ...]]
"""(connection, key, how it is reached) -> the names of its models. Raises RemoteError."""


class ConnectionService:
    """``allowed`` tells where requests may go: ask it before each. ``route`` is how they get there."""

    def __init__(self, database: Database, settings: Settings, keys: Keys | None = None) -> None:
        """Raises InvalidInput naming the setting for a list of hosts that cannot be read."""
        self._database = database
        self._keys = keys or Keys(settings.var_dir)
        self.allowed = AllowedHosts(settings.remote_hosts)
        self.route = Route(self.allowed.resolved_ok, settings.remote_authorities)

    def list(self) -> tuple[Connection, ...]:
        """In the order in which they were made."""
        with self._database.read() as work:
            return work.connections.list()

    def get(self, connection_id: str) -> Connection:
        """Raises NotFound."""
        with self._database.read() as work:
            return work.connections.get(connection_id)

    def save(self, connection: Connection, key: str = "") -> Connection:
        """Store a new connection or a change of one; ``key`` is one to be stored, encrypted.

        A stored key belongs to its address: at another one it is forgotten, and so is what the server could do. Cipher
        and capabilities that are passed in are not taken. Raises InvalidInput naming the field.
        """
        connection = self._checked(connection)
        with self._database.work() as work:
            work.alone()
            others = [one for one in work.connections.list() if one.id != connection.id]
            old = next((one for one in work.connections.list() if one.id == connection.id), None)
            _require_free(connection, others)
            kept = self._with_key(_kept(connection, old), key, old)
            if old is None:
                work.connections.add(kept)
            else:
                work.connections.update(kept)
            work.commit()
        return kept

    def set_key(self, connection_id: str, key: str) -> Connection:
        """Store a key, encrypted, in place of whatever gave it before. Raises InvalidInput, NotFound."""
        return self._changed(
            connection_id,
            lambda one: replace(
                one, key_source=KeySource.STORED, key_name="", key_cipher=self._keys.sealed(key, one.address)
            ),
        )

    def key_of(self, connection: Connection) -> str:
        """The key, for the request and nothing else; empty where there is none. Raises InvalidInput."""
        return self._keys.of(connection)

    def delete(self, connection_id: str) -> Connection:
        """With its key; returns what is needed to ``restore`` the rest. What it wrote stays, and so does what that
        cost. Raises NotFound."""
        with self._database.work() as work:
            work.alone()
            gone = work.connections.get(connection_id)
            work.connections.delete(connection_id)
            work.commit()
        return replace(gone, key_cipher="", capabilities=None)

    def restore(self, gone: Connection) -> Connection:
        """Take back a deletion; a key that was stored has to be given again. Raises InvalidInput."""
        is_stored = gone.key_source is KeySource.STORED
        return self.save(replace(gone, key_source=KeySource.NONE) if is_stored else gone)

    def is_remote(self, model_id: str) -> bool:
        """Whether the id names a connection or a pool."""
        return bool(serving(self.list(), model_id))

    def find(self, model_id: str) -> tuple[tuple[Connection, ...], str]:
        """The connections that share the load of a model, and its own name there; none for a local model.

        Raises ModelNotFound where the connection is there and does not serve the model.
        """
        named = serving(self.list(), model_id)
        if not named:
            return (), model_id
        first, model = split_id(model_id)
        found = tuple(one for one in named if model and (not one.models or model in one.models))
        if not found:
            raise ModelNotFound(f"{first} serves no model “{model}”.", "Choose another, or add it under Connections.")
        return found, model

    def model_ids(self) -> tuple[str, ...]:
        """Every model that can be chosen, by its pool where it has one."""
        return tuple(dict.fromkeys(f"{one.pool or one.name}/{model}" for one in self.list() for model in one.models))

    def require_allowed(self, address: str) -> Address:
        """As ``AllowedHosts.require_allowed``: for the engine, before each request."""
        return self.allowed.require_allowed(address)

    def test(self, connection_id: str, probe: Probe) -> Connection:
        """Find out what the server can do with the first of its models, and remember it.

        Raises InvalidInput, NotFound, RemoteError.
        """
        connection = self.get(connection_id)
        if not connection.models:
            raise InvalidInput("models", "No model is named yet.", "Choose one that the server has, under Models.")
        self.allowed.require_allowed(connection.address)
        found = probe(connection, self.key_of(connection), connection.models[0], self.route)
        return self._changed(
            connection_id,
            lambda one: replace(one, capabilities=found) if one.address == connection.address else one,
        )

    def served(self, connection_id: str, ask: ListModels) -> tuple[str, ...]:
        """The models that the server lists. Raises InvalidInput, NotFound, RemoteError."""
        connection = self.get(connection_id)
        if connection.api_version:
            raise InvalidInput("models", "Azure does not list its deployments.", "Name them as its portal does.")
        self.allowed.require_allowed(connection.address)
        return ask(connection, self.key_of(connection), self.route)

    def _changed(self, connection_id: str, change: Callable[[Connection], Connection]) -> Connection:
        with self._database.work() as work:
            work.alone()
            new = change(work.connections.get(connection_id))
            work.connections.update(new)
            work.commit()
        return new

    def _checked(self, connection: Connection) -> Connection:
        address = self.allowed.require_allowed(connection.address.strip())
        return replace(
            connection,
            name=_name("name", connection.name, required=True),
            address=str(address),
            models=clean_list("models", connection.models, longest_item=200, most=100),
            pool=_name("pool", connection.pool),
            key_name=_key_name(connection),
            at_once=int(_within("at_once", connection.at_once, 1, MOST_AT_ONCE)),
            per_minute=int(_within("per_minute", connection.per_minute, 0, MOST_PER_MINUTE)),
            seconds=_within("seconds", connection.seconds, 1, MOST_SECONDS),
            api_version=_version(connection.api_version),
        )

    def _with_key(self, connection: Connection, key: str, old: Connection | None) -> Connection:
        """The connection with the key that was given now, or with the one that is stored."""
        if connection.key_source is not KeySource.STORED:
            return replace(connection, key_cipher="")
        if key:
            return replace(connection, key_cipher=self._keys.sealed(key, connection.address))
        if connection.key_cipher:
            return connection
        if old is not None and old.key_cipher:  # it went with the old address
            return replace(connection, key_source=KeySource.NONE)
        raise InvalidInput("key", "There is no key yet.", "Paste it, or choose another place for it.")


def _kept(connection: Connection, old: Connection | None) -> Connection:
    """With what only this service knows, as far as the address is still the same."""
    if old is None or old.address != connection.address:
        return replace(connection, key_cipher="", capabilities=None)
    is_same = (old.models, old.api_version) == (connection.models, connection.api_version)
    return replace(connection, key_cipher=old.key_cipher, capabilities=old.capabilities if is_same else None)


def _require_free(connection: Connection, others: Sequence[Connection]) -> None:
    names, pools = ({one.name.casefold() for one in others}, {one.pool.casefold() for one in others} - {""})
    if connection.name.casefold() in names | pools:
        raise InvalidInput("name", f"“{connection.name}” is taken already.", "Choose another name.")
    if connection.pool and connection.pool.casefold() in names | {connection.name.casefold()}:
        raise InvalidInput("pool", f"“{connection.pool}” is a connection's name.", "Choose another name for the pool.")


def _name(field: str, text: str, *, required: bool = False) -> str:
    """What may stand before the slash of a model's id, and is not the owner of a model that is known by name."""
    text = clean(field, text, longest=64, required=required, single_line=True)
    if text and not NAME.fullmatch(text):
        raise InvalidInput(
            field, f"“{text}” is no name for a connection.", "Use plain letters, digits, dots, hyphens and underscores."
        )
    if text.casefold() in {model.id.partition("/")[0].casefold() for model in KNOWN}:
        raise InvalidInput(field, f"“{text}” is what local models are called.", "Choose another name.")
    return text


def _key_name(connection: Connection) -> str:
    if connection.key_source not in (KeySource.ENVIRONMENT, KeySource.FILE):
        return ""
    name = clean("key_name", connection.key_name, longest=100, required=True, single_line=True)
    if connection.key_source is KeySource.ENVIRONMENT:
        require_variable(name)
    elif not NAME.fullmatch(name):
        raise InvalidInput("key_name", "That is no name of the secrets file.", "Use plain letters, digits and hyphens.")
    return name


def _version(text: str) -> str:
    text = clean("api_version", text, longest=40, single_line=True)
    if not VERSION.fullmatch(text):
        raise InvalidInput("api_version", "That is no version of Azure's interface.", "Write it like 2024-10-21.")
    return text


def _within(field: str, number: float, least: int, most: int) -> float:
    if not least <= number <= most:
        label = field.replace("_", " ")
        raise InvalidInput(field, f"{number:g} cannot be used for “{label}”.", f"Choose {least:,} to {most:,}.")
    return number
