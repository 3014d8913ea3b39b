"""How often a job was started without getting a step further: that is how one that kills its process is found.

DBOS counts how often a job was recovered, which would blame every job that happened to run beside the guilty
one, and a long run for being interrupted here and there.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path


class JobStarts:
    """Counts by job id, in a small file that outlives the process."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._counts = _read(file)

    def of(self, job_id: str) -> int:
        """Starts since the last finished step of jobs that are not over; 0 for all others."""
        with self._lock:
            return self._counts.get(job_id, 0)

    def started(self, job_id: str) -> None:
        with self._lock:
            self._set(job_id, self._counts.get(job_id, 0) + 1)

    def got_further(self, job_id: str) -> None:
        with self._lock:
            self._set(job_id, 1)

    def forget(self, job_id: str) -> None:
        """The job is over, or was stopped with care."""
        with self._lock:
            self._set(job_id, 0)

    def _set(self, job_id: str, count: int) -> None:
        if self._counts.get(job_id, 0) == count:
            return
        self._counts[job_id] = count
        kept = {name: value for name, value in self._counts.items() if value}
        write_whole(self._file, json.dumps(kept))


def write_whole(file: Path, text: str) -> None:
    """Replace a small file at once: whoever reads it finds all of the old or all of the new."""
    beside = file.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def _read(file: Path) -> dict[str, int]:
    try:
        counts = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:  # a power cut tore it: counting anew costs a guilty job three more tries
        return {}
    return {str(name): int(count) for name, count in counts.items()}
