"""The one error tree. Every error says what happened and how to mend it.

HousestyleError
├── InvalidInput          a value a person or a file gave cannot be used
│   ├── ImportRejected    a file was refused whole; names every row and column
│   └── ExportRefused     a platform would refuse what the file would hold; names every row and column
├── NotFound              a record that does not exist (any more)
├── StorageError          the database could not do what was asked
│   ├── DiskFull
│   ├── DatabaseDamaged
│   └── SchemaTooNew      the data was written by a newer Housestyle
├── AlreadyRunning        another Housestyle uses the same data folder
├── SpendingStopped       a ceiling is reached
├── ModelError            a model cannot be had or used
│   ├── ModelNotFound
│   ├── HubUnreachable
│   ├── UnsafeWeights
│   ├── NotEnoughMemory
│   ├── CannotCompile     the quick engine cannot run the model here; PyTorch may
│   ├── UnsupportedModel
│   └── RemoteError       a server elsewhere did not do what was asked; says whether another try may help
│       └── ServerFailed  for a reason of that server's own: another one of the same model may do it
└── GenerationError       a run could not go on
    └── Cancelled
"""

from __future__ import annotations

from dataclasses import dataclass


class HousestyleError(Exception):
    """Base of all our errors. Pages and the command line catch this and nothing wider."""

    def __init__(self, what: str, mend: str = "") -> None:
        self.what = what
        self.mend = mend
        super().__init__(f"{what} {mend}".strip())


class InvalidInput(HousestyleError):
    """A value cannot be used. ``field`` names it as the person or the file knows it."""

    def __init__(self, field: str, what: str, mend: str = "") -> None:
        self.field = field
        super().__init__(what, mend)


TOLD = 3
"""Problems of a file that a message names one by one."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong with a file that comes in or would go out; ``row`` counts from 1 with the header as row 1."""

    row: int
    column: str
    what: str

    def __str__(self) -> str:
        where = f"Row {self.row}, column “{self.column}”" if self.column else f"Row {self.row}"
        return f"{where}: {self.what}"


class ImportRejected(InvalidInput):
    """A file was refused whole: nothing of it was stored."""

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        self.problems = problems
        super().__init__("file", f"Nothing was imported. {_told(problems)}", "Mend these and try again.")


class ExportRefused(InvalidInput):
    """No file was made, as a platform would refuse it."""

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        self.problems = problems
        super().__init__("format", f"It would be refused. {_told(problems)}", "Mend these, or select others.")


def _told(problems: tuple[RowProblem, ...]) -> str:
    """The first few, and how many more."""
    more = f" And {len(problems) - TOLD} more." if len(problems) > TOLD else ""
    return " ".join(str(problem) for problem in problems[:TOLD]) + more


class NotFound(HousestyleError):
    """A record is not there (any more)."""

    def __init__(self, kind: str, identifier: str) -> None:
        super().__init__(f"There is no {kind} “{identifier}”.", "It may have been removed; go back and choose again.")


class StorageError(HousestyleError):
    """The database could not do what was asked; what was acknowledged earlier is safe."""


class DiskFull(StorageError):
    """There is no room left to write."""


class DatabaseDamaged(StorageError):
    """The database file is not readable as one."""


class SchemaTooNew(StorageError):
    """The data was written by a newer release than this one."""


class AlreadyRunning(HousestyleError):
    """Another process serves the same data folder."""


class ModelError(HousestyleError):
    """A model cannot be had or cannot be used."""


class ModelNotFound(ModelError):
    """No such model on the Hub or in the folder."""


class HubUnreachable(ModelError):
    """The model is not on this machine and the Hub cannot be reached."""


class UnsafeWeights(ModelError):
    """The model ships its weights only as pickles, which can run code."""


class NotEnoughMemory(ModelError):
    """The model would not fit into the free memory."""


class CannotCompile(ModelError):
    """OpenVINO cannot run the model on this machine."""


class UnsupportedModel(ModelError):
    """The model is not a causal language model that the engine can run."""


class RemoteError(ModelError):
    """A server elsewhere did not do what was asked."""


class ServerFailed(RemoteError):
    """A server elsewhere is out of reach, does not work, or does not let us in."""


class SpendingStopped(HousestyleError):
    """A ceiling on what may be spent is reached."""


class GenerationError(HousestyleError):
    """A run could not go on."""


class Cancelled(GenerationError):
    """A person stopped the run."""

    def __init__(self) -> None:
        super().__init__("The run was stopped.", "What was finished by then is kept.")
