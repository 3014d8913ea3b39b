"""What the repositories of library things share: add, update, get, list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, or_, select, update

from core.errors import NotFound
from db.repositories.reading import Row, at_once, fetch, fetch_one
from db.repositories.rows import from_values, to_values

T = TypeVar("T")


class TableRepository(Generic[T]):
    """One table of one dataclass, newest first."""

    table: ClassVar[Table]
    kind: ClassVar[type]
    word: ClassVar[str]
    searched: ClassVar[tuple[str, ...]] = ("name",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, thing: T) -> None:
        self.add_all((thing,))

    def add_all(self, things: Sequence[T]) -> None:
        """In one statement. The last is the newest."""
        now = datetime.now(UTC)
        rows = [
            {**to_values(thing), "created_at": now + timedelta(microseconds=place)}
            for place, thing in enumerate(things)
        ]
        if rows:
            self._connection.execute(insert(self.table), rows)

    def update(self, thing: T) -> None:
        """Raises NotFound."""
        values = to_values(thing)
        done = self._connection.execute(update(self.table).where(self.table.c.id == values["id"]).values(**values))
        if done.rowcount == 0:
            raise NotFound(self.word, values["id"])

    def get(self, identifier: str) -> T:
        """Raises NotFound."""
        row = fetch_one(self._connection, select(self.table).where(self.table.c.id == identifier))
        if row is None:
            raise NotFound(self.word, identifier)
        return self._thing(row)

    def delete(self, identifier: str) -> None:
        self._connection.execute(delete(self.table).where(self.table.c.id == identifier))

    def delete_all(self, identifiers: Sequence[str]) -> None:
        for chosen in at_once(identifiers):
            self._connection.execute(delete(self.table).where(self.table.c.id.in_(chosen)))

    def there(self, identifiers: Sequence[str]) -> frozenset[str]:
        """Those of the ids that there is a row of."""
        found: set[str] = set()
        for chosen in at_once(identifiers):
            found.update(self._connection.execute(select(self.table.c.id).where(self.table.c.id.in_(chosen))).scalars())
        return frozenset(found)

    def _thing(self, row: Row) -> T:
        thing: T = from_values(self.kind, row)
        return thing

    def _newest_first(self) -> tuple[ColumnElement[Any], ...]:
        return (self.table.c.created_at.desc(), self.table.c.id)

    def _all(self, *conditions: Any) -> tuple[T, ...]:
        query = select(self.table).where(*conditions).order_by(*self._newest_first())
        return tuple(self._thing(row) for row in fetch(self._connection, query))


class ArchivableRepository(TableRepository[T]):
    """A table whose things are archived rather than deleted, and can be searched."""

    def list(self, *, search: str = "", archived: bool = False) -> tuple[T, ...]:
        """Newest first; ``search`` is found anywhere in the text fields, whatever its case."""
        conditions = [self.table.c.archived == archived]
        if search.strip():
            conditions.append(
                or_(*(self.table.c[name].icontains(search.strip(), autoescape=True) for name in self.searched))
            )
        return self._all(*conditions)

    def list_samples(self) -> tuple[T, ...]:
        return self._all(self.table.c.is_sample)

    def delete_samples(self, keep: Collection[str] = ()) -> None:
        """Those in ``keep`` stay and are samples no longer."""
        samples = [row.id for row in self._connection.execute(select(self.table.c.id).where(self.table.c.is_sample))]
        kept = [identifier for identifier in samples if identifier in keep]
        gone = [identifier for identifier in samples if identifier not in keep]
        self._connection.execute(update(self.table).where(self.table.c.id.in_(kept)).values(is_sample=False))
        self._connection.execute(delete(self.table).where(self.table.c.id.in_(gone)))
