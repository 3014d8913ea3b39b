"""Folders that are whole or not there at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def making(target: Path) -> Iterator[Path]:
    """A folder beside ``target`` that takes its place at the end: a half-written model is never read, whoever else
    makes it too. What goes wrong while it is made leaves nothing behind."""
    half = target.with_name(f"{target.name}.making-{os.getpid()}")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    try:
        yield half
        half.rename(target)
    except OSError:
        shutil.rmtree(half, ignore_errors=True)
        if not target.is_dir():  # else another process was quicker
            raise
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
